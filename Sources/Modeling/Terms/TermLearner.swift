/// What `TermPlan.learn` gathers, column by column.
struct TermLearner {
  let rows: [Int]
  let minimumRows: Int
  let mostLevels: Int
  let isBounded: Bool
  private(set) var terms: [Term] = []
  private(set) var dropped: [TermPlan.Dropped] = []
  /// The patterns of missing values that have an indicator.
  private var patterns: Set<[Bool]> = []

  init(rows: [Int], options: TermPlan.Options) {
    self.rows = rows
    minimumRows = max(options.minimumRows, 1)
    mostLevels = options.mostLevels
    isBounded = options.isBounded
  }

  mutating func add(_ column: RawColumn, named name: String) {
    switch column {
    case .numeric(let values): addNumeric(values, name)
    case .categorical(let codes, let levels): addCategorical(codes, levels, name)
    }
  }

  private mutating func addNumeric(_ values: [Double], _ name: String) {
    let present = rows.map { values[$0] }.filter { $0.isFinite }
    guard let first = present.first else { return drop(name, .empty) }
    if present.allSatisfy({ $0 == first }) {
      drop(name, .constant)
    } else {
      let count = Double(present.count)
      let centre = present.reduce(0) { $0 + $1 / count }
      let variance = present.reduce(0) { $0 + ($1 - centre) * ($1 - centre) / count }
      let scale = variance.squareRoot()
      if isBounded {
        append(
          name, .bounded(centre: centre, scale: scale), mean: boundedMean(values, centre, scale))
      } else {
        append(name, .linear(centre: centre, scale: scale), mean: 0)
      }
    }

    let missing = rows.count - present.count
    guard missing > 0 else { return }
    guard missing >= minimumRows else { return drop(name, .missingTooRarely) }
    guard patterns.insert(rows.map { !values[$0].isFinite }).inserted else {
      return drop(name, .missingTogether)
    }
    append(name, .missing, mean: share(missing))
  }

  /// The mean over the training rows; a missing value counts as the centre.
  private func boundedMean(_ values: [Double], _ centre: Double, _ scale: Double) -> Double {
    let term = Term(column: "", kind: .bounded(centre: centre, scale: scale), trainingMean: 0)
    let held = term.values(of: .numeric(values), rows: rows) ?? []
    return held.reduce(0, +) / Double(rows.count)
  }

  private mutating func addCategorical(_ codes: [Int32], _ levels: [String], _ name: String) {
    var counts = [Int](repeating: 0, count: levels.count + 1)
    for row in rows { counts[Int(codes[row]) + 1] += 1 }
    // A nil level is the missing one.
    let seen: [(level: String?, count: Int)] = counts.indices.filter { counts[$0] > 0 }
      .map { ($0 == 0 ? nil : levels[$0 - 1], counts[$0]) }
      .sorted { (-$0.count, $0.level ?? "") < (-$1.count, $1.level ?? "") }
    guard seen.contains(where: { $0.level != nil }) else { return drop(name, .empty) }
    guard seen.count > 1 else { return drop(name, .constant) }

    let kept = seen.prefix(mostLevels).prefix { $0.count >= minimumRows }
    let pool = seen.dropFirst(kept.count).reduce(0) { $0 + $1.count }
    guard let reference = kept.first, kept.count > 1 || pool >= minimumRows else {
      return drop(name, .tooFewRows)
    }
    for (level, count) in kept where level != reference.level {
      if level == nil, !patterns.insert(rows.map { codes[$0] < 0 }).inserted {
        drop(name, .missingTogether)
      } else {
        append(name, level.map { .level($0) } ?? .missing, mean: share(count))
      }
    }
    if pool >= minimumRows {
      let missingIsKept = kept.contains { $0.level == nil }
      append(
        name, .otherLevels(kept: kept.compactMap(\.level), missingIsKept: missingIsKept),
        mean: share(pool))
    }
  }

  private mutating func append(_ name: String, _ kind: Term.Kind, mean: Double) {
    terms.append(Term(column: name, kind: kind, trainingMean: mean))
  }

  private mutating func drop(_ name: String, _ reason: TermPlan.Dropped.Reason) {
    dropped.append(TermPlan.Dropped(column: name, reason: reason))
  }

  private func share(_ count: Int) -> Double { Double(count) / Double(rows.count) }
}
