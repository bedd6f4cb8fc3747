/// Sums of the logistic loss over some rows; sums over disjoint rows merge by addition.
///
/// The same blocks merged in the same order give the same bits, whoever summed them.
public struct LogisticSums: Sendable, Equatable {
  /// Σ w log(1 + exp(-m)), with the margin m = (2y - 1)·η.
  public var loss: Double
  /// Σ w (p - y) z, one number a parameter.
  public var gradient: [Double]
  /// Σ w p (1 - p) z zᵀ, row-major, lower triangle; empty where it was not asked for.
  public var hessian: [Double]

  /// The sums over no row.
  public init(parameterCount: Int, hessian: Bool) {
    loss = 0
    gradient = [Double](repeating: 0, count: parameterCount)
    self.hessian = [Double](repeating: 0, count: hessian ? parameterCount * parameterCount : 0)
  }

  /// Adds the sums over other rows.
  ///
  /// - Precondition: both have the same shape.
  public mutating func merge(_ other: LogisticSums) {
    precondition(
      gradient.count == other.gradient.count && hessian.count == other.hessian.count,
      "sums of different shapes do not merge")
    loss += other.loss
    for index in gradient.indices { gradient[index] += other.gradient[index] }
    for index in hessian.indices { hessian[index] += other.hessian[index] }
  }
}

extension [LogisticSums] {
  /// The sums over all rows of these, in their order.
  ///
  /// - Precondition: there is one at least.
  var merged: LogisticSums {
    dropFirst().reduce(into: self[0]) { $0.merge($1) }
  }
}
