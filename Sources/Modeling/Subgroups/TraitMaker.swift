/// Traits of a frame's columns: each level of a category, and ranges of each number.
///
/// A number is cut at round steps, or where it is skewed at equal shares of the people; neighbouring bins are
/// joined too, so that forty to forty-nine is there beside forty to forty-four. The ends of a range that was found
/// may then be moved (`edges`). Cuts given by hand are cut there alone, and a range is between any two of them.
/// What isn't so is no trait: "not in party X" would be true of nearly everyone.
public struct TraitMaker: Sendable {
  /// The fewest people with a trait.
  public var minimumSize: Int
  /// The most bins of a number.
  public var bins = 24
  /// The most neighbouring bins joined.
  public var joined = 4
  /// Cuts by hand, rising, by column.
  public var cuts: [String: [Double]] = [:]
  /// Whose numbers say where to cut: those searched; nil for everyone's.
  public var searched: RowSet?

  /// Makes a maker.
  public init(minimumSize: Int) { self.minimumSize = minimumSize }

  /// The traits of a frame, columns numbered as in it.
  ///
  /// - Parameters:
  ///   - says: a column's name in words.
  ///   - amount: a column's number in words.
  public func traits(
    of frame: RawFrame, says: (_ column: String) -> String = { $0 },
    amount: (_ column: String, _ value: Double) -> String = { _, value in
      value == value.rounded() ? "\(Int64(value))" : "\(value)"
    }
  ) -> [Trait] {
    frame.names.indices.flatMap { index -> [Trait] in
      let name = frame.names[index]
      switch frame.columns[index] {
      case .categorical(let codes, let levels):
        return levels.indices.compactMap { level in
          trait(
            "\(says(name)) \(levels[level])", index, .level(levels[level]), frame.rows
          ) { codes[$0] == level }
        }
      case .numeric(let values):
        return ranges(values, index, name, rows: frame.rows) { low, high in
          Self.words(says(name), low.map { amount(name, $0) }, high.map { amount(name, $0) })
        }
      }
    }
  }

  private func trait(
    _ name: String, _ column: Int, _ test: Trait.Test, _ rows: Int, where isIn: (Int) -> Bool
  ) -> Trait? {
    let set = RowSet(rows: rows, where: isIn)
    let count = set.count
    // What is true of all tells nobody apart.
    guard count >= max(1, minimumSize), count < rows else { return nil }
    return Trait(name, column: column, test: test, rows: set)
  }

  private func ranges(
    _ values: [Double], _ column: Int, _ name: String, rows: Int,
    words: (Double?, Double?) -> String
  ) -> [Trait] {
    let cuts = cuts[name] ?? cutPoints(ofSearched(values))
    let isWhole = values.allSatisfy { $0.isNaN || $0 == $0.rounded() }
    guard !cuts.isEmpty else { return [] }
    // A flag is true or nothing is told.
    if cuts == [1], values.allSatisfy({ $0.isNaN || $0 == 0 || $0 == 1 }) {
      return [trait(words(nil, nil), column, .range(low: 1, high: 1), rows) { values[$0] == 1 }]
        .compactMap { $0 }
    }
    var traits: [Trait] = []
    var seen: Set<RowSet> = []
    func add(_ low: Double, _ high: Double) {
      guard low.isFinite || high.isFinite else { return }
      let from = low.isFinite ? low : nil
      let to = high.isFinite ? (isWhole ? high - 1 : high) : nil
      if let trait = trait(
        words(from, to), column, .range(low: from, high: to), rows,
        where: { values[$0] >= low && values[$0] < high }), seen.insert(trait.rows).inserted
      {
        traits.append(trait)
      }
    }
    let bounds = [-Double.infinity] + cuts + [.infinity]
    for width in 1...(self.cuts[name] == nil ? joined : bounds.count) {
      for start in 0..<max(0, bounds.count - width) { add(bounds[start], bounds[start + width]) }
    }
    // One-sided ranges beyond the joined ones.
    for cut in cuts {
      add(cut, .infinity)
      add(-.infinity, cut)
    }
    return traits
  }

  /// How the ends of ranges may be moved, where numbers have more values than bins and no cuts by hand.
  public func edges(of frame: RawFrame) -> MovableEdges {
    var columns: [Int: MovableEdges.Column] = [:]
    for (index, name) in frame.names.enumerated() where cuts[name] == nil {
      guard case .numeric(let values) = frame.columns[index] else { continue }
      let known = ofSearched(values)
      let cuts = cutPoints(known)
      let distinct = Set(known.filter { !$0.isNaN }).sorted()
      guard distinct.count > bins, !cuts.isEmpty else { continue }
      columns[index] = MovableEdges.Column(
        values: values, isWhole: values.allSatisfy { $0.isNaN || $0 == $0.rounded() }, cuts: cuts,
        places: Array(distinct.dropFirst()))
    }
    return MovableEdges(columns: columns)
  }

  private func ofSearched(_ values: [Double]) -> [Double] {
    guard let searched else { return values }
    return values.indices.filter(searched.contains).map { values[$0] }
  }

  /// Where a number is cut.
  func cutPoints(_ values: [Double]) -> [Double] {
    let known = values.filter { !$0.isNaN }.sorted()
    guard let low = known.first, let high = known.last, low < high else { return [] }
    // Of few values each is a bin.
    var distinct: [Double] = []
    for value in known where distinct.last != value {
      distinct.append(value)
      if distinct.count > bins { break }
    }
    if distinct.count <= bins { return Array(distinct.dropFirst()) }
    let middle = known[known.count / 2]
    let isSkewed = high - middle > 4 * max(middle - low, .leastNonzeroMagnitude)
    guard !isSkewed else {
      var cuts: [Double] = []
      for part in 1..<8 {
        let cut = known[known.count * part / 8]
        if cut > low, cut != cuts.last { cuts.append(cut) }
      }
      return cuts
    }
    let step = Self.step(high - low, most: bins)
    var cut = ((low / step).rounded(.down) + 1) * step
    var cuts: [Double] = []
    while cut <= high {
      cuts.append(cut)
      cut += step
    }
    return cuts
  }

  /// The least of 1, 2, 5 and their tenfolds that divides a span into at most so many.
  private static func step(_ span: Double, most: Int) -> Double {
    var scale = 1e-6
    while true {
      for factor in [1.0, 2, 5] where span / (factor * scale) < Double(most) {
        return factor * scale
      }
      scale *= 10
    }
  }

  /// A range in words.
  public static func words(_ name: String, _ low: String?, _ high: String?) -> String {
    switch (low, high) {
    case (let low?, let high?): low == high ? "\(name) \(low)" : "\(name) \(low) to \(high)"
    case (let low?, nil): "\(name) \(low) or more"
    case (nil, let high?): "\(name) up to \(high)"
    default: name
    }
  }
}
