/// Deals by lot of what households have: each gets the outcomes of another with as many people.
///
/// People of a household are alike in what they do and in their region or party too. Dealt person by person a
/// chance cluster of theirs would look like no chance, and groups of nothing would be called findings.
struct HouseholdLots: Sendable {
  /// The households of one number of people.
  private struct Size: Sendable {
    let people: Int
    /// Their rows, so many a household.
    var rows: [Int32] = []
    /// The rows that have something, one household's after another's, and where each one's begin.
    var holding: [Int32] = []
    var starts: [Int] = [0]

    var count: Int { rows.count / people }
    var holders: Int { starts.count - 1 }

    mutating func add(_ household: ArraySlice<Int32>, _ holds: (_ row: Int) -> Bool) {
      rows += household
      let before = holding.count
      holding += household.filter { holds(Int($0)) }
      if holding.count > before { starts.append(holding.count) }
    }
  }

  /// The households in the order in which a deal left them.
  struct Order {
    fileprivate var sizes: [[Int32]]
    fileprivate var places: [Int]
  }

  private let sizes: [Size]
  /// How many households have something.
  let holders: Int

  /// - Parameters:
  ///   - scope: the rows among whom outcomes are dealt; nil for all.
  ///   - holds: whether a row has something to deal.
  init(_ households: Households, within scope: RowSet? = nil, holds: (_ row: Int) -> Bool) {
    let (rows, starts) = households.rows(of: scope)
    var sizes: [Int: Size] = [:]
    for household in 0..<households.count {
      let own = rows[starts[household]..<starts[household + 1]]
      guard !own.isEmpty else { continue }
      sizes[own.count, default: Size(people: own.count)].add(own, holds)
    }
    self.sizes = sizes.values.sorted { $0.people < $1.people }
    holders = self.sizes.reduce(0) { $0 + $1.holders }
  }

  /// The order before the first deal.
  var order: Order {
    Order(
      sizes: sizes.map { Array(0..<Int32($0.count)) },
      places: Array(0..<(sizes.map(\.people).max() ?? 0)))
  }

  /// One deal: who gets what which row has.
  @inline(__always)
  func deal(
    _ random: inout SplitMix64, _ order: inout Order, _ give: (_ row: Int, _ from: Int) -> Void
  ) {
    for (index, size) in sizes.enumerated() {
      let (count, people) = (size.count, size.people)
      for place in 0..<people { order.places[place] = place }
      for holder in 0..<size.holders {
        order.sizes[index].swapAt(holder, holder + random.below(count - holder))
        let start = Int(order.sizes[index][holder]) * people
        let own = size.starts[holder]..<size.starts[holder + 1]
        if people == 1 {
          give(Int(size.rows[start]), Int(size.holding[own.lowerBound]))
          continue
        }
        // Within the household it's by lot too: their order means nothing.
        for (place, from) in own.enumerated() {
          order.places.swapAt(place, place + random.below(people - place))
          give(Int(size.rows[start + order.places[place]]), Int(size.holding[from]))
        }
      }
    }
  }

  /// How often a lot gives a group more than it has, and half of how often one gives as much (Lancaster 1961).
  ///
  /// Of few counts many are as large, so that an exact chance would miss what is there. The one found is among the
  /// lots. Where as many as `enough` lots were as large the answer is known well enough (Besag and Clifford 1991).
  func chance(
    of group: RowSet, seed: UInt64, amount: (_ row: Int) -> Int64
  ) -> Double {
    guard holders > 0 else { return 1 }
    var random = SplitMix64(seed: seed)
    var order = order
    var found: Int64 = 0
    for size in sizes {
      for row in size.holding where group.contains(Int(row)) { found += amount(Int(row)) }
    }
    let lots = min(9_999, max(999, 40_000_000 / max(1, holders)))
    var halves = 0
    for lot in 1...lots {
      var sum: Int64 = 0
      deal(&random, &order) { row, from in if group.contains(row) { sum += amount(from) } }
      halves += sum > found ? 2 : sum == found ? 1 : 0
      if halves >= 2 * Self.enough { return Double(halves) / Double(2 * lot) }
    }
    return (Double(halves) / 2 + 1) / Double(lots + 1)
  }

  static let enough = 50
}

/// Deals by lot of who is treated: of households where each has one arm, whatever their size; else as
/// outcomes are dealt.
struct TreatmentLots: Sendable {
  private let lots: HouseholdLots
  /// Households with one arm each, their rows, and how many are treated; nil where some have both.
  private let whole: (rows: [Int32], starts: [Int], treated: Int)?
  private let rows: Int

  init(_ households: Households, treated: RowSet) {
    let (own, starts) = households.rows()
    rows = treated.rows
    var (isWhole, count) = (true, 0)
    for household in 0..<households.count {
      let people = own[starts[household]..<starts[household + 1]]
      let with = people.count { treated.contains(Int($0)) }
      if with > 0 { count += 1 }
      if with > 0, with < people.count { isWhole = false }
    }
    whole = isWhole ? (own, starts, count) : nil
    lots = HouseholdLots(households) { treated.contains($0) }
  }

  /// Who is treated in one deal.
  func deal(_ random: inout SplitMix64) -> RowSet {
    var dealt = RowSet(rows: rows) { _ in false }
    guard let whole else {
      var order = lots.order
      lots.deal(&random, &order) { row, _ in dealt.insert(row) }
      return dealt
    }
    var order = Array(0..<whole.starts.count - 1)
    for place in 0..<whole.treated {
      order.swapAt(place, place + random.below(order.count - place))
      for row in whole.rows[whole.starts[order[place]]..<whole.starts[order[place] + 1]] {
        dealt.insert(Int(row))
      }
    }
    return dealt
  }
}
