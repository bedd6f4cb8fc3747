internal import RealModule

/// A fitted model as it is stored and applied: an intercept, and a coefficient for each term.
public struct ScoreModel: Sendable, Equatable, Codable {
  /// A term with its coefficient in log odds.
  public struct WeightedTerm: Sendable, Equatable, Codable {
    /// The term.
    public let term: Term
    /// Its coefficient.
    public let coefficient: Double

    /// Makes a weighted term from its parts.
    public init(term: Term, coefficient: Double) {
      self.term = term
      self.coefficient = coefficient
    }
  }

  /// What one raw column adds to the linear predictors of some rows.
  public struct Part: Sendable, Equatable {
    /// The name of the raw column.
    public let column: String
    /// Log odds above (or under) those of a row at the training mean of the column's terms, one a row.
    public var contributions: [Double]
  }

  /// The largest distance of a linear predictor from 0 that a probability is made of.
  public static let largestPredictor = 30.0

  /// The intercept in log odds.
  public let intercept: Double
  /// The terms with their coefficients.
  public let terms: [WeightedTerm]

  /// The raw columns that the terms are made of, each once, in the order of the terms.
  public var columns: [String] {
    var seen: Set<String> = []
    return terms.flatMap(\.term.columns).filter { seen.insert($0).inserted }
  }

  /// Makes a model from its parts.
  public init(intercept: Double, terms: [WeightedTerm]) {
    self.intercept = intercept
    self.terms = terms
  }

  /// Takes over a fit of a plan's design; aliased terms have no coefficient and stay out.
  public init(plan: TermPlan, fit: LogisticFit) {
    intercept = fit.coefficients[0]
    terms = zip(fit.columns, fit.coefficients.dropFirst()).map {
      WeightedTerm(term: plan.terms[$0], coefficient: $1)
    }
  }

  /// The model whose log odds are a factor times this one's, plus a constant.
  func scaled(by factor: Double = 1, plus constant: Double) -> ScoreModel {
    ScoreModel(
      intercept: constant + factor * intercept,
      terms: terms.map { WeightedTerm(term: $0.term, coefficient: factor * $0.coefficient) })
  }

  /// Makes the design that the model's other functions take: one column a term of the model.
  public func design(of frame: RawFrame, rows: [Int]? = nil) throws(TermError) -> DesignMatrix {
    try TermPlan(terms: terms.map(\.term)).apply(frame, rows: rows)
  }

  /// The log odds of all rows of the model's design.
  public func linearPredictors(_ design: DesignMatrix) -> [Double] {
    precondition(design.columns == terms.count, "a design has one column a term of the model")
    var predictors = [Double](repeating: intercept, count: design.rows)
    for (column, weighted) in terms.enumerated() {
      let start = column * design.rows
      let values = design.values.span.extracting(start..<start + design.rows)
      for row in 0..<design.rows { predictors[row] += weighted.coefficient * values[row] }
    }
    return predictors
  }

  /// 1 / (1 + exp(-η)) of the log odds η, held within ±`largestPredictor`.
  ///
  /// So no score is exactly 0 or 1: the model never knows that much.
  public static func probability(of predictor: Double) -> Double {
    1 / (1 + Double.exp(-min(max(predictor, -largestPredictor), largestPredictor)))
  }

  /// The log odds of a row at the training mean of all terms, from which `parts` are counted.
  public var meanPredictor: Double {
    terms.reduce(intercept) { $0 + $1.coefficient * $1.term.trainingMean }
  }

  /// The log odds of some rows of a frame, some thousands at a time and term by term, so that no design
  /// is kept.
  public func linearPredictors(of frame: RawFrame, rows: [Int]) throws(TermError) -> [Double] {
    try predicted(frame, rows) { $0 }
  }

  /// The chances of some rows of a frame.
  public func probabilities(of frame: RawFrame, rows: [Int]) throws(TermError) -> [Double] {
    try predicted(frame, rows, Self.probability)
  }

  private func predicted(
    _ frame: RawFrame, _ rows: [Int], _ told: @Sendable (Double) -> Double
  ) throws(TermError) -> [Double] {
    let readers = try TermReader.readers(of: terms.map(\.term), frame)
    return [Double](unsafeUninitializedCapacity: rows.count) { target, count in
      count = rows.count
      // Each part has a place of its own.
      nonisolated(unsafe) let target = target
      let parts = (rows.count + Self.rowsAtOnce - 1) / Self.rowsAtOnce
      _ = Parts.map(parts) { part in
        let own = part * Self.rowsAtOnce..<min(rows.count, (part + 1) * Self.rowsAtOnce)
        let predictors = UnsafeMutableBufferPointer(rebasing: target[own])
        predictors.initialize(repeating: intercept)
        rows.withUnsafeBufferPointer { rows in
          let rows = UnsafeBufferPointer(rebasing: rows[own])
          withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.rowsAtOnce) { values in
            guard let values = values.baseAddress else { return }
            for (reader, weighted) in zip(readers, terms) {
              reader.read(rows, into: values)
              let coefficient = weighted.coefficient
              for row in 0..<rows.count { predictors[row] += coefficient * values[row] }
            }
          }
        }
        for row in predictors.indices { predictors[row] = told(predictors[row]) }
      }
    }
  }

  /// Rows whose log odds are made at once, so that they stay in the nearest cache.
  private static let rowsAtOnce = 2048

  /// What each raw column adds to the log odds of some rows of a frame, in the order of the terms.
  ///
  /// A row's contributions and `meanPredictor` sum to its linear predictor. What a pair adds is halved
  /// between its columns; what a segment adds goes to the answers on the way there.
  public func parts(of frame: RawFrame, rows: [Int]) throws(TermError) -> [Part] {
    var parts: [Part] = []
    var places: [String: Int] = [:]
    for weighted in terms {
      for (column, values) in try weighted.term.shares(of: frame, rows: rows) {
        let place = places[column] ?? parts.count
        if place == parts.count {
          places[column] = place
          parts.append(
            Part(column: column, contributions: [Double](repeating: 0, count: rows.count)))
        }
        for row in rows.indices {
          parts[place].contributions[row] += weighted.coefficient * values[row]
        }
      }
    }
    return parts
  }
}
