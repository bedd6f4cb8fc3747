import Campaign
import Modeling
import Postgres

extension ListQuery {
  /// Writes down everyone of the universe, with the first reason against them.
  func decide(cut: Int64) throws -> (statement: Statement, values: [Value]) {
    let standings = try standings()
    let statement = try SQLFiles.statement("list/decide").replacing([
      "cut": .integer(cut), "decisions": .identifier(try CutTable.name(cut)),
      "standings": .expression(SQLExpression(unsafe: standings.statement.text)),
    ])
    return (statement, standings.values)
  }

  /// Reads what speaks against people by now.
  func reasons(against people: [Int64]) throws -> (statement: Statement, values: [Value]) {
    let standings = try standings()
    let statement = try SQLFiles.statement("list/reasons").replacing([
      "standings": .expression(SQLExpression(unsafe: standings.statement.text)),
      "people": .expression(SQLExpression(unsafe: "$\(standings.values.count + 1)")),
    ])
    return (statement, standings.values + [.integers(people)])
  }

  /// Everyone of the universe, with what they are ranked by and the first reason against them.
  private func standings() throws -> (statement: Statement, values: [Value]) {
    var values: [Value] = [.text(list.model)]
    let conditions = try list.universe.map { try $0.sql(over: set.features, binding: &values) }
    let hash = SampleHash(seed: model.seed)
    var literals: [String: Statement.Literal] = [
      "model": .expression(SQLExpression(unsafe: "$1")),
      "relation": .expression(set.relation), "scores": try scores, "value": .expression(value),
      "is_not_moved": .expression(
        SQLExpression(unsafe: list.ranking.isOfUplift ? "score.uplift <= 0" : "false")),
      "is_not_due": .expression(
        SQLExpression(unsafe: list.ranking == .dueDate ? "score.due_on is null" : "false")),
      "is_not_worth_it": .expression(
        SQLExpression(unsafe: list.ranking == .netValue ? "\(value.text) <= 0" : "false")),
      "scores_rest": .bool(model.definition.scope == .rest),
      "factor": .integer(hash.factor), "summand": .integer(hash.summand),
      "training_buckets": .integer(model.trainingBuckets),
      "conditions": .expression(.all(conditions)),
    ]
    guard !set.isSnapshot else {
      return (try SQLFiles.statement("list/standings_snapshot").replacing(literals), values)
    }
    literals["is_call"] = .bool(list.channel == .call)
    literals["uses_phone"] = .bool(list.channel.usesPhone)
    literals["is_text"] = .bool(list.channel == .text)
    literals["is_mail"] = .bool(list.channel == .mail)
    literals["is_reachable"] = .expression(isReachable)
    literals["is_solicitation"] = .bool(list.purpose == Purpose.solicit.rawValue)
    literals["as_of"] = .day(daysSince1970: day.daysSince1970)
    literals["people"] = .expression(knowledge.people)
    literals["suppressed_phones"] = .expression(try barredPhones(binding: &values))
    literals["known_before"] = .expression(knowledge.before)
    literals["limit_cents"] = .integer(rules.limit?.limit.amount.count ?? Int64.max)
    literals["least_ask_cents"] = .integer(rules.limit == nil ? 0 : AskLadder.least.count)
    literals["giving"] = .expression(try giving(binding: &values))
    literals["is_under_tiers"] = .expression(isUnderTheTiers)
    literals["least_price_cents"] = .integer(
      rules.limit == nil ? 0 : event?.event.tiers.lowest?.count ?? 0)
    let bars = event?.bars(binding: &values)
    literals["event_joins"] = .expression(SQLExpression(unsafe: bars?.joins ?? ""))
    literals["event_bar"] = .expression(SQLExpression(unsafe: bars?.bar ?? "null::text"))
    literals["maxed_out_first"] = .bool(!list.asksMaxedOutToVolunteer)
    literals["cool_off"] = .expression(coolOff(binding: &values))
    literals["contact_on"] = .day(daysSince1970: contactOn.daysSince1970)
    literals["is_outside_hours"] = .expression(outsideHours(binding: &values))
    return (try SQLFiles.statement("list/standings_history").replacing(literals), values)
  }

  /// What the list shows of people, in their order.
  func rows(of people: [Int64]) throws -> (statement: Statement, values: [Value]) {
    var values: [Value] = [.text(list.model), .integers(people)]
    var turf = "''"
    if case .groups(let grouping, _) = list.turfs {
      turf = try group(by: grouping, binding: &values).text
    }
    var literals: [String: Statement.Literal] = [
      "people": .expression(SQLExpression(unsafe: "$2")),
      "model": .expression(SQLExpression(unsafe: "$1")),
      "relation": .expression(set.relation), "scores": try scores,
      "turf": .expression(SQLExpression(unsafe: turf)),
      "standing": .expression(
        SQLExpression(
          unsafe: list.ranking.isOfUplift
            ? "score.uplift, 0::bigint" : "score.probability, score.expected_cents")),
      "features": .expression(
        SQLExpression(
          unsafe: features.map(ColumnBuilder.expression).joined(separator: ", "))),
    ]
    guard !set.isSnapshot else {
      return (try SQLFiles.statement("list/snapshot_rows").replacing(literals), values)
    }
    literals["as_of"] = .day(daysSince1970: day.daysSince1970)
    let named = "person_id = any ($2)"
    literals["giving"] = .expression(try giving(of: named, binding: &values))
    for name in [Election.Name.primary, .general] {
      literals["giving_\(name)"] = .expression(
        try giving(
          to: rules.isOfTheDay(name) ? nil : rules.ahead[name], of: named, binding: &values))
    }
    return (try SQLFiles.statement("list/history_rows").replacing(literals), values)
  }

  /// The features that the model uses, in the set's order.
  var features: [FeatureSet.Feature] { model.features(of: set) }

  /// What people gave to the election that a gift of the day counts to.
  ///
  /// - Parameter whom: a condition that picks people.
  func giving(
    of whom: String = "true", binding values: inout [Value]
  ) throws -> SQLExpression {
    try giving(to: rules.limit, of: whom, binding: &values)
  }

  private func giving(
    to limit: ListRules.Limit?, of whom: String, binding values: inout [Value]
  ) throws -> SQLExpression {
    guard let limit else {
      return SQLExpression(
        unsafe: "select 0::bigint as person_id, 0::bigint as given_cents limit 0")
    }
    let names = campaign.elections.calendar.flatMap(\.name.designationWords)
    values.append(.text("^(\(names.joined(separator: "|")))[0-9]*$"))
    let any = values.count
    values.append(.text("^(\(limit.election.name.designationWords.joined(separator: "|")))[0-9]*$"))
    let statement = try SQLFiles.statement("list/giving").replacing([
      "of_whom": .expression(SQLExpression(unsafe: whom)),
      "cycle_start": .day(daysSince1970: campaign.cycleStart.daysSince1970),
      "previous_election_on": .day(daysSince1970: limit.previous.daysSince1970),
      "election_on": .day(daysSince1970: limit.election.day.daysSince1970),
      "known_before": .expression(knowledge.before),
      "any_election": .expression(SQLExpression(unsafe: "$\(any)")),
      "this_election": .expression(SQLExpression(unsafe: "$\(any + 1)")),
    ])
    return SQLExpression(unsafe: statement.text)
  }
}
