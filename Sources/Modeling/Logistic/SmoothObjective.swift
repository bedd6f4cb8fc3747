/// A function to minimise, with its first two derivatives: all that a solver sees of a model.
public protocol SmoothObjective {
  /// What an evaluation can fail with: `Never`, where the data are in memory.
  associatedtype Failure: Error = Never
  /// The number of parameters.
  var parameterCount: Int { get }
  /// The value at a point; `+infinity` or NaN mean "outside".
  func value(at parameters: [Double]) throws(Failure) -> Double
  /// Value, gradient and Hessian at a point, made in one pass.
  func expansion(at parameters: [Double]) throws(Failure) -> QuadraticExpansion
}

/// Value, gradient and Hessian of a function at one point.
public struct QuadraticExpansion: Sendable, Equatable {
  /// The value.
  public var value: Double
  /// The gradient, one number a parameter.
  public var gradient: [Double]
  /// The Hessian, row-major; only its lower triangle is meant.
  public var hessian: [Double]

  /// Makes an expansion from its parts.
  public init(value: Double, gradient: [Double], hessian: [Double]) {
    self.value = value
    self.gradient = gradient
    self.hessian = hessian
  }
}
