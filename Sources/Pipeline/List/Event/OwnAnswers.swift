import Campaign
import Modeling
import Postgres

/// What people did with invitations before, and the chances that this gives each of them.
struct OwnAnswers {
  private struct Answers {
    var invitations: FormatPreference.Invitations
    let group: Int

    mutating func add(_ invited: Int64, _ accepted: Int64, of format: Int) {
      invitations.invited[format] += Int(invited)
      invitations.came[format] += Int(accepted)
    }
  }

  /// A format, and the chance that a person accepts an invitation to it.
  struct Best: Equatable {
    let format: EventDefinition.Format
    let chance: Double
  }

  private let of: [Int64: Answers]
  private let acceptance: PersonalAcceptance
  /// Which formats people accept, against the same people's other invitations.
  private let preference: FormatPreference
  /// The place of the event's format.
  private let format: Int

  /// Reads the answers to all events before a list's day.
  static func read(
    _ query: ListQuery, _ event: EventDefinition, _ connection: inout Connection
  ) throws -> OwnAnswers {
    var values: [Value] = []
    let statement = try SQLFiles.statement("list/own_answers").replacing([
      "drawn_by": .expression(try query.isDrawn(by: event, binding: &values)),
      // As `EventRates` counts: where nobody is let in who hasn't said yes, no other way is one of accepting.
      "is_accepted": .expression(
        SQLExpression(
          unsafe: event.takesWalkIns
            ? "attendance.rsvp = 'yes' or attendance.attended" : "attendance.rsvp = 'yes'")),
      "relation": .expression(query.set.relation),
      "as_of": .day(daysSince1970: query.day.daysSince1970),
    ])
    let formats = EventDefinition.Format.allCases
    let none = [Int](repeating: 0, count: formats.count)
    var people: [Int64: Answers] = [:]
    _ = try connection.stream(statement, values) { row in
      let name = try row.text(1)
      guard let format = formats.firstIndex(where: { $0.rawValue == name }) else { return }
      let person = try row.integer(0)
      let isDrawn = try row.bool(2)
      people[
        person,
        default: Answers(
          invitations: .init(invited: none, came: none), group: isDrawn ? 1 : 0)
      ].add(try row.integer(3), try row.integer(4), of: format)
    }
    let all = people.sorted { $0.key < $1.key }.map(\.value)
    return OwnAnswers(
      of: people,
      acceptance: PersonalAcceptance(all.map(\.invitations), groups: all.map(\.group)),
      preference: FormatPreference(all.map(\.invitations), formats: formats.count),
      format: formats.firstIndex(of: event.format) ?? 0)
  }

  /// Whether a person was invited before, and people's answers repeat themselves.
  func speak(for person: Int64) -> Bool {
    acceptance.likeness + acceptance.taste > 0 && of[person] != nil
  }

  /// The chance that a person accepts, by what they did before; nil where that says nothing.
  ///
  /// - Parameter rate: the chance of who was never invited.
  func chance(of person: Int64, rate: Double) -> Double? {
    guard speak(for: person), let answers = of[person] else { return nil }
    return acceptance.chance(
      of: answers.invitations, group: answers.group, format: format, rate: rate)
  }

  /// To which format a person comes most readily, of those to which anyone was invited; nil where their answers say
  /// nothing.
  ///
  /// What a format does for everyone is told from the same people's other invitations, since rates say whom a
  /// campaign invites to what; what a person answered moves it from there, drawn in as `chance` is.
  ///
  /// - Parameter rate: the chance of who was never invited, at this event's format.
  func best(of person: Int64, rate: Double) -> Best? {
    guard speak(for: person), let answers = of[person] else { return nil }
    let everyone = preference.everyone
    var best: Best?
    // Of equal ones this event's own.
    let places = [format] + everyone.indices.filter { $0 != format && everyone[$0].invited > 0 }
    for place in places {
      let chance = acceptance.chance(
        of: answers.invitations, group: answers.group, format: place,
        rate: LogOdds.moved(rate, by: everyone[place].shrunken - everyone[format].shrunken))
      guard chance > best?.chance ?? 0 else { continue }
      best = Best(format: EventDefinition.Format.allCases[place], chance: chance)
    }
    return best
  }
}
