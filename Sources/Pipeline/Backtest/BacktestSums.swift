import Campaign
import Postgres

/// What came in the days after a replayed day, by group and household.
struct BacktestSums {
  /// A household's people of a group.
  struct Household {
    let household: Int64
    var people: Int32 = 0
    var givers: Int32 = 0
    var cents: Int64 = 0
  }

  /// The households of each group, in the order of their numbers.
  private(set) var groups: [BacktestGroup: [Household]] = [:]
  /// Those with anyone of the universe or anyone who gave.
  private(set) var all: [Household] = []
  /// People contacted who aren't of the universe.
  private(set) var contactedOutside = 0

  /// Reads them.
  ///
  /// - Parameter simple: whom each simple rule would have listed.
  static func read(
    cut: Int64, asOf day: Day, days: Int, _ simple: [BacktestGroup: Set<Int64>],
    _ connection: inout Connection
  ) throws -> BacktestSums {
    let statement = try SQLFiles.statement("backtest/came").replacing([
      "cut": .integer(cut), "as_of": .day(daysSince1970: day.daysSince1970),
      "days": .integer(Int64(days)),
    ])
    var sums = BacktestSums()
    _ = try connection.stream(statement, []) { row in
      let person = try row.integer(0)
      let isConsidered = try row.bool(2)
      let isContacted = try row.bool(5)
      if isContacted, !isConsidered { sums.contactedOutside += 1 }
      var own: [BacktestGroup] = []
      if isConsidered {
        own.append(.universe)
        if try row.bool(3) { own.append(.allowed) }
        if try row.bool(4) { own.append(.list) }
        if isContacted { own.append(.contacted) }
        own += BacktestGroup.simpleRules.filter { simple[$0]?.contains(person) == true }
      }
      sums.add(own, try row.integer(1), cents: try row.integer(6))
    }
    return sums
  }

  private mutating func add(_ own: [BacktestGroup], _ household: Int64, cents: Int64) {
    Self.add(to: &all, household, cents)
    for group in own { Self.add(to: &groups[group, default: []], household, cents) }
  }

  /// Adds a person; a household's people come one after the other.
  private static func add(to list: inout [Household], _ household: Int64, _ cents: Int64) {
    if list.last?.household != household { list.append(Household(household: household)) }
    list[list.count - 1].people += 1
    list[list.count - 1].givers += cents > 0 ? 1 : 0
    list[list.count - 1].cents += cents
  }
}
