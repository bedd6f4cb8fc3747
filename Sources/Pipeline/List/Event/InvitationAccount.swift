import Campaign
import Modeling

/// An event's wave with its account: how full the room will be, and why so many are invited.
struct InvitationAccount {
  /// What made a wave; nil where its files are only written again.
  struct Made {
    let plan: SeatPlan
    let choice: SeatPlan.Choice
  }

  /// What comes of a host's choice of the last wave.
  struct Outlook {
    let choice: EventDefinition.Preference
    let outlook: SeatCourse.Outlook
  }

  let standing: EventStanding
  let rates: EventRates
  let made: Made?
  /// How the event ends if all waves go out, by what the host may choose of the last one; empty where none follows,
  /// and until the evening is played.
  private(set) var outlooks: [Outlook] = []
  /// The contest that those are asked to who are offered no seat; nil where nobody is.
  let contest: ContestDefinition?
  /// Those asked to the contest.
  let contestants: [ListRow]
  /// Everyone invited so far, this wave's among them.
  let forecast: SeatForecast
  /// This wave's parties.
  private let own: [InvitationBook.Party]
  /// Those of everyone invited so far.
  private let all: [InvitationBook.Party]

  /// - Parameters:
  ///   - rows: the wave's people, each with what they are offered.
  ///   - day: the day of the cut.
  init(
    _ standing: EventStanding, _ rates: EventRates, made: Made?, rows: [ListRow],
    contest: ContestDefinition?, contestants: [ListRow], day: Day
  ) {
    self.contest = contest
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
    all = book.parties(besides: standing.replaced, on: day) + own
    for (party, seats) in all { forecast.add(party, size: seats) }
    self.forecast = forecast
  }

  /// Plays the evening to its end.
  ///
  /// It takes longer than all the rest of a cut and needs nothing of the database, so it is done once the cut's
  /// transaction is over, in which other lists wait for their turn.
  mutating func play() {
    guard let made, !standing.laterRisks.isEmpty else { return }
    // Where nobody is left to be invited, no wave follows.
    if case .everyone = made.choice { return }
    let likely = own.isEmpty ? [(SeatForecast.Party.invited(group: 0), 1)] : own
    let course = SeatCourse(
      seats: standing.event.seats, rates: rates.rates,
      start: SeatCourse.Start(
        parties: all.map { ($0.party, $0.seats) }, likely: likely.map { ($0.0, $0.1) },
        shown: rates.shown, silent: rates.silent),
      risks: standing.laterRisks)
    var choices: [EventDefinition.Preference] = [.neverOver, .fill]
    if let own = standing.event.accept, !choices.contains(own) { choices.append(own) }
    outlooks = choices.map {
      Outlook(choice: $0, outlook: course.outlook($0.asPlanned, plays: Self.plays, seed: 1))
    }
  }

  /// How many times an evening is played: a chance of one in twenty is then right to seven in a thousand.
  private static let plays = 1_000

  /// The outlook by what the definition says of the last wave; as long as it says nothing, with a seat for everyone.
  var chosenOutlook: SeatCourse.Outlook? {
    let chosen = standing.event.accept ?? .neverOver
    return outlooks.first { $0.choice == chosen }?.outlook
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
    ]
      + (chosenOutlook.map { [Self.sentence($0)] } ?? [])
      + (contestants.isEmpty ? [] : ["\(contestants.count) are asked to the contest"])
  }

  private static func sentence(_ outlook: SeatCourse.Outlook) -> String {
    "with all waves, as evenings are that were played \(plays) times, "
      + "\(Figure.text(outlook.taken, places: 1)) seats will be taken; nine tenths are in "
      + "\(Figure.percent(outlook.full)) of 100, and seats don't suffice in \(Figure.percent(outlook.over))"
  }

  /// Why so many are invited.
  var choiceInWords: String {
    switch made?.choice {
    case .both(let count):
      "\(count) invitations are the fewest that fill the room nine times in ten, and one in twenty at most that seats don’t suffice"
    case .leavesRoom(let count):
      "\(count) invitations are the most with this wave’s part of the one in twenty that seats don’t suffice, \(Figure.percent(standing.risk)) in 100; later waves fill what is left"
    case .everyone(let count):
      "\(count) invitations go to everyone who can be invited, and won’t fill the room so surely as wished"
    case .taken: "Nobody more is invited: the answers so far take the seats"
    case .preferred(let count):
      switch standing.event.accept {
      case .fill: "\(count) invitations are the fewest that fill the room; seats may not suffice"
      case .neverOver:
        "\(count) invitations are the most with \(Figure.percent(standing.risk)) in 100 at most that seats don’t suffice; the room may stay in part empty"
      default: "\(count) invitations, as the host wishes"
      }
    case .mustBeSaid, nil: "The wave is out; its files were written again"
    }
  }
}
