internal import RealModule

/// The weighted variance of each parameter's column: of z, or of a level's zeros and ones.
struct BlockMoments {
  /// One a parameter of the shape; 0 for the intercept.
  let variances: [Double]

  init(_ source: some FeatureBlockSource, totalWeight: Double, threads: Int) throws {
    let shape = source.shape
    let blocks = shape.blockCount
    let parts = min(64, blocks)
    let order = shape.parameterCount
    let sums = try Parts.map(parts, threads: threads) { part in
      // As in a Hessian, Σ w z of a level's zeros and ones is Σ w z².
      var sums = LogisticSums(parameterCount: order, hessian: false)
      var squares = [Double](repeating: 0, count: order)
      for number in Parts.range(part, of: parts, count: blocks) {
        Self.add(try source.block(number), shape, &sums.gradient, &squares)
      }
      return (sums.gradient, squares)
    }
    var means = [Double](repeating: 0, count: order)
    var squares = means
    for (first, second) in sums {
      for index in 0..<order {
        means[index] += first[index] / totalWeight
        squares[index] += second[index] / totalWeight
      }
    }
    variances = (0..<order).map {
      if $0 == 0 { return 0 }
      return $0 <= shape.numeric.count
        ? max(0, squares[$0] - means[$0] * means[$0]) : means[$0] * (1 - means[$0])
    }
  }

  private static func add(
    _ block: FeatureBlock, _ shape: FeatureShape, _ sums: inout [Double],
    _ squares: inout [Double]
  ) {
    let columns = shape.numeric.count
    block.eachTile(shape) { values, codes, votes in
      for column in 0..<columns {
        let source = values + column * FeatureBlock.tileRows
        var (first, second) = (0.0, 0.0)
        for row in 0..<FeatureBlock.tileRows {
          let value = Double(source[row])
          let weighted = Double(abs(votes[row])) * value
          first = Relaxed.sum(first, weighted)
          second = Relaxed.multiplyAdd(weighted, value, second)
        }
        sums[1 + column] += first
        squares[1 + column] += second
      }
      for (table, description) in shape.tables.enumerated() {
        let codes = codes + table * FeatureBlock.tileRows
        for (column, decoded) in zip(description.members, description.codes) {
          for row in 0..<FeatureBlock.tileRows {
            let level = shape.firstLevels[column] + Int(decoded[Int(codes[row])])
            sums[level] += Double(abs(votes[row]))
          }
        }
      }
    }
  }
}
