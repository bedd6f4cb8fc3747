import Campaign
import Modeling

/// An event's wave with its account: how full the room will be, and why so many are invited.
struct InvitationAccount {
  /// What made a wave; nil where its files are only written again.
  struct Made {
    let plan: SeatPlan
    let choice: SeatPlan.Choice
  }

  let standing: EventStanding
  let rates: EventRates
  let made: Made?
  /// Those asked to the contest.
  let contestants: [ListRow]
  /// Everyone invited so far, this wave's among them.
  let forecast: SeatForecast
  /// This wave's parties.
  private let own: [InvitationBook.Party]

  /// - Parameters:
  ///   - rows: the wave's people, each with what they are offered.
  ///   - day: the day of the cut.
  init(
    _ standing: EventStanding, _ rates: EventRates, made: Made?, rows: [ListRow],
    contestants: [ListRow], day: Day
  ) {
    self.standing = standing
    self.rates = rates
    self.made = made
    self.contestants = contestants
    let book = standing.book
    let invited = made == nil ? book.invited.filter { $0.cut == standing.replaced } : []
    let known = Dictionary(invited.map { ($0.person, $0) }) { first, _ in first }
    own = rows.compactMap { row in
      guard let invitation = row.invitation else { return nil }
      if let known = known[row.person] { return book.party(of: known, on: day) }
      return (invitation.party, invitation.seats)
    }
    var forecast = SeatForecast(seats: standing.event.seats, rates: rates.rates)
    for (party, seats) in book.parties(besides: standing.replaced, on: day) + own {
      forecast.add(party, size: seats)
    }
    self.forecast = forecast
  }

  /// The invitations that later waves would send, if answers came as expected: of each, people and seats.
  ///
  /// - Parameter day: the day of the cut.
  func expectedWaves(after day: Day) -> [(wave: Int, people: Int, seats: Int)] {
    guard made != nil, !own.isEmpty else { return [] }
    let event = standing.event
    var known = standing.book.parties(besides: standing.replaced, on: day)
    var pending = own
    var waves: [(wave: Int, people: Int, seats: Int)] = []
    for wave in standing.wave..<max(event.answersDue.count, standing.wave) {
      known += answered(pending)
      var forecast = SeatForecast(seats: event.seats, rates: rates.rates)
      for (party, seats) in known { forecast.add(party, size: seats) }
      var plan = SeatPlan(forecast)
      pending = []
      while plan.wantsMore, pending.count < 20 * event.seats {
        let next = own[pending.count % own.count]
        plan.offer(next.party, size: next.seats)
        pending.append(next)
      }
      let isLast = wave + 1 == event.answersDue.count
      let choice = plan.choice(
        isLast: isLast, hasMore: true, preference: event.accept?.asPlanned ?? .neverOver)
      let count = choice.invitations ?? 0
      pending = Array(pending.prefix(count))
      waves.append((wave + 1, count, pending.map(\.seats).reduce(0, +)))
    }
    return waves
  }

  /// Parties as if they had answered as expected, those who say yes and nothing spread evenly among them.
  private func answered(_ parties: [InvitationBook.Party]) -> [InvitationBook.Party] {
    var (yes, silent) = (0.5, 0.5)
    return parties.compactMap { party in
      guard case .invitedWithChance(_, let group) = party.party else { return party }
      yes += rates.rates.accepting[group].mean * rates.shown
      silent += rates.silent
      if yes >= 1 {
        yes -= 1
        return (.accepted, party.seats)
      }
      guard silent >= 1 else { return nil }
      silent -= 1
      return (.silent, party.seats)
    }
  }

  /// Sentences for the command's summary.
  var sentences: [String] {
    let event = standing.event
    let range = forecast.ninetyPercent
    let seats = own.map(\.seats).reduce(0, +)
    return [
      "wave \(standing.wave) of \(event.answersDue.count) offers \(seats) seats; answers are due by "
        + "\(standing.answerBy)",
      "of \(event.seats) seats \(Figure.text(forecast.expected, places: 1)) will be taken "
        + "(nine times in ten \(range.lowerBound) to \(range.upperBound)); nine tenths are with a chance of "
        + "\(Figure.percent(forecast.chance(ofFilling: 0.9))) in 100, more than all with "
        + "\(Figure.percent(forecast.chanceOfOver))", choiceInWords,
    ] + (contestants.isEmpty ? [] : ["\(contestants.count) are asked to the contest"])
  }

  /// Why so many are invited.
  var choiceInWords: String {
    switch made?.choice {
    case .both(let count):
      "\(count) invitations are the fewest that fill the room nine times in ten, and one in twenty at most that seats don’t suffice"
    case .leavesRoom(let count):
      "\(count) invitations are the most with one in twenty at most that seats don’t suffice; later waves fill what is left"
    case .everyone(let count):
      "\(count) invitations go to everyone who can be invited, and won’t fill the room so surely as wished"
    case .taken: "Nobody more is invited: the answers so far take the seats"
    case .preferred(let count):
      switch standing.event.accept {
      case .fill: "\(count) invitations are the fewest that fill the room; seats may not suffice"
      case .neverOver:
        "\(count) invitations are the most with one in twenty at most that seats don’t suffice; the room may stay in part empty"
      default: "\(count) invitations, as the host wishes"
      }
    case .mustBeSaid, nil: "The wave is out; its files were written again"
    }
  }
}
