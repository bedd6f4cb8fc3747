/// What is measured of people beside whether something happened: amounts, or what a contact adds.
public enum MeasuredOutcome: Sendable {
  /// A whole number of at least 0 for each row, such as cents; a group is told by its mean.
  case amounts([Int64])
  /// An experiment: who was treated, and who responded; a group is told by its uplift, the share of those
  /// treated who responded less that of the others.
  case uplift(treated: RowSet, responded: RowSet)

  /// How many rows there are.
  public var rows: Int {
    switch self {
    case .amounts(let amounts): amounts.count
    case .uplift(let treated, _): treated.rows
    }
  }

  var kind: Measure.Kind {
    switch self {
    case .amounts: .mean
    case .uplift: .uplift
    }
  }

  /// The outcome of some of the rows.
  func part(_ rows: [Int]) -> MeasuredOutcome {
    switch self {
    case .amounts(let amounts): .amounts(rows.map { amounts[$0] })
    case .uplift(let treated, let responded):
      .uplift(
        treated: RowSet(rows: rows.count) { treated.contains(rows[$0]) },
        responded: RowSet(rows: rows.count) { responded.contains(rows[$0]) })
    }
  }

  /// What is counted of all rows, or of those of a set.
  func sums(of set: RowSet? = nil) -> MeasuredSums {
    let set = set ?? RowSet.all(rows)
    var sums = MeasuredSums(size: Int32(set.count))
    switch self {
    case .amounts(let amounts):
      for row in 0..<rows where set.contains(row) { sums.total += amounts[row] }
    case .uplift(let treated, let responded):
      let (own, responses) = (set.intersection(treated), set.intersection(responded))
      sums.treated = Int32(own.count)
      sums.total = Int64(responses.count)
      sums.treatedTotal = Int64(own.intersection(responses).count)
    }
    return sums
  }
}

/// What is counted of a group: people, and what they gave; or people, those treated, those who
/// responded, and those of both.
struct MeasuredSums: Hashable, Sendable {
  var size: Int32
  var treated: Int32 = 0
  var total: Int64 = 0
  var treatedTotal: Int64 = 0

  static func + (left: MeasuredSums, right: MeasuredSums) -> MeasuredSums {
    MeasuredSums(
      size: left.size + right.size, treated: left.treated + right.treated,
      total: left.total + right.total, treatedTotal: left.treatedTotal + right.treatedTotal)
  }

  static func - (left: MeasuredSums, right: MeasuredSums) -> MeasuredSums {
    MeasuredSums(
      size: left.size - right.size, treated: left.treated - right.treated,
      total: left.total - right.total, treatedTotal: left.treatedTotal - right.treatedTotal)
  }
}

/// How a group's measure is told, and set against others.
struct Measure: Sendable {
  enum Kind: Sendable {
    case mean
    case uplift

    /// The mean amount, or the uplift; nil of a group without enough people in both arms.
    func value(_ sums: MeasuredSums) -> Double? {
      switch self {
      case .mean: return sums.size > 0 ? Double(sums.total) / Double(sums.size) : nil
      case .uplift:
        let control = sums.size - sums.treated
        guard min(sums.treated, control) >= Measure.fewestOfArm else { return nil }
        return Double(sums.treatedTotal) / Double(sums.treated)
          - Double(sums.total - sums.treatedTotal) / Double(control)
      }
    }
  }

  let kind: Kind
  /// The standard deviation of all amounts; 0 of an uplift.
  let deviation: Double
  /// An arm of a group with fewer people than this says nothing.
  static let fewestOfArm: Int32 = 10

  init(_ outcome: MeasuredOutcome) {
    kind = outcome.kind
    switch outcome {
    case .uplift: deviation = 0
    case .amounts(let amounts):
      let count = Double(max(1, amounts.count))
      let mean = amounts.reduce(0.0) { $0 + Double($1) } / count
      let squares = amounts.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
      deviation = (squares / count).squareRoot()
    }
  }

  /// The variance of an uplift, each arm's chance drawn in by half a person of either kind.
  static func upliftVariance(_ sums: MeasuredSums) -> Double {
    func part(_ positives: Int64, _ size: Int32) -> Double {
      let chance = (Double(positives) + 0.5) / (Double(size) + 1)
      return chance * (1 - chance) / Double(size)
    }
    return part(sums.treatedTotal, sums.treated)
      + part(sums.total - sums.treatedTotal, sums.size - sums.treated)
  }

  /// How many standard errors a group lies above the others of a larger one; 0 where nothing can be told.
  ///
  /// Of amounts the error is that of a group drawn by lot, which all groups of a size share; of uplifts it
  /// is that of the two differences.
  @inline(__always)
  func root(_ own: MeasuredSums, of all: MeasuredSums) -> Double {
    let others = all - own
    guard own.size > 0, others.size > 0 else { return 0 }
    switch kind {
    case .mean:
      guard deviation > 0 else { return 0 }
      let difference =
        Double(own.total) / Double(own.size) - Double(others.total) / Double(others.size)
      return difference
        / (deviation * (1 / Double(own.size) + 1 / Double(others.size)).squareRoot())
    case .uplift:
      guard let uplift = kind.value(own), let other = kind.value(others) else { return 0 }
      return (uplift - other)
        / (Self.upliftVariance(own) + Self.upliftVariance(others)).squareRoot()
    }
  }
}
