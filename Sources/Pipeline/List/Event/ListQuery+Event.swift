import Campaign
import Postgres

extension ListQuery {
  /// What a person like this gives when they give, in cents: the expected gift by its chance.
  var gift: SQLExpression {
    SQLExpression(
      unsafe: list.ranking.isOfUplift
        ? "0" : "score.expected_cents / nullif(score.probability, 0)")
  }

  /// Whether somebody is expected to give less than the lowest price.
  var isUnderTheTiers: SQLExpression {
    guard let lowest = event?.event.tiers.lowest else { return SQLExpression(unsafe: "false") }
    return SQLExpression(unsafe: "round(\(gift.text)) < \(lowest.count)")
  }

  /// Whether a row's person is of those whom an event draws.
  func isDrawn(by event: EventDefinition, binding values: inout [Value]) throws -> SQLExpression {
    let tests = try event.drawnBy.map { try $0.sql(over: set.features, binding: &values) }
    return tests.isEmpty ? SQLExpression(unsafe: "false") : .all(tests)
  }

  /// What choosing offers takes, of people in their order.
  func offers(
    _ event: EventDefinition, of people: [Int64]
  ) throws -> (statement: Statement, values: [Value]) {
    var values: [Value] = [.integers(people), .text(list.model), .text(event.chances ?? "")]
    let statement = try SQLFiles.statement("list/offers").replacing([
      "scores": try scores, "model": .expression(SQLExpression(unsafe: "$2")),
      "chances": .expression(SQLExpression(unsafe: "$3")),
      "relation": .expression(set.relation),
      "as_of": .day(daysSince1970: day.daysSince1970), "gift_cents": .expression(gift),
      "drawn_by": .expression(try isDrawn(by: event, binding: &values)),
      "giving": .expression(try giving(of: "person_id = any ($1)", binding: &values)),
    ])
    return (statement, values)
  }

  /// Who of households could come too.
  func companions(
    ofHouseholds households: [Int64]
  ) throws -> (statement: Statement, values: [Value]) {
    var values: [Value] = [.integers(households)]
    let members = "select person_id from person.person where household_id = any ($1)"
    let statement = try SQLFiles.statement("list/companions").replacing([
      "giving": .expression(try giving(of: "person_id in (\(members))", binding: &values)),
      "as_of": .day(daysSince1970: day.daysSince1970),
    ])
    return (statement, values)
  }
}
