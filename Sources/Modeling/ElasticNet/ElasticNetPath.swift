internal import RealModule

/// Logistic regressions under a falling elastic-net penalty.
///
/// At each λ the coefficients minimise
/// (1/W) Σ wᵢ log(1 + exp(-(2yᵢ - 1) ηᵢ)) + λ Σ fⱼ (α |bⱼ| + (1 - α)/2 bⱼ²), with W = Σ wᵢ and bⱼ
/// the coefficients of columns centred and divided by their weighted standard deviation (divisor
/// W); the intercept is free. They are given on the scale of the columns as they came. That is the
/// objective of R's glmnet with `standardize = TRUE`, whose penalty factors too are scaled to a
/// mean of 1. A column that doesn't vary keeps the coefficient 0, and so does an unpenalised one
/// that is a linear combination of unpenalised ones before it; `aliased` names both.
///
/// Source: Friedman, Hastie & Tibshirani, Journal of Statistical Software 33 (2010).
public struct ElasticNetPath: Sendable, Equatable {
  /// Which path is followed.
  public struct Options: Sendable {
    /// α: 1 is the lasso, 0 is ridge.
    public var alpha = 1.0
    /// The λ, falling; nil for `count` of them in equal ratios from the least that keeps all
    /// penalised columns out down to `ratio` times that (with `alpha` under .001, that of .001).
    public var lambdas: [Double]?
    /// How many λ where `lambdas` is nil.
    public var count = 100
    /// The last λ over the first; nil for 1e-4, and for .01 with fewer rows than columns.
    public var ratio: Double?
    /// fⱼ, one a column: 0 leaves a column free of penalty, nil stands for all 1.
    public var penaltyFactors: [Double]?
    /// How much of the objective a further step may still promise where a fit is done.
    public var tolerance = 1e-9
    /// How many threads work; the result doesn't depend on it.
    public var threads = Parts.processors

    /// Makes the default options.
    public init() {}
  }

  /// The model at one λ.
  public struct Point: Sendable, Equatable {
    /// λ.
    public let lambda: Double
    /// The intercept, in log odds.
    public let intercept: Double
    /// A coefficient a column, in log odds per unit of the column; 0 for who isn't chosen.
    public let coefficients: [Double]

    /// The columns whose coefficient isn't 0.
    public var chosen: [Int] { coefficients.indices.filter { coefficients[$0] != 0 } }

    /// The linear predictor of each row of a design with the path's columns.
    public func linearPredictors(_ design: DesignMatrix) -> [Double] {
      precondition(design.columns == coefficients.count, "a coefficient a column")
      var predictors = [Double](repeating: intercept, count: design.rows)
      for column in chosen {
        let coefficient = coefficients[column]
        let values = design.values.span.extracting(
          column * design.rows..<(column + 1) * design.rows)
        for row in 0..<design.rows { predictors[row] += coefficient * values[row] }
      }
      return predictors
    }
  }

  /// The names of the columns.
  public let names: [String]
  /// The models, by falling λ.
  public let points: [Point]
  /// Columns that got no coefficient because they don't vary or repeat unpenalised ones.
  public let aliased: [String]
  /// Passes over the data that the path took.
  public let passes: Int

