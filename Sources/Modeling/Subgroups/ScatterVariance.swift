/// How much of a scatter is no error of measurement.
enum ScatterVariance {
  /// The variance of true differences by which the observed ones scatter around 0 as they do (Paule and Mandel
  /// 1982); 0 where their errors alone say as much.
  ///
  /// - Parameter variances: of the errors, above 0, one a difference.
  static func between(_ differences: [Double], _ variances: [Double]) -> Double {
    func excess(_ between: Double) -> Double {
      zip(differences, variances).reduce(0) { $0 + $1.0 * $1.0 / (between + $1.1) }
        - Double(differences.count)
    }
    guard excess(0) > 0 else { return 0 }
    var low = 0.0
    var high = 1.0
    while excess(high) > 0 { high *= 2 }
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if excess(middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
