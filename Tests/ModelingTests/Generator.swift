import Modeling

/// The 64-bit linear congruential generator of Knuth's MMIX, its upper 53 bits; the twin of
/// `Uniform` in Reference/sets.py.
struct Generator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  /// The next number in [0, 1).
  mutating func uniform() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 9_007_199_254_740_992
  }

  /// The next whole number under a bound.
  mutating func below(_ bound: Int) -> Int { Int(uniform() * Double(bound)) }

  /// A number of mean 0 and variance 1, near enough to normal for a test.
  mutating func bell() -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + uniform() }
  }
}

/// A design with outcomes and weights.
struct Example {
  var columns: [[Double]]
  var outcomes: [Double]
  var weights: [Double]

  var design: DesignMatrix {
    DesignMatrix(
      rows: outcomes.count, names: columns.indices.map { "x\($0 + 1)" },
      values: columns.flatMap { $0 })
  }

  /// The rows of the given numbers, in that order.
  func taking(_ rows: [Int]) -> Example {
    Example(
      columns: columns.map { column in rows.map { column[$0] } },
      outcomes: rows.map { outcomes[$0] },
      weights: rows.map { weights[$0] })
  }

  /// The twin of `general` in Reference/sets.py: the same bits.
  static func generated(rows: Int = 5000, seed: UInt64 = 2024) -> Example {
    var generator = Generator(seed: seed)
    var example = Example(
      columns: [[Double]](repeating: [], count: 5), outcomes: [], weights: [])
    for _ in 0..<rows {
      let a = generator.uniform() + generator.uniform() + generator.uniform() - 1.5
      let b = 0.5 * a + generator.uniform()
      let c = 1000.0 * generator.uniform() * generator.uniform()
      let d = generator.uniform() < 0.1 ? 1.0 : 0.0
      let e = 2000.0 + 20.0 * generator.uniform()
      let rate = 0.05 * (1 + 0.6 * a) * (0.5 + c / 500.0) * (1 + d) * 0.85
      example.outcomes.append(generator.uniform() < rate ? 1 : 0)
      example.weights.append(Double(generator.below(4)))
      for (index, value) in [a, b, c, d, e].enumerated() { example.columns[index].append(value) }
    }
    return example
  }
}

extension Example {
  /// Thirty correlated columns of unlike scale, of which four say something; the twin of `sparse` in
  /// Reference/sets.py: the same bits.
  static func sparse(rows: Int = 400, seed: UInt64 = 31) -> Example {
    var generator = Generator(seed: seed)
    var example = Example(
      columns: [[Double]](repeating: [], count: 30), outcomes: [], weights: [])
    for _ in 0..<rows {
      var values = [generator.bell()]
      for _ in 1..<30 { values.append(0.5 * values[values.count - 1] + generator.bell()) }
      let spoken = 0.25 + 0.1 * values[0] - 0.08 * values[3]
      let chance = spoken + 0.06 * values[7] + 0.05 * values[8]
      example.outcomes.append(generator.uniform() < chance ? 1 : 0)
      example.weights.append(Double(generator.below(4)))
      for column in 0..<30 { example.columns[column].append(values[column] * Double(1 + column)) }
    }
    return example
  }
}

/// Whether numbers equal references to a relative tolerance each.
func agree(_ values: [Double], _ references: [Double], within tolerance: Double = 1e-8) -> Bool {
  values.count == references.count
    && zip(values, references).allSatisfy { abs($0 - $1) <= tolerance * abs($1) }
}
