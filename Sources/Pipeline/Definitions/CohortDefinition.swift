import Campaign

/// A question of who is drawn by what, as its data team wrote it: `cohorts/*.yml`.
struct CohortDefinition: Sendable {
  /// What people of a cohort do more often than others.
  enum Target: Sendable {
    /// Give an answer to a poll's question.
    case answer(question: String, answer: String)
    /// Come to an event with a star, or pay for it, of those invited.
    case star(String)
    /// Pay for events with a star, in dollars an invitation.
    case dollars(star: String)
    /// Be moved by the contact of a model's experiment.
    case uplift(model: String)
  }

  /// The cohort's name.
  var name: String
  /// The question in words.
  var title: String
  /// What its findings may be used for.
  var purpose: String
  /// What is looked for.
  var target: Target
  /// The features that make traits.
  var traits: [String]
  /// The day of the features; what is answered or attended before it counts.
  var asOf: Day
  /// The most traits of a cohort.
  var depth: Int
  /// The fewest people of a cohort in the half in which it is found.
  var smallest: Int
  /// How often outcomes are dealt by lot.
  var lots: Int
  /// The seed of the halves and the lots.
  var seed: String
  /// Why findings that stand in for a protected class may be listed, and by whom; nil where nobody said so.
  var proxyChecked: String?
  /// The definition's own text, kept with each search.
  var text: String
  /// The definition's file, for messages.
  var file: String

  /// The trait that `regions` of campaign.yml makes.
  static let region = "region"

  static func read(_ text: String, file: String) throws -> CohortDefinition {
    let fields = try DefinitionNode.parse(text, file: file).fields([
      "cohort", "title", "purpose", "target", "traits", "as_of", "depth", "smallest", "lots",
      "seed", "proxy_checked",
    ])
    let name = try fields.required("cohort").text()
    guard LayoutDefinition.isWord(name) else {
      throw fields.node.failure("a cohort's name must be lower_case letters, digits and _")
    }
    let traitsNode = try fields.required("traits")
    let traits = try traitsNode.texts()
    guard !traits.isEmpty, Set(traits).count == traits.count else {
      throw traitsNode.failure("must name each feature once")
    }
    for trait in traits {
      if let protected = ProtectedTrait(column: trait) {
        throw Failure(
          .refused,
          "nobody's invitation may turn on \(protected.rawValue), of which `\(trait)` speaks",
          at: traitsNode.place, next: "Leave it out.")
      }
    }
    let lots = try fields["lots"]?.integer(in: 19...10_000) ?? 199
    return CohortDefinition(
      name: name, title: try fields["title"]?.text() ?? name,
      purpose: try fields.required("purpose").choice(Purpose.self).rawValue,
      target: try target(fields.required("target")), traits: traits,
      asOf: try fields.required("as_of").day(), depth: try fields["depth"]?.integer(in: 1...4) ?? 3,
      smallest: try fields["smallest"]?.integer(in: 10...1_000_000) ?? 50, lots: lots,
      seed: try fields["seed"]?.text() ?? name, proxyChecked: try checked(fields["proxy_checked"]),
      text: text, file: file)
  }

  private static func checked(_ node: DefinitionNode?) throws -> String? {
    guard let node else { return nil }
    let text = try node.text()
    // A word alone says neither why nor by whom.
    guard text.split(separator: " ").count > 2 else {
      throw node.failure(
        "must say why a stand-in for a protected class may be listed, and who decided it",
        next: "Write a sentence with a name in it, or leave the key out.")
    }
    return text
  }

  private static func target(_ node: DefinitionNode) throws -> Target {
    let fields = try node.fields(["question", "answer", "star", "dollars", "uplift"])
    let given = ["question", "answer", "star", "dollars", "uplift"].filter { fields[$0] != nil }
    switch given {
    case ["question", "answer"]:
      return .answer(
        question: try fields.required("question").text(),
        answer: try fields.required("answer").text())
    case ["star"]: return .star(try fields.required("star").text())
    case ["dollars"]: return .dollars(star: try fields.required("dollars").text())
    case ["uplift"]: return .uplift(model: try fields.required("uplift").text())
    default:
      throw node.failure(
        "names neither an answer nor a star nor an experiment",
        next: "Write `{question: …, answer: …}` for a poll, `{star: …}` for who comes to events, "
          + "`{dollars: STAR}` for what an invitation brings, or `{uplift: MODEL}` for whom the contact "
          + "of a model's experiment moves.")
    }
  }

  /// What people of the cohort do, in words.
  var targetInWords: String {
    switch target {
    case .answer(let question, let answer): "answered `\(answer)` to `\(question)`"
    case .star(let star): "came to an event with \(star) or paid for it"
    case .dollars(let star): "paid for an event with \(star)"
    case .uplift(let model): "said yes in the experiment of `\(model)`"
    }
  }

}
