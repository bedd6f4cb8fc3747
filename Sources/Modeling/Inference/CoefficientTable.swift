internal import RealModule

/// The coefficients of a fit with what may be said of each.
public struct CoefficientTable: Sendable, Equatable {
  /// One coefficient.
  public struct Row: Sendable, Equatable {
    /// Its name.
    public let term: String
    /// The coefficient, in log odds per unit of its column.
    public let estimate: Double
    /// Its standard error.
    public let standardError: Double

    /// Makes a row from its parts.
    public init(term: String, estimate: Double, standardError: Double) {
      (self.term, self.estimate, self.standardError) = (term, estimate, standardError)
    }

    /// Estimate over standard error; NaN where both are 0.
    public var z: Double { estimate / standardError }
    /// The chance of a |z| as large where the coefficient is 0, by the normal approximation (Wald).
    public var pValue: Double { Double.erfc(abs(z) / 2.0.squareRoot()) }
    /// The 95 % interval, by the same approximation.
    public var interval: ClosedRange<Double> {
      let half = normal975 * standardError
      return (estimate - half)...(estimate + half)
    }
  }

  /// The coefficients, the intercept first.
  public let rows: [Row]

  /// Makes the table of a fit.
  ///
  /// - Parameter robust: The covariance to take the errors from; nil for the model's own.
  public init(_ fit: LogisticFit, robust: RobustCovariance? = nil) {
    let covariance = robust?.values ?? fit.covariance
    let order = fit.coefficients.count
    rows = fit.terms.indices.map {
      Row(
        term: fit.terms[$0], estimate: fit.coefficients[$0],
        standardError: covariance[$0 * order + $0].squareRoot())
    }
  }
}
