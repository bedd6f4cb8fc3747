import Campaign
import Modeling

extension InvitationBook {
  /// A party of an event and the seats that it takes if it comes.
  typealias Party = (party: SeatForecast.Party, seats: Int)

  /// How many answered what.
  struct Counts {
    var invited = 0
    var seats = 0
    var yes = 0
    var no = 0
    var silent = 0
  }

  /// Everyone who was invited before a cut, or whom a file names as invited.
  ///
  /// - Parameter cut: whose own people don't count; nil for none.
  func people(besides cut: Int64?) -> Set<Int64> {
    let own = Set(invited.filter { $0.cut == cut }.map(\.person))
    return Set(invited.map(\.person)).union(answers.keys).subtracting(own)
  }

  /// The households of them.
  func households(besides cut: Int64?) -> Set<Int64> {
    let own = Set(invited.filter { $0.cut == cut }.map(\.person))
    let named = households.filter { !own.contains($0.key) }.values
    return Set(invited.filter { $0.cut != cut }.map(\.household)).union(named)
  }

  /// Who said no.
  var declined: Set<Int64> { Set(answers.filter { $0.value.saidYes == false }.keys) }

  /// Whether answers to a wave are out, and its day hasn't passed.
  func isOpen(_ wave: Wave, on day: Day) -> Bool { day <= wave.answerBy && unanswered(wave) > 0 }

  /// People of a wave who haven't answered.
  func unanswered(_ wave: Wave) -> Int {
    invited.count { $0.cut == wave.cut && answers[$0.person]?.saidYes == nil }
  }

  /// Whether anyone of a wave has answered: it is out.
  func hasAnswers(_ wave: Wave) -> Bool {
    invited.contains { $0.cut == wave.cut && answers[$0.person] != nil }
  }

  /// What is known on a day of all who were invited besides a cut.
  func parties(besides cut: Int64?, on day: Day) -> [Party] {
    var parties = invited.filter { $0.cut != cut }.compactMap { party(of: $0, on: day) }
    let listed = Set(invited.map(\.person))
    for (person, answer) in answers.sorted(by: { $0.key < $1.key }) where !listed.contains(person) {
      switch answer.saidYes {
      case true: parties.append((.accepted, 1 + (answer.guests ?? 0)))
      case nil: parties.append((.silent, 1))
      default: continue
      }
    }
    return parties
  }

  /// What is known on a day of one who was invited; nil of who said no, or was taken off.
  func party(of invited: Invited, on day: Day) -> Party? {
    guard !invited.isWithdrawn else { return nil }
    let answer = answers[invited.person]
    switch answer?.saidYes {
    case true: return (.accepted, answer?.guests.map { 1 + $0 } ?? invited.invitation.seats)
    case false: return nil
    case nil:
      let invitation = invited.invitation
      return (invitation.answerBy < day ? .silent : invitation.party, invitation.seats)
    }
  }

  /// Of the seats at a price, how many those will take who were invited besides a cut.
  func expectedSeats(
    at price: Cents, besides cut: Int64?, on day: Day, _ forecast: SeatForecast
  ) -> Double {
    invited.filter { $0.cut != cut && $0.invitation.price == price }
      .compactMap { party(of: $0, on: day) }
      .reduce(0) { $0 + forecast.chance(of: $1.party) * Double($1.seats) }
  }

  /// Of the waves that are closed on a day, with which chance each accepted as it was invited, and whether they
  /// said yes.
  ///
  /// A wave that is still out doesn't count: who answers early says yes more often.
  ///
  /// - Parameter isDrawn: of those whom the event draws, or of the others; nil of all.
  func answered(
    before day: Day, besides cut: Int64?, isDrawn: Bool?
  ) -> [(chance: Double, saidYes: Bool)] {
    let open = Set(
      invited.filter { $0.invitation.answerBy >= day && answers[$0.person]?.saidYes == nil }.map(
        \.cut))
    return invited.filter {
      $0.cut != cut && !open.contains($0.cut) && !$0.isWithdrawn
        && (isDrawn == nil || $0.invitation.isDrawn == isDrawn)
    }.map { (chance: $0.invitation.acceptChance, saidYes: answers[$0.person]?.saidYes == true) }
  }

  /// How many of a wave answered what.
  func counts(of cut: Int64) -> Counts {
    var counts = Counts()
    for person in invited where person.cut == cut {
      counts.invited += 1
      counts.seats += person.invitation.seats
      switch answers[person.person]?.saidYes {
      case true: counts.yes += 1
      case false: counts.no += 1
      case nil: counts.silent += 1
      }
    }
    return counts
  }
}
