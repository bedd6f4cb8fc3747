import Campaign
import Modeling
import Postgres

/// The statements of one cut, with what they share filled in.
struct ListQuery {
  let list: ListDefinition
  let model: StoredModel
  let set: FeatureSet
  let rules: ListRules
  let campaign: CampaignDefinition
  let day: Day
  let knowledge: ListKnowledge
  /// What ranks people in place of the model's scores, in their form.
  var standIn: SQLExpression?
  /// What speaks against the comparison that the ranking was learned from.
  let doubts: [String]

  /// What people are ranked by.
  var value: SQLExpression {
    switch list.ranking {
    case .probability: SQLExpression(unsafe: "score.probability")
    case .expectedValue: SQLExpression(unsafe: "score.expected_cents")
    case .uplift: SQLExpression(unsafe: "score.uplift")
    }
  }

  /// The table of the model's scores.
  var scores: Statement.Literal { standIn.map { .expression($0) } ?? Self.scores(of: list) }

  static func scores(of list: ListDefinition) -> Statement.Literal {
    .expression(
      SQLExpression(unsafe: list.ranking == .uplift ? "score.uplift" : "score.person"))
  }

  /// The findings that go with a list whose ranking an experiment didn't bear out.
  var warning: String? {
    var findings = doubts
    if case .uplift(_, .noEvidence) = model.kind {
      findings.insert(UpliftAnalysis.Verdict.noEvidence.rawValue, at: 0)
    }
    return findings.isEmpty ? nil : findings.joined(separator: "; ")
  }

  /// What an experiment's arms say against the comparison of the treated with the control: the lot
  /// made the arms alike, and who answered may have unmade it.
  static func doubts(
    _ model: StoredModel, _ connection: inout Connection
  ) throws -> [String] {
    guard model.uplift != nil else { return [] }
    let arms = try connection.rows(
      SQLFiles.statement("list/experiment_arms"), [.integer(model.identifier)]
    ) {
      (
        name: try $0.text(0), answers: try $0.doubleIfPresent(1),
        balance: try $0.doubleIfPresent(2)
      )
    }
    let treated = model.definition.treatment?.treated
    let compared = arms.filter { treated == nil || $0.name == treated }
    let least = ExperimentFindings.leastChance / Double(max(1, arms.count))
    return
      (compared.contains { ($0.answers ?? 1) < least } ? [ExperimentSummary.unevenAnswers] : [])
      + (compared.contains { $0.balance == nil }
        ? ["too few clusters to tell whether the lot was fair"] : [])
  }

  /// Everyone of the universe, with the first reason against them.
  func decide(cut: Int64) throws -> (statement: Statement, values: [Value]) {
    var values: [Value] = [.text(list.model)]
    let conditions = try list.universe.map { try $0.sql(over: set.features, binding: &values) }
    let hash = SampleHash(seed: model.seed)
    var literals: [String: Statement.Literal] = [
      "cut": .integer(cut), "model": .expression(SQLExpression(unsafe: "$1")),
      "relation": .expression(set.relation), "scores": scores,
      "is_not_moved": .expression(
        SQLExpression(unsafe: list.ranking == .uplift ? "score.uplift <= 0" : "false")),
      "scores_rest": .bool(model.definition.scope == .rest),
      "factor": .integer(hash.factor), "summand": .integer(hash.summand),
      "training_buckets": .integer(model.trainingBuckets),
      "conditions": .expression(.all(conditions)),
    ]
    guard !set.isSnapshot else {
      return (try SQLFiles.statement("list/decide_snapshot").replacing(literals), values)
    }
    literals["is_call"] = .bool(list.channel == .call)
    literals["is_solicitation"] = .bool(list.purpose == Purpose.solicit.rawValue)
    literals["as_of"] = .day(daysSince1970: day.daysSince1970)
    literals["people"] = .expression(knowledge.people)
    literals["suppressed_phones"] = .expression(knowledge.suppressedPhones)
    literals["known_before"] = .expression(knowledge.before)
    literals["limit_cents"] = .integer(rules.limit?.limit.amount.count ?? Int64.max)
    literals["least_ask_cents"] = .integer(rules.limit == nil ? 0 : AskLadder.least.count)
    literals["giving"] = .expression(try giving(binding: &values))
    return (try SQLFiles.statement("list/decide_history").replacing(literals), values)
  }

  /// What the list shows of the people on it.
  func rows(cut: Int64) throws -> (statement: Statement, values: [Value]) {
    var values: [Value] = [.text(list.model)]
    var literals: [String: Statement.Literal] = [
      "cut": .integer(cut), "model": .expression(SQLExpression(unsafe: "$1")),
      "relation": .expression(set.relation), "scores": scores,
      "standing": .expression(
        SQLExpression(
          unsafe: list.ranking == .uplift
            ? "score.uplift, 0::bigint" : "score.probability, score.expected_cents")),
      "features": .expression(
        SQLExpression(
          unsafe: features.map(ColumnBuilder.expression).joined(separator: ", "))),
    ]
    guard !set.isSnapshot else {
      return (try SQLFiles.statement("list/snapshot_rows").replacing(literals), values)
    }
    literals["as_of"] = .day(daysSince1970: day.daysSince1970)
    literals["giving"] = .expression(try giving(binding: &values))
    return (try SQLFiles.statement("list/history_rows").replacing(literals), values)
  }

  /// The features that the model uses, in the set's order.
  var features: [FeatureSet.Feature] {
    let used = Set(model.model.columns)
    return set.features.filter { used.contains($0.name) }
  }

  /// How a gift's designation for an election is written: `Primary 2026`, or the FEC's `P2026`.
  private static func designations(of election: Election.Name) -> String {
    switch election {
    case .primary: "primary|p"
    case .general: "general|g"
    default: election.rawValue.lowercased()
    }
  }

  private func giving(binding values: inout [Value]) throws -> SQLExpression {
    guard let limit = rules.limit else {
      return SQLExpression(
        unsafe: "select 0::bigint as person_id, 0::bigint as given_cents limit 0")
    }
    let names = campaign.elections.calendar.map { Self.designations(of: $0.name) }
    values.append(.text("^(\(names.joined(separator: "|")))[0-9]*$"))
    let any = values.count
    values.append(.text("^(\(Self.designations(of: limit.election.name)))[0-9]*$"))
    let statement = try SQLFiles.statement("list/giving").replacing([
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
