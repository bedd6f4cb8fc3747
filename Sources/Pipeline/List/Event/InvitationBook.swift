import Campaign
import Modeling
import Postgres

/// Who was invited to an event so far, by any list, and what they answered.
struct InvitationBook {
  /// An answer on record.
  struct Answer {
    var saidYes: Bool?
    var guests: Int?
    var attended: Bool?
  }

  /// A person invited by a list.
  struct Invited {
    let person: Int64
    let household: Int64
    let cut: Int64
    let invitation: Invitation
    /// Whether the person was taken off the list since: they won't come.
    let isWithdrawn: Bool
  }

  /// A wave that the list invited.
  struct Wave {
    let number: Int
    let cut: Int64
    let asOf: Day
    let answerBy: Day
  }

  let waves: [Wave]
  private(set) var invited: [Invited]
  private(set) var answers: [Int64: Answer]
  /// The households of those who answered.
  private(set) var households: [Int64: Int64]

  /// Reads the book of a list's event.
  static func read(
    _ event: EventDefinition, list: String, _ connection: inout Connection
  ) throws -> InvitationBook {
    let waves = try connection.rows(
      SQLFiles.statement("list/waves"), [.text(list), .text(event.name)]
    ) {
      Wave(
        number: Int(try $0.integer(0)), cut: try $0.integer(1),
        asOf: Day(daysSince1970: try $0.day(2)), answerBy: Day(daysSince1970: try $0.day(3)))
    }
    let invited = try connection.rows(SQLFiles.statement("list/invited"), [.text(event.name)]) {
      Invited(
        person: try $0.integer(0), household: try $0.integer(1), cut: try $0.integer(2),
        invitation: Invitation(
          wave: Int(try $0.integer(3)), seats: Int(try $0.integer(5)),
          price: try $0.integerIfPresent(6).map { Cents($0) }, acceptChance: try $0.double(7),
          isDrawn: try $0.bool(8), answerBy: Day(daysSince1970: try $0.day(4))),
        isWithdrawn: try $0.bool(9))
    }
    var answers: [Int64: Answer] = [:]
    var households: [Int64: Int64] = [:]
    for row in try connection.rows(
      SQLFiles.statement("list/answers"), [.text(event.name)],
      {
        (
          person: try $0.integer(0), household: try $0.integer(1),
          rsvp: try $0.textIfPresent(2), guests: try $0.integerIfPresent(3),
          attended: try $0.boolIfPresent(4)
        )
      })
    {
      answers[row.person] = Answer(
        saidYes: row.rsvp.map { $0 == "yes" }, guests: row.guests.map { Int($0) },
        attended: row.attended)
      households[row.person] = row.household
    }
    return InvitationBook(
      waves: waves, invited: invited, answers: answers, households: households)
  }
}
