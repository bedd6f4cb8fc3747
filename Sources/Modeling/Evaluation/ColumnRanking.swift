/// People ranked by one raw column alone: what a model must do better than to be worth having.
///
/// Numbers rank rising or falling, with missing ones above or below all others, whichever gives the
/// larger area under the ROC curve. Categories rank by their smoothed rate of positives,
/// (positives + 20 r) / (rows + 20) with r the rate of all rows; missing is a category, and one that
/// was never seen has the rate r.
public struct ColumnRanking: Sendable, Equatable {
  /// How a column's values rank.
  public enum Order: Sendable, Equatable {
    /// By the number.
    case number(isRising: Bool, isMissingOnTop: Bool)
    /// By the rate of each level, and that of missing values.
    case rates([Double], missing: Double)
  }

  /// How many rows of the overall rate a category's own are mixed with.
  static let smoothing = 20.0

  /// The name of the column.
  public let column: String
  /// How its values rank.
  public let order: Order

  /// Learns the order from some rows.
  ///
  /// - Parameters:
  ///   - raw: The column.
  ///   - outcomes: 0 or 1, one a row of the column.
  ///   - rows: The rows to learn from.
  /// - Throws: `EvaluationError.oneClass` where a number has to rank rows of one outcome.
  public init(
    _ raw: RawColumn, named name: String, outcomes: [Double], rows: [Int]
  ) throws(EvaluationError) {
    column = name
    switch raw {
    case .numeric(let values):
      let told = rows.map { outcomes[$0] }
      let below = try AUC(scores: Self.scores(values, rows, missing: -.infinity), outcomes: told)
      let isWhole = rows.allSatisfy { values[$0].isFinite }
      let above =
        isWhole
        ? below : try AUC(scores: Self.scores(values, rows, missing: .infinity), outcomes: told)
      // Turned round, what was below is above, and the area is what it lacked of 1.
      let areas = [below.value, above.value, 1 - below.value, 1 - above.value]
      let best = areas.indices.max { areas[$0] < areas[$1] } ?? 0
      order = .number(isRising: best < 2, isMissingOnTop: best == 1 || best == 2)
    case .categorical(let codes, let levels):
      var counts = [Double](repeating: 0, count: levels.count + 1)
      var positives = counts
      for row in rows {
        counts[Int(codes[row]) + 1] += 1
        positives[Int(codes[row]) + 1] += outcomes[row]
      }
      let all = positives.reduce(0, +) / Double(max(rows.count, 1))
      let rates = counts.indices.map {
        (positives[$0] + Self.smoothing * all) / (counts[$0] + Self.smoothing)
      }
      order = .rates(Array(rates.dropFirst()), missing: rates[0])
    }
  }

  /// The scores of some rows, the best the highest; infinite where a number is missing.
  ///
  /// - Precondition: the column is of the type that the order was learned from.
  public func scores(of raw: RawColumn, rows: [Int]) -> [Double] {
    switch (order, raw) {
    case (.number(let isRising, let isMissingOnTop), .numeric(let values)):
      let missing = isMissingOnTop == isRising ? Double.infinity : -.infinity
      let rising = Self.scores(values, rows, missing: missing)
      return isRising ? rising : rising.map { -$0 }
    case (.rates(let rates, let missing), .categorical(let codes, _)):
      return rows.map { codes[$0] < 0 ? missing : rates[Int(codes[$0])] }
    default: preconditionFailure("a ranking is applied to the column that it was learned from")
    }
  }

  /// The order in words: `latest_gift_cents, highest first, missing last`.
  public var inWords: String {
    switch order {
    case .number(let isRising, let isMissingOnTop):
      "\(column), \(isRising ? "highest" : "lowest") first, "
        + "missing \(isMissingOnTop ? "first" : "last")"
    case .rates: "\(column), levels by their rate in training"
    }
  }

  private static func scores(_ values: [Double], _ rows: [Int], missing: Double) -> [Double] {
    rows.map { values[$0].isFinite ? values[$0] : missing }
  }
}
