/// One contributor's receipts against the limits of each election, as of a day.
///
/// A receipt counts to the election of `Elections.election(of:)`, in the order of receipts. It was
/// excessive by what it took the giver over the limit of its day, counting what the committee then
/// held. It still is by what of that the refunds since have left.
public struct LimitReview: Sendable {
  /// What a contributor has given to an election, refunds taken off.
  public struct ElectionTotal: Hashable, Sendable {
    /// The election.
    public var election: Election
    /// The limit on the day of the latest receipt.
    public var limit: Cents
    /// What the committee holds.
    public var total: Cents
    /// The place of the latest receipt that it holds.
    public var latest: Int
  }

  /// What is over a limit, or was: in the order of receipts.
  public private(set) var excesses: [ExcessiveContribution] = []
  /// What is held for each election with money in it, in the order of elections.
  public private(set) var totals: [ElectionTotal] = []
  /// Places of receipts that count to no election: after the last one, without a designation.
  public private(set) var withoutElection: [Int] = []
  /// Places of receipts of a day on which no limit is known.
  public private(set) var withoutLimit: [Int] = []

  private let receipts: [LedgerReceipt]
  private let asOf: Day

  /// Reviews one contributor's receipts.
  ///
  /// - Parameters:
  ///   - receipts: those of the cycle before the day, in order of their days.
  ///   - asOf: the day; refunds before it are known.
  public init(
    of receipts: [LedgerReceipt], elections: Elections, limits: ContributionLimits, asOf: Day
  ) {
    self.receipts = receipts
    self.asOf = asOf
    guard !elections.calendar.isEmpty else { return }
    var places: [Election.Name: [Place]] = [:]
    for (index, receipt) in receipts.enumerated() {
      guard let (election, isDesignated) = elections.election(of: receipt) else {
        withoutElection.append(index)
        continue
      }
      guard let (limit, isProvisional) = limits.inForce(on: receipt.day) else {
        withoutLimit.append(index)
        continue
      }
      places[election.name, default: []].append(
        Place(
          index: index, limit: limit.amount, isProvisional: isProvisional,
          isDesignated: isDesignated))
    }
    for election in elections.calendar {
      guard let own = places[election.name] else { continue }
      review(own, election)
      let held = own.filter { receipts[$0.index].held(on: asOf) != .zero }
      if let latest = held.last {
        let total = held.reduce(Cents.zero) { max(.zero, $0 + receipts[$1.index].held(on: asOf)) }
        totals.append(
          ElectionTotal(
            election: election, limit: latest.limit, total: total, latest: latest.index))
      }
    }
    excesses.sort { $0.index < $1.index }
    redesignate(elections)
  }

  /// A receipt that counts to an election.
  private struct Place {
    let index: Int
    let limit: Cents
    let isProvisional: Bool
    let isDesignated: Bool
  }

  private mutating func review(_ places: [Place], _ election: Election) {
    let stillOver = excess(of: places, heldOn: asOf)
    // What the committee held when each receipt came: refunds leave on the day after theirs.
    let refunds = places.compactMap { place in
      let receipt = receipts[place.index]
      return receipt.amount > .zero
        ? receipt.givenBackOn.map { (day: $0, amount: receipt.givenBack) } : nil
    }.sorted { $0.day < $1.day }
    var (next, running) = (0, Cents.zero)
    for (position, place) in places.enumerated() {
      let receipt = receipts[place.index]
      while next < refunds.count, refunds[next].day < receipt.day {
        running = max(.zero, running - refunds[next].amount)
        next += 1
      }
      running = max(.zero, running + receipt.amount)
      guard receipt.amount > .zero else { continue }
      let isLate = receipt.day > election.day
      let came = isLate ? receipt.amount : min(receipt.amount, running - place.limit)
      guard came > .zero else { continue }
      let left = isLate ? receipt.held(on: asOf) : stillOver[position]
      let remedied =
        left > .zero
        ? nil
        : isLate ? receipt.givenBackOn : remedyDay(position, places)
      excesses.append(
        ExcessiveContribution(
          index: place.index, ground: isLate ? .afterElection : .overLimit, election: election,
          limit: place.limit, isProvisional: place.isProvisional, total: running,
          excess: left > .zero ? left : came,
          dueDay: receipt.day.adding(days: ExcessiveContribution.days), remediedOn: remedied,
          redesignable: .zero, redesignation: nil))
    }
  }

  /// What each of the receipts is over the limit, of those that came before a day and are held when
  /// it begins.
  private func excess(of places: [Place], heldOn day: Day) -> [Cents] {
    var running = Cents.zero
    var over = places.map { place in
      let receipt = receipts[place.index]
      guard receipt.day < day else { return Cents.zero }
      let held = receipt.held(on: day)
      running = max(.zero, running + held)
      return max(.zero, min(held, running - place.limit))
    }
    // A refund that names no gift puts the latest right first.
    if places.contains(where: { receipts[$0.index].amount < .zero }) {
      var left = max(.zero, running - (places.map(\.limit).max() ?? .zero))
      for position in over.indices {
        over[position] = min(over[position], left)
        left = left - over[position]
      }
    }
    return over
  }

  /// The day of the refund that took the excess of a receipt away.
  private func remedyDay(_ position: Int, _ places: [Place]) -> Day? {
    let came = receipts[places[position].index].day
    var hasUnnamed = false
    let days = places.compactMap { place in
      let receipt = receipts[place.index]
      hasUnnamed = hasUnnamed || receipt.amount < .zero
      return receipt.amount < .zero ? receipt.day : receipt.givenBackOn
    }.filter { $0 >= came }.sorted()
    func isRight(after day: Day) -> Bool {
      excess(of: places, heldOn: day.adding(days: 1))[position] <= .zero
    }
    if hasUnnamed { return days.first(where: isRight) }
    // Refunds of gifts only take away, so the first day can be found by halving.
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if isRight(after: days[middle]) { high = middle } else { low = middle + 1 }
    }
    return low < days.count ? days[low] : nil
  }

  /// How much of each open excess the giver's room for the general election would take.
  private mutating func redesignate(_ elections: Elections) {
    guard let general = elections.calendar.first(where: { $0.name == .general }) else { return }
    let given = totals.first { $0.election.name == .general }?.total ?? .zero
    var taken = Cents.zero
    for position in excesses.indices {
      let excess = excesses[position]
      guard excess.remediedOn == nil, excess.election.name != .general, general.day >= asOf else {
        continue
      }
      let receipt = receipts[excess.index]
      excesses[position].redesignable = min(
        excess.excess, max(.zero, excess.limit - given - taken))
      guard excesses[position].redesignable > .zero else { continue }
      taken = taken + excesses[position].redesignable
      let isDesignated = elections.election(of: receipt)?.isDesignated ?? true
      let isPresumed =
        excess.election.name == .primary && !isDesignated && receipt.day <= excess.election.day
      excesses[position].redesignation = isPresumed ? .presumed : .signed
    }
  }
}
