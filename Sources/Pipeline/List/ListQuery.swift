import Campaign
import Modeling
import Postgres

/// The statements of one cut, with what they share filled in.
struct ListQuery {
  /// A version of a model whose scores a list goes by beside its own.
  struct OtherModel {
    let name: String
    let version: Int64
    let number: Int64
  }

  let list: ListDefinition
  let model: StoredModel
  let set: FeatureSet
  let rules: ListRules
  let campaign: CampaignDefinition
  let day: Day
  let knowledge: ListKnowledge
  /// The event that the list invites to, as the cut finds it.
  var event: EventStanding?
  /// What ranks people in place of the model's scores, in their form.
  var standIn: SQLExpression?
  /// Versions of models beside the one that ranks: of amounts, of who accepts.
  var others: [OtherModel] = []
  /// What speaks against the comparison that the ranking was learned from.
  let doubts: [String]

  /// What people are ranked by.
  var value: SQLExpression {
    switch list.ranking {
    case .probability: SQLExpression(unsafe: "score.probability")
    case .expectedValue: SQLExpression(unsafe: "score.expected_cents")
    case .netValue:
      SQLExpression(unsafe: "(score.expected_cents - \(list.costPerContact.count))")
    case .uplift: SQLExpression(unsafe: "score.uplift")
    case .incrementalValue: SQLExpression(unsafe: "(score.uplift * score.gift_cents)")
    // Days past due, and of a day the larger pledge first.
    case .dueDate:
      SQLExpression(
        unsafe: "((date '\(list.contactDay(asOf: day))' - score.due_on) + score.due_cents / 1e12)")
    }
  }

  /// The table of the model's scores.
  var scores: Statement.Literal {
    get throws { try standIn.map { .expression($0) } ?? Self.scores(of: list) }
  }

  static func scores(of list: ListDefinition) throws -> Statement.Literal {
    switch list.ranking {
    case .probability, .expectedValue, .netValue:
      return .expression(SQLExpression(unsafe: "score.person"))
    case .uplift: return .expression(SQLExpression(unsafe: "score.uplift"))
    case .incrementalValue:
      let statement = try SQLFiles.statement("list/incremental_scores").replacing([
        "amounts": .expression(SQLExpression(unsafe: "'\(list.amounts ?? "")'"))
      ])
      return .expression(SQLExpression(unsafe: "(\n\(statement.text)\n)"))
    case .dueDate:
      return .expression(
        SQLExpression(unsafe: "(\n\(SQLFiles.statement("list/due_scores").text)\n)"))
    }
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
}
