internal import RealModule

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

  /// Adds a column, with what `NumberSpread` found of its numbers.
  mutating func add(_ column: RawColumn, _ spread: NumberSpread, named name: String) {
    switch column {
    case .numeric(let values): addNumeric(values, spread, name)
    case .categorical(let codes, let levels): addCategorical(codes, levels, name)
    }
  }

  private mutating func addNumeric(_ values: [Double], _ spread: NumberSpread, _ name: String) {
    guard spread.present > 0 else { return drop(name, .empty) }
    if spread.isConstant {
      drop(name, .constant)
    } else {
      let (centre, scale) = (spread.centre, spread.scale)
      if isBounded {
        append(
          name, .bounded(centre: centre, scale: scale), mean: boundedMean(values, centre, scale))
      } else {
        append(name, .linear(centre: centre, scale: scale), mean: 0)
      }
    }

    let missing = rows.count - spread.present
    guard missing > 0 else { return }
    guard missing >= minimumRows else { return drop(name, .missingTooRarely) }
    guard patterns.insert(rows.map { !values[$0].isFinite }).inserted else {
      return drop(name, .missingTogether)
    }
    append(name, .missing, mean: share(missing))
  }

  /// The mean over the training rows; a missing value counts as the centre.
  private func boundedMean(_ values: [Double], _ centre: Double, _ scale: Double) -> Double {
    let reader = TermReader(.bounded(centre: centre, scale: scale), .numeric(values))
    let held = reader?.values(rows) ?? []
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

/// Mean and standard deviation of the finite numbers of some rows of a column.
struct NumberSpread: Sendable {
  /// How many of the rows have a finite number; 0 of a category.
  private(set) var present = 0
  /// Whether they are all the same.
  private(set) var isConstant = true
  private(set) var (centre, scale) = (0.0, 0.0)

  init(_ column: RawColumn, rows: [Int]) {
    guard case .numeric(let values) = column else { return }
    values.withUnsafeBufferPointer { values in
      rows.withUnsafeBufferPointer { rows in measure(values, rows) }
    }
  }

  private mutating func measure(
    _ values: UnsafeBufferPointer<Double>, _ rows: UnsafeBufferPointer<Int>
  ) {
    guard let first = rows.first(where: { values[$0].isFinite }).map({ values[$0] }) else { return }
    // Rows that differ from the first finite one, as a number, since a loop in lanes has no branches.
    var (sum, different) = (0.0, 0)
    Self.eachStretch(values, rows) { stretch in
      var (part, count, other) = (0.0, 0, 0)
      for value in stretch {
        part = Relaxed.sum(part, value.isFinite ? value : 0)
        count += value.isFinite ? 1 : 0
        other += value.isFinite && value != first ? 1 : 0
      }
      sum += part
      present += count
      different += other
    }
    isConstant = different == 0
    let count = Double(present)
    centre = isConstant ? first : sum / count
    if !centre.isFinite {
      centre = 0
      for row in rows where values[row].isFinite { centre += values[row] / count }
    }
    var squares = 0.0
    let middle = centre
    Self.eachStretch(values, rows) { stretch in
      var part = 0.0
      for value in stretch {
        let deviation = value.isFinite ? value - middle : 0
        part = Relaxed.multiplyAdd(deviation, deviation, part)
      }
      squares += part
    }
    scale = (squares / count).squareRoot()
    if !scale.isFinite {
      var variance = 0.0
      for row in rows where values[row].isFinite {
        variance += (values[row] - centre) * (values[row] - centre) / count
      }
      scale = variance.squareRoot()
    }
  }

  /// Lends the values of the rows, some thousand at a time.
  private static func eachStretch(
    _ values: UnsafeBufferPointer<Double>, _ rows: UnsafeBufferPointer<Int>,
    _ body: (UnsafeBufferPointer<Double>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2048) { stretch in
      for start in stride(from: 0, to: rows.count, by: stretch.count) {
        let count = min(stretch.count, rows.count - start)
        for place in 0..<count { stretch[place] = values[rows[start + place]] }
        body(UnsafeBufferPointer(rebasing: stretch[..<count]))
      }
    }
  }
}
