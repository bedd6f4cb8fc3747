import Campaign
import Modeling
import Postgres

/// Walks down the candidates of an event in rank order, and stops where the room would be full or over full.
///
/// What each more does to both chances is followed a little beyond that, for the host to see; whom the walk met
/// there is below the cut.
struct InvitationPlacement {
  private let query: ListQuery
  private let standing: EventStanding
  private let cut: Int64
  private let rates: SeatForecast.Rates
  private let own: OwnAnswers?
  private let contest: ContestDefinition?
  /// The course of both chances as more are invited.
  private(set) var plan: SeatPlan
  private(set) var choice = SeatPlan.Choice.mustBeSaid
  private(set) var listed: [ListPlacement.Place] = []
  /// What each of those listed is offered.
  private(set) var invitations: [Int64: Invitation] = [:]
  /// Those who gave up to the limit and are asked to volunteer, in order of rank.
  private(set) var volunteers: [ListPlacement.Place] = []
  /// Those who are asked to the contest, in order of rank.
  private(set) var contestants: [ListPlacement.Place] = []

  private struct Step {
    let person: Int64
    let value: Double
    let outcome: Outcome
  }

  private enum Outcome {
    case listed(phone: Int64?, Invitation)
    case heldOut(phones: [Int64])
    case excluded(ExclusionReason)
  }

  /// Of those invited before, as far as it is known what they do.
  private let forecast: SeatForecast
  private var steps: [Step] = []
  /// Of each tier, the seats that are expected to be taken.
  private var taken: [Double]

  /// - Parameter contest: the one that those are asked to who are offered no seat; nil for none.
  init(
    _ query: ListQuery, _ standing: EventStanding, cut: Int64, _ eventRates: EventRates,
    contest: ContestDefinition?
  ) {
    self.contest = contest
    self.query = query
    self.standing = standing
    self.cut = cut
    rates = eventRates.rates
    own = eventRates.own
    var forecast = SeatForecast(seats: standing.event.seats, rates: rates)
    let book = standing.book
    for (party, seats) in book.parties(besides: standing.replaced, on: query.day) {
      forecast.add(party, size: seats)
    }
    taken = standing.event.tiers.tiers.map { [forecast] in
      book.expectedSeats(
        at: $0.price, besides: standing.replaced, on: query.day, forecast)
    }
    self.forecast = forecast
    plan = SeatPlan(forecast, risk: standing.risk)
  }

  /// Places candidates and writes the outcome down.
  ///
  /// - Throws: `Failure` of kind badInput where the room can't be both filled and never over full, and the
  ///   definition doesn't say which matters.
  mutating func run(_ connection: inout Connection) throws {
    let list = query.list
    var places = ListCut(
      capacity: list.size, needsPhone: list.channel.usesPhone, perHousehold: 1)
    var hasMore = false
    try walk(.belowTheCut, &connection) { placement, page, connection in
      let offers = try Offers.read(
        placement.query, placement.standing, page.map(\.candidate), &connection)
      for (candidate, value) in page {
        guard placement.plan.wantsMore else {
          hasMore = true
          return false
        }
        guard placement.offer(candidate, value, offers, &places) else { return false }
      }
      return true
    }
    choice = plan.choice(
      isLast: standing.isLastWave, hasMore: hasMore, preference: standing.event.accept?.asPlanned)
    guard let count = choice.invitations else { throw mustBeSaid }
    keep(count)
    try ListPlacement.write(cut: cut, listed, excluded(), &connection)
    try invite(&connection)
    if list.asksMaxedOutToVolunteer {
      volunteers = try others(.maxedOut, most: list.size, &connection)
      try ListPlacement.askForTime(volunteers, cut: cut, &connection)
    }
    if let contest, let size = standing.event.contest?.size {
      contestants = try others(.underTheTiers, of: contest.states, most: size, &connection)
    }
    try connection.execute(SQLFiles.statement("list/end_cut"), [.integer(cut)])
  }

  /// Goes through candidates with a reason, page by page, until `take` has seen enough.
  private mutating func walk(
    _ reason: ExclusionReason, _ connection: inout Connection,
    _ take: (inout InvitationPlacement, [ListQuery.Candidate], inout Connection) throws -> Bool
  ) throws {
    var last = ListQuery.first
    while let page = try query.page(of: cut, reason, after: last, Self.page, &connection) {
      guard try take(&self, page.candidates, &connection) else { return }
      last = page.last
    }
  }

  private static let page = 2_000