  /// Fits the path.
  ///
  /// A row of weight 0 counts as absent, one of weight 2 as two rows.
  ///
  /// - Parameters:
  ///   - design: The columns, without one for the intercept.
  ///   - outcomes: 0 or 1, one a row.
  ///   - weights: Case weights of at least 0, one a row; nil for all 1.
  ///   - options: The penalty and the path.
  /// - Throws: `LogisticError`: `nothingToPenalise` where no penalised column varies with the
  ///   outcome, `separated` where unpenalised columns part the outcomes.
  /// - Precondition: outcomes, weights and penalty factors have a number a row or column; `alpha`
  ///   lies between 0 and 1; λ are positive and fall; factors are finite and not negative.
  public static func fit(
    _ design: DesignMatrix, outcomes: [Double], weights: [Double]? = nil,
    options: Options = Options()
  ) throws(LogisticError) -> ElasticNetPath {
    let weights = weights ?? [Double](repeating: 1, count: design.rows)
    let factors = options.penaltyFactors ?? [Double](repeating: 1, count: design.columns)
    check(design, outcomes, weights, factors, options)
    let base = try BaseRate(outcomes: outcomes, weights: weights)
    let scaling = try ColumnScaling(design, weights: weights, threads: options.threads)

    let varying = design.names.indices.filter { scaling.scales[$0] > 0 }
    let free = varying.filter { factors[$0] == 0 }
    var start = ScaledPoint(intercept: base.logOdds, coefficients: [])
    var freeCoefficients: [Int: Double] = [:]
    if !free.isEmpty {
      let fit = try LogisticRegression.fit(
        design.selecting(free), outcomes: outcomes, weights: weights)
      start.intercept = fit.coefficients[0]
      for (position, coefficient) in zip(fit.columns, fit.coefficients.dropFirst()) {
        let column = free[position]
        freeCoefficients[column] = coefficient * scaling.scales[column]
        start.intercept += coefficient * scaling.centres[column]
      }
    }
    let used = varying.filter { factors[$0] > 0 || freeCoefficients[$0] != nil }
    start.coefficients = used.map { freeCoefficients[$0] ?? 0 }
    let meanFactor = factors.reduce(0, +) / Double(factors.count)

    var solver = ElasticNetSolver(
      TiledPass(
        design, used: used, scaling: scaling, outcomes: outcomes, weights: weights,
        threads: options.threads),
      factors: used.map { factors[$0] / meanFactor }, alpha: options.alpha,
      tolerance: options.tolerance, start: start)
    let largest = solver.largestPenalty
    // What rounding leaves of a slope that is 0.
    guard largest > 1e-14 else { throw .nothingToPenalise }
    let lambdas = options.lambdas ?? falling(from: largest, design, options)

    var points: [Point] = []
    for lambda in lambdas {
      let scaled = try solver.minimum(at: lambda)
      var intercept = scaled.intercept
      var coefficients = [Double](repeating: 0, count: design.columns)
      for (column, coefficient) in zip(used, scaled.coefficients) where coefficient != 0 {
        coefficients[column] = coefficient / scaling.scales[column]
        intercept -= coefficients[column] * scaling.centres[column]
      }
      points.append(Point(lambda: lambda, intercept: intercept, coefficients: coefficients))
    }
    let kept = Set(used)
    return ElasticNetPath(
      names: design.names, points: points,
      aliased: design.names.indices.filter { !kept.contains($0) }.map { design.names[$0] },
      passes: solver.passes)
  }

  private static func falling(
    from largest: Double, _ design: DesignMatrix, _ options: Options
  ) -> [Double] {
    let ratio = options.ratio ?? (design.rows < design.columns ? 0.01 : 1e-4)
    let step = options.count == 1 ? 1 : Double.pow(ratio, 1 / Double(options.count - 1))
    return (0..<options.count).map { largest * Double.pow(step, $0) }
  }

  private static func check(
    _ design: DesignMatrix, _ outcomes: [Double], _ weights: [Double], _ factors: [Double],
    _ options: Options
  ) {
    precondition(
      outcomes.count == design.rows && weights.count == design.rows
        && factors.count == design.columns, "a number a row or column")
    precondition((0...1).contains(options.alpha), "alpha lies between 0 and 1")
    precondition(factors.allSatisfy { $0 >= 0 && $0.isFinite }, "factors are finite, not negative")
    precondition(options.tolerance > 0, "a tolerance is positive")
    if let lambdas = options.lambdas {
      precondition(
        !lambdas.isEmpty && lambdas.allSatisfy { $0 > 0 && $0.isFinite }
          && zip(lambdas, lambdas.dropFirst()).allSatisfy { $0 > $1 }, "λ are positive and fall")
    } else {
      precondition(
        options.count > 0 && options.ratio.map { $0 > 0 && $0 < 1 } ?? true,
        "a path has points, and falls")
    }
  }
}
