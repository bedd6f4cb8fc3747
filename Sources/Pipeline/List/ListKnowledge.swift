import Campaign
import Postgres

/// As of when a list's rules know people: today, or a day of the past that is replayed.
struct ListKnowledge {
  /// One row a person, with what the rules ask of them.
  let people: SQLExpression
  /// The numbers at which nobody is called.
  let suppressedPhones: SQLExpression
  /// Gifts, refunds, requests and results of calls count that came before this day.
  let before: SQLExpression
  /// Whether a day of the past is replayed.
  let isReplay: Bool

  /// All that is known by now: who is called today is called as who they are today.
  static let today = ListKnowledge(
    people: SQLExpression(unsafe: "person.person"),
    suppressedPhones: SQLExpression(unsafe: "person.suppressed_phone"),
    before: SQLExpression(unsafe: "'infinity'::date"), isReplay: false)

  /// What was known at the end of the day before; of a phone, whose it is, and of a person, whether
  /// the record is confidential or the address foreign, today's word alone is there.
  static func asOf(_ day: Day) throws -> ListKnowledge {
    func relation(_ name: String) throws -> SQLExpression {
      let statement = try SQLFiles.statement("backtest/\(name)").replacing([
        "as_of": .day(daysSince1970: day.daysSince1970)
      ])
      return SQLExpression(unsafe: "(\n\(statement.text)\n)")
    }
    return ListKnowledge(
      people: try relation("people"), suppressedPhones: try relation("suppressed_phones"),
      before: SQLExpression(unsafe: "date '\(day)'"), isReplay: true)
  }
}