  /// Offers a candidate a place.
  ///
  /// - Returns: whether there may be places for the next.
  private mutating func offer(
    _ candidate: ListCandidate, _ value: Double, _ offers: Offers, _ places: inout ListCut
  ) -> Bool {
    let person = candidate.person
    guard let offer = offers.of[person] else { return true }
    let group = offer.isDrawn && rates.accepting.count > 1 ? 1 : 0
    let usual = rates.usual[group]
    let acceptChance = offer.chance ?? own?.chance(of: person, rate: usual) ?? usual
    let party = SeatForecast.Party.invitedWithChance(acceptChance, group: group)
    let chance = forecast.chance(of: party)
    var price: Cents?
    var tierPlace: Int?
    if standing.event.tiers.lowest != nil {
      let needs = Double(offers.seats(of: candidate, price: nil, query)) * chance
      switch standing.event.tiers.offer(
        expectedGift: offer.gift, room: query.rules.room(given: offer.given), taken: taken,
        needs: needs)
      {
      case .tier(let place):
        tierPlace = place
        price = standing.event.tiers.tiers[place].price
      // Who ranks lower may still be offered a cheaper seat.
      case .full:
        steps.append(Step(person: person, value: value, outcome: .excluded(.groupFull)))
        return true
      case .noRoom:
        steps.append(Step(person: person, value: value, outcome: .excluded(.noRoomForTier)))
        return true
      case .underTheLowest:
        steps.append(Step(person: person, value: value, outcome: .excluded(.underTheTiers)))
        return true
      }
    }
    switch places.place(candidate) {
    case .listed(_, let phone):
      let seats = offers.seats(of: candidate, price: price, query)
      if let tierPlace { taken[tierPlace] += chance * Double(seats) }
      plan.offer(party, size: seats)
      let invitation = Invitation(
        wave: standing.wave, seats: seats, price: price,
        acceptChance: acceptChance, isDrawn: group == 1, answerBy: standing.answerBy)
      steps.append(Step(person: person, value: value, outcome: .listed(phone: phone, invitation)))
    case .heldOut:
      steps.append(
        Step(person: person, value: value, outcome: .heldOut(phones: candidate.phones)))
    case .passedOver: return true
    case .excluded(.belowTheCut): return false
    case .excluded(let reason):
      steps.append(Step(person: person, value: value, outcome: .excluded(reason)))
    }
    return true
  }

  /// Forgets what the walk met beyond the last who is invited.
  private mutating func keep(_ count: Int) {
    var left = count
    var kept: [Step] = []
    for step in steps {
      guard left > 0 else { break }
      kept.append(step)
      if case .listed(let phone, let invitation) = step.outcome {
        left -= 1
        listed.append(
          ListPlacement.Place(person: step.person, phone: phone, value: step.value))
        invitations[step.person] = invitation
      }
    }
    steps = kept
  }

  private func excluded() -> [(person: Int64, value: Double, reason: String)] {
    steps.compactMap { step in
      switch step.outcome {
      case .listed: nil
      case .heldOut: (step.person, step.value, ListAccount.heldOut)
      case .excluded(let reason): (step.person, step.value, reason.rawValue)
      }
    }
  }

  private func invite(_ connection: inout Connection) throws {
    let event = standing.event
    try connection.execute(
      SQLFiles.statement("list/open_wave"),
      [
        .integer(cut), .text(event.name), .day(daysSince1970: event.day.daysSince1970),
        .integer(Int64(standing.wave)), .day(daysSince1970: standing.answerBy.daysSince1970),
        .integer(Int64(event.seats)),
      ])
    if let replaced = standing.replaced {
      try connection.execute(SQLFiles.statement("list/forget_invitations"), [.integer(replaced)])
    }
    let offered = listed.compactMap { place in invitations[place.person].map { (place.person, $0) }
    }
    try connection.execute(
      SQLFiles.statement("list/invite"),
      [
        .integer(cut), .integers(offered.map(\.0)), .integers(offered.map { Int64($0.1.seats) }),
        .integers(offered.map { $0.1.price?.count ?? 0 }), .doubles(offered.map(\.1.acceptChance)),
        .integers(offered.map { $0.1.isDrawn ? 1 : 0 }),
      ])
  }

  /// People with a reason who are asked for something else: whoever of them could have been invited, one a
  /// household, but nobody at a number that the list or the part held out has.
  ///
  /// - Parameter states: where they live; nil for anywhere.
  private mutating func others(
    _ reason: ExclusionReason, of states: [String]? = nil, most: Int,
    _ connection: inout Connection
  ) throws -> [ListPlacement.Place] {
    var phones = Set(listed.compactMap(\.phone))
    for step in steps { if case .heldOut(let silent) = step.outcome { phones.formUnion(silent) } }
    var places = ListCut(
      capacity: most, barredPhones: phones, needsPhone: query.list.channel.usesPhone,
      perHousehold: 1)
    var others: [ListPlacement.Place] = []
    try walk(reason, &connection) { _, page, connection in
      let residents = try states.map { states in
        Set(
          try connection.rows(
            SQLFiles.statement("list/people_of_states"),
            [.integers(page.map(\.candidate.person)), .texts(states)]
          ) { try $0.integer(0) })
      }
      for (candidate, value) in page where residents?.contains(candidate.person) ?? true {
        if case .listed(_, let phone) = places.place(candidate) {
          others.append(
            ListPlacement.Place(person: candidate.person, phone: phone, value: value))
        }
        if places.isFull { return false }
      }
      return true
    }
    return others
  }

  private var mustBeSaid: Failure {
    let rows = plan.outline(of: 5).map { step in
      "\(step.invitations) invitations: full \(Figure.percent(step.full)) in 100, "
        + "over full \(Figure.percent(step.over)) in 100"
    }
    return Failure(
      .badInput,
      "no number of invitations both fills the room and leaves a seat for everyone: "
        + rows.joined(separator: "; "), at: query.list.file,
      next:
        "Write `accept: fill`, `accept: never_over` or a number under `event`; or add a wave to "
        + "`answers_due`, which fills what the one before left.")
  }
}
