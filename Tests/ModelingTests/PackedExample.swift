import Modeling

/// Rows for fits of packed columns, with the same rows as a design of `Double` columns: codes become
/// columns of zeros and ones, and what a packed fit calls a parameter is a column there.
struct PackedExample {
  var numbers: [[Float]]
  var codes: [(values: [UInt16], levels: Int)] = []
  var outcomes: [Double]
  var weights: [Float]?

  var columns: [(name: String, column: FeatureBlocks.Column)] {
    numbers.enumerated().map { ("x\($0 + 1)", .numbers($1)) }
      + codes.enumerated().map {
        ("c\($0 + 1)", .codes($1.values, levels: (0..<$1.levels).map(String.init)))
      }
  }

  /// The design, with or without the first level of each column of codes.
  func design(allLevels: Bool) -> DesignMatrix {
    var names = numbers.indices.map { "x\($0 + 1)" }
    var values = numbers.map { $0.map(Double.init) }
    for (column, code) in codes.enumerated() {
      for level in (allLevels ? 0 : 1)..<code.levels {
        names.append("c\(column + 1)=\(level)")
        values.append(code.values.map { Int($0) == level ? 1 : 0 })
      }
    }
    return DesignMatrix(rows: outcomes.count, names: names, values: values.flatMap { $0 })
  }

  /// Correlated numbers, some codes, about one outcome in eight.
  static func generated(
    rows: Int, numbers: Int = 5, levels: [Int] = [], weighted: Bool = false, seed: UInt64 = 1
  ) -> PackedExample {
    var generator = Generator(seed: seed)
    var example = PackedExample(
      numbers: [[Float]](repeating: [], count: numbers), codes: levels.map { ([], $0) },
      outcomes: [], weights: weighted ? [] : nil)
    for _ in 0..<rows {
      var predictor = -2.3
      var last = 0.0
      for column in 0..<numbers {
        last = 0.4 * last + generator.bell()
        example.numbers[column].append(Float(last))
        predictor += (column % 2 == 0 ? 0.3 : -0.2) * last
      }
      for column in levels.indices {
        // Low levels are more frequent.
        let level = Int(generator.uniform() * generator.uniform() * Double(levels[column]))
        example.codes[column].values.append(UInt16(level))
        predictor += 0.8 * Double(level) / Double(levels[column])
      }
      let chance = ScoreModel.probability(of: predictor)
      example.outcomes.append(generator.uniform() < chance ? 1 : 0)
      if weighted { example.weights?.append(Float(generator.below(5)) / 2) }
    }
    return example
  }

  /// The fit of the packed rows.
  func packedFit(_ options: LogisticRegression.BlockOptions = .init()) throws -> LogisticFit {
    try LogisticRegression.fit(
      FeatureBlocks(columns, outcomes: outcomes, weights: weights), options: options)
  }

  /// The fit of the same rows in `Double`.
  func doubleFit(penalty: Double = 0) throws -> LogisticFit {
    var options = LogisticRegression.Options()
    options.penalty = penalty
    return try LogisticRegression.fit(
      design(allLevels: penalty > 0), outcomes: outcomes, weights: weights?.map(Double.init),
      options: options)
  }
}
