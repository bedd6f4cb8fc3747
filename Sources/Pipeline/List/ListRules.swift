import Campaign

/// The legal limit that a list's asks stay under, or why the rule has nothing to go by.
struct ListRules {
  /// The limit, the election that a gift of the day counts to, and the one before it.
  struct Limit {
    let limit: ContributionLimit
    let isProvisional: Bool
    let election: Election
    let previous: Day
  }

  let limit: Limit?
  /// The same of a primary and of a general election that are still to come.
  private(set) var ahead: [Election.Name: Limit] = [:]
  /// Rules that don't apply, each with the reason.
  private(set) var absent: [String]

  /// - Parameters:
  ///   - day: the list's day.
  ///   - isNameless: whether the people come from a snapshot, which names nobody.
  /// - Throws: `Failure` of kind `refused` when a gift of that day would count to no election.
  init(
    _ campaign: CampaignDefinition, _ list: ListDefinition, day: Day, isNameless: Bool,
    place: String
  ) throws {
    absent =
      isNameless
      ? [
        "do-not-call, one phone once: the source has no telephones",
        "minors: the source has no birth years",
        "room under the limit: the source has no dated gifts",
      ] : campaign.coolOff.isEmpty ? ["cool-off: campaign.yml sets none"] : []
    guard !isNameless, list.purpose == Purpose.solicit.rawValue else {
      limit = nil
      return
    }
    guard !campaign.elections.calendar.isEmpty else {
      limit = nil
      absent.append("room under the limit: campaign.yml names no elections")
      return
    }
    guard let election = campaign.elections.designation(ofGiftReceived: day) else {
      throw Failure(
        .refused, "a gift received on \(day) counts to no election of campaign.yml", at: place,
        next: "Add the next election; 11 CFR 110.1(b)(2)(ii) needs it.")
    }
    guard let inForce = campaign.limits.inForce(on: day) else {
      throw Failure(
        .refused, "no contribution limit is in force on \(day)", at: place,
        next: "Add a row to `limits` in campaign.yml, with its cite.")
    }
    func inForceFor(_ election: Election) -> Limit {
      let before = campaign.elections.calendar.last { $0.day < election.day }
      return Limit(
        limit: inForce.limit, isProvisional: inForce.isProvisional, election: election,
        previous: before?.day ?? campaign.cycleStart.adding(days: -1))
    }
    limit = inForceFor(election)
    for next in campaign.elections.calendar.reversed() where next.day >= day {
      if next.name == .primary || next.name == .general { ahead[next.name] = inForceFor(next) }
    }
  }

  /// What a person may still give to the election; nil without the rule.
  func room(given: Cents) -> Cents? { Self.room(limit, given: given) }

  /// What a person may still give to a primary or a general election to come; nil where none is.
  func room(_ name: Election.Name, given: Cents) -> Cents? { Self.room(ahead[name], given: given) }

  /// Whether a gift of the day counts to that election, so that what was given to it is known already.
  func isOfTheDay(_ name: Election.Name) -> Bool { ahead[name]?.election == limit?.election }

  private static func room(_ limit: Limit?, given: Cents) -> Cents? {
    limit.map { ContributionLimits.room(limit: $0.limit.amount, given: given) }
  }

  /// What to ask for where the first ask, and then the second, is declined: the next lower amounts of
  /// the ladder.
  func lowerAsks(than ask: Cents?) -> (fallback: Cents?, floor: Cents?) {
    guard let limit, let ask else { return (nil, nil) }
    let lower = AskLadder(limit: limit.limit.amount).amounts.filter { $0 < ask }.suffix(2)
    return (lower.last, lower.count == 2 ? lower.first : nil)
  }

  /// What a person may still give, and the first ask within it; nil without the rule.
  ///
  /// - Parameter promised: what is asked for before anything else, within the room.
  func ask(latestGift: Cents?, given: Cents, defaultAsk: Cents, promised: Cents?) -> Cents? {
    guard let limit else { return nil }
    if let promised, promised > .zero {
      return min(promised, ContributionLimits.room(limit: limit.limit.amount, given: given))
    }
    return AskLadder(limit: limit.limit.amount).firstAsk(
      latestGift: latestGift,
      room: ContributionLimits.room(limit: limit.limit.amount, given: given),
      defaultAsk: defaultAsk)
  }
}
