internal import RealModule

/// Numbers of columns, between which values a range may begin and end elsewhere than where it was cut.
///
/// Cuts at round steps find whom an outcome draws, and say of which age at best to the step. A group that was found
/// may move the ends of its ranges value by value, among those searched alone and where that tells clearly more.
public struct MovableEdges: Sendable {
  struct Column: Sendable {
    let values: [Double]
    let isWhole: Bool
    /// Where it was cut, rising.
    let cuts: [Double]
    /// Where else a range may begin, rising: values of those searched.
    let places: [Double]

    /// Where a range begins, and before which value it ends; infinite for no end.
    func ends(_ test: Trait.Test) -> (low: Double, high: Double)? {
      guard case .range(let low, let high) = test else { return nil }
      return (low ?? -.infinity, high.map { isWhole ? $0 + 1 : $0 } ?? .infinity)
    }

    /// A range as a trait asks it.
    func test(_ low: Double, _ high: Double) -> Trait.Test {
      .range(
        low: low.isFinite ? low : nil, high: high.isFinite ? (isWhole ? high - 1 : high) : nil)
    }

    /// Where an end may be moved: up to the cuts beside it; itself is not among them.
    func places(about end: Double) -> [Double] {
      guard end.isFinite else { return [] }
      let low = cuts.last { $0 < end } ?? -.infinity
      let high = cuts.first { $0 > end } ?? .infinity
      let near = places.filter { $0 > low && $0 < high && $0 != end }
      guard near.count > MovableEdges.most else { return near }
      return (0..<MovableEdges.most).map { near[$0 * (near.count - 1) / (MovableEdges.most - 1)] }
    }
  }

  let columns: [Int: Column]

  /// The most places to which one end may be moved.
  private static let most = 16

  /// None: ranges stay as they were cut.
  public static let none = MovableEdges(columns: [:])

  init(columns: [Int: Column]) { self.columns = columns }
}

/// Moves the ends of a group's ranges.
struct EdgeMove {
  /// What came of those searched, their number of rows, and which rows of all they are.
  let outcome: MeasuredOutcome
  let rows: [Int]
  /// How many standard errors a group stands above the others of a larger one.
  let root: (_ group: MeasuredSums, _ scope: MeasuredSums) -> Double
  /// What each trait must add, and an end that is moved.
  let least: Double
  let minimumSize: Int

  /// The ends of a range with which a group stands highest above everyone else, each end that is moved paying what a
  /// trait must add and what the choice among its places is worth (Foster and George, 1994); nil where it stays.
  ///
  /// - Parameters:
  ///   - others: the group's other traits among those searched.
  func moved(
    _ trait: Trait, _ others: [RowSet], _ column: MovableEdges.Column
  ) -> (low: Double, high: Double)? {
    guard let ends = column.ends(trait.test) else { return nil }
    let lows = column.places(about: ends.low).filter { $0 < ends.high }
    let highs = column.places(about: ends.high).filter { $0 > ends.low }
    guard !lows.isEmpty || !highs.isEmpty else { return nil }
    let scope = others.reduce(RowSet.all(rows.count)) { $0.intersection($1) }
    // Sums of the slices between neighbouring places, and from them of all ranges.
    let bounds = Set(lows + highs + [ends.low, ends.high]).sorted()
    let values = rows.map { column.values[$0] }
    var sums = [MeasuredSums(size: 0)]
    for (low, high) in zip(bounds, bounds.dropFirst()) {
      let slice = RowSet(rows: rows.count) {
        scope.contains($0) && values[$0] >= low && values[$0] < high
      }
      sums.append(sums[sums.count - 1] + outcome.sums(of: slice))
    }
    let place = Dictionary(uniqueKeysWithValues: bounds.enumerated().map { ($1, $0) })
    func own(_ low: Double, _ high: Double) -> MeasuredSums {
      sums[place[high] ?? 0] - sums[place[low] ?? 0]
    }
    let all = outcome.sums()
    let whole = outcome.sums(of: scope)
    func price(_ places: Int) -> Double { least * least + 2 * Double.log(Double(max(1, places))) }
    let before = root(own(ends.low, ends.high), all)
    var best: (low: Double, high: Double, worth: Double) = (ends.low, ends.high, before * before)
    for low in [ends.low] + lows {
      for high in [ends.high] + highs where low < high {
        let sums = own(low, high)
        guard Int(sums.size) >= minimumSize else { continue }
        let above = root(sums, all)
        let worth =
          above * above - (low == ends.low ? 0 : price(lows.count))
          - (high == ends.high ? 0 : price(highs.count))
        guard above > 0, worth > best.worth,
          others.isEmpty || root(sums, whole) >= least
        else { continue }
        best = (low, high, worth)
      }
    }
    return (best.low, best.high) == ends ? nil : (best.low, best.high)
  }
}
