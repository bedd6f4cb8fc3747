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
    /// Follow a star, of those who are known to follow anyone.
    case follows(star: String)
    /// Click a message of a theme, of those sent one.
    case clicks(theme: String)
    /// Have a value in a column of a set, of those of whom the column tells something.
    case column([Condition])
  }

  /// By which groups are ordered, and the best found: `SubgroupQuality` by the same words.
  enum Quality: String, CaseIterable, Sendable {
    case evidence
    case weightedRelativeAccuracy = "wracc"
    case binomial
    case chiSquared = "chi_squared"
  }

  /// The columns of a set that say how people like stars.
  struct Stars: Sendable {
    /// Each star and its column.
    var columns: [(star: String, column: String)]
    /// The words of those who like it.
    var likes: [String]
    /// Where it was written.
    var place: String
  }

  /// The cohort's name.
  var name: String
  /// The question in words.
  var title: String
  /// What its findings may be used for.
  var purpose: String
  /// The set whose people are searched: `history`, or a snapshot.
  var set: String
  /// What is looked for.
  var target: Target
  /// Regions of its own, in place of campaign.yml's.
  var regions: CampaignDefinition.Regions?
  /// Stars as columns of the set, in place of a poll's questions.
  var stars: Stars?
  /// The features that make traits.
  var traits: [String]
  /// What people answered or did that makes traits.
  var tags: [CohortTag]
  /// Where numbers are cut by hand, by feature, rising.
  var cuts: [String: [Double]]
  /// The day of the features; what is answered or attended before it counts.
  var asOf: Day
  /// The most traits of a cohort.
  var depth: Int
  /// The fewest people of a cohort in the part in which it is found.
  var smallest: Int
  /// What makes one group better than another, where a share is what is looked for.
  var quality: Quality
  /// How often outcomes are dealt by lot.
  var lots: Int
  /// In how many other splits of the people the search is made again; 0 for none.
  var splits: Int
  /// The seed of the parts and the lots.
  var seed: String
  /// Why findings that stand in for a protected class may be listed, and by whom; nil where nobody said so.
  var proxyChecked: String?
  /// The definition's own text, kept with each search.
  var text: String
  /// The definition's file, for messages.
  var file: String

  /// The trait that `regions` makes.
  static let region = "region"
  /// The set of a campaign's own people.
  static let history = "history"

  static func read(_ text: String, file: String) throws -> CohortDefinition {
    let fields = try DefinitionNode.parse(text, file: file).fields([
      "cohort", "title", "purpose", "set", "target", "traits", "regions", "stars", "as_of", "depth",
      "smallest", "quality", "cuts", "tags", "splits", "lots", "seed", "proxy_checked",
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
    try refuseProtected(traits, at: traitsNode.place)
    let targetNode = try fields.required("target")
    let set = try fields["set"]?.text() ?? history
    let target = try target(targetNode, set: set)
    try refuseProtected(target, at: targetNode.place)
    if case .column(let conditions) = target {
      try refuseProtected(conditions.map(\.feature), at: targetNode.place)
      if let column = conditions.map(\.feature).first(where: traits.contains) {
        throw traitsNode.failure(
          "names `\(column)`, which is what is looked for", next: "Leave it out.")
      }
    }
    let regions = try fields["regions"].map(CampaignDefinition.Regions.read)
    if let regions { try refuseProtected([regions.by], at: regions.place) }
    let stars = try fields["stars"].map { try Stars.read($0, set: set) }
    let lots = try fields["lots"]?.integer(in: 19...10_000) ?? 199
    return CohortDefinition(
      name: name, title: try fields["title"]?.text() ?? name,
      purpose: try fields.required("purpose").choice(Purpose.self).rawValue,
      set: set, target: target, regions: regions, stars: stars, traits: traits,
      tags: try fields["tags"].map { try tags($0, of: target, set: set) } ?? [],
      cuts: try fields["cuts"].map { try cuts($0, of: traits) } ?? [:],
      asOf: try fields.required("as_of").day(), depth: try fields["depth"]?.integer(in: 1...4) ?? 3,
      smallest: try fields["smallest"]?.integer(in: 10...1_000_000) ?? 50,
      quality: try fields["quality"].map { try quality($0, of: target) } ?? .evidence, lots: lots,
      splits: try fields["splits"]?.integer(in: 1...1_000) ?? 0,
      seed: try fields["seed"]?.text() ?? name, proxyChecked: try checked(fields["proxy_checked"]),
      text: text, file: file)
  }

  private static func tags(
    _ node: DefinitionNode, of target: Target, set: String
  ) throws -> [CohortTag] {
    guard set == history else {
      throw node.failure(
        "are of the campaign's own people", next: "Name columns of the set under `traits`.")
    }
    let tags = try node.list().map(CohortTag.read)
    guard Set(tags).count == tags.count else {
      throw node.failure("names a tag twice", next: "Keep one.")
    }
    guard !tags.contains(where: { $0.tells(target) }) else {
      throw node.failure("names what is looked for", next: "Leave it out.")
    }
    return tags
  }

  private static func cuts(
    _ node: DefinitionNode, of traits: [String]
  ) throws -> [String: [Double]] {
    var cuts: [String: [Double]] = [:]
    for (trait, node) in try node.entries() {
      guard traits.contains(trait) else {
        throw node.failure(
          "is none of the traits", next: DefinitionNode.advice(trait, among: traits))
      }
      let numbers = try node.list().map { try $0.number() }
      guard (1...mostCuts).contains(numbers.count),
        zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }), cuts[trait] == nil
      else {
        throw node.failure(
          "must be one to \(mostCuts) rising numbers at which a range begins, such as [25, 40, 65]")
      }
      cuts[trait] = numbers
    }
    return cuts
  }

  private static let mostCuts = 16

  private static func quality(_ node: DefinitionNode, of target: Target) throws -> Quality {
    switch target {
    case .dollars, .uplift:
      throw node.failure(
        "is of shares alone: dollars and uplift are ordered by standard errors",
        next: "Leave it out.")
    default: return try node.choice(Quality.self)
    }
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

  private static func target(_ node: DefinitionNode, set: String) throws -> Target {
    let own = ["question", "answer", "star", "dollars", "uplift", "follows", "clicks", "column"]
    let fields = try node.fields(own + Condition.keys)
    let given = own.filter { fields[$0] != nil }
    let conditions = try fields["column"].map { try Condition.read($0.text(), fields) } ?? []
    guard given == ["column"] || !Condition.keys.contains(where: { fields[$0] != nil }) else {
      throw node.failure(
        "tests no column", next: "Write `{column: NAME, in: [WORD, …]}` with `set: NAME`.")
    }
    guard set == history || given == ["column"] else {
      throw node.failure(
        "is no column of the set `\(set)`", next: "Write `{column: NAME, in: [WORD, …]}`.")
    }
    switch given {
    case ["question", "answer"]:
      return .answer(
        question: try fields.required("question").text(),
        answer: try fields.required("answer").text())
    case ["star"]: return .star(try fields.required("star").text())
    case ["dollars"]: return .dollars(star: try fields.required("dollars").text())
    case ["uplift"]: return .uplift(model: try fields.required("uplift").text())
    case ["follows"]: return .follows(star: try fields.required("follows").text())
    case ["clicks"]: return .clicks(theme: try fields.required("clicks").text())
    case ["column"] where set != history && !conditions.isEmpty: return .column(conditions)
    case ["column"]:
      throw node.failure(
        set == history ? "is a column of no set" : "doesn't say which values are looked for",
        next: set == history
          ? "Add `set: NAME`, a snapshot that was imported."
          : "Add `in: [WORD, …]`, `is: yes`, `at_least:` or `at_most:`.")
    default:
      throw node.failure(
        "names neither an answer nor a star nor an experiment",
        next: "Write `{question: …, answer: …}` for a poll, `{star: …}` for who comes to events, "
          + "`{dollars: STAR}` for what an invitation brings, `{follows: STAR}` for who follows, "
          + "`{clicks: THEME}` for who clicks, "
          + "`{uplift: MODEL}` for whom the contact of a model's experiment moves, or "
          + "`{column: …, in: […]}` with `set: NAME` for a column of a snapshot.")
    }
  }

  /// A name alone says what a column speaks of, whether it picks people or is what is looked for.
  fileprivate static func refuseProtected(_ columns: [String], at place: String) throws {
    for column in columns {
      if let protected = ProtectedTrait(column: column) {
        throw Failure(
          .refused,
          "nobody's invitation may turn on \(protected.rawValue), of which `\(column)` speaks",
          at: place, next: "Leave it out.")
      }
    }
  }

  /// Nor may it turn on what people answer, like or click, where that speaks of such a trait.
  private static func refuseProtected(_ target: Target, at place: String) throws {
    var spoken: [ProtectedTrait?] = []
    switch target {
    case .answer(let question, let answer):
      spoken = [ProtectedTrait(column: question), ProtectedTrait(value: answer)]
    case .clicks(let theme): spoken = [ProtectedTrait(column: theme)]
    case .column(let conditions):
      for case .isIn(let words) in conditions.map(\.test) {
        spoken += words.map { ProtectedTrait(value: $0) }
      }
    default: break
    }
    guard let protected = spoken.compactMap({ $0 }).first else { return }
    throw Failure(
      .refused, "nobody's invitation may turn on \(protected.rawValue), of which the target speaks",
      at: place, next: "Look for something else.")
  }

  /// What people of the cohort do, in words.
  var targetInWords: String {
    switch target {
    case .answer(let question, let answer): "answered `\(answer)` to `\(question)`"
    case .star(let star): "came to an event with \(star) or paid for it"
    case .dollars(let star): "paid for an event with \(star)"
    case .uplift(let model): "said yes in the experiment of `\(model)`"
    case .follows(let star): "follow \(star), of those who follow anyone"
    case .clicks(let theme): "clicked a message on \(theme), of those sent one"
    case .column(let conditions):
      "said \(conditions.map(\.words).joined(separator: " and "))"
    }
  }
}

extension CohortDefinition.Stars {
  static func read(_ node: DefinitionNode, set: String) throws -> Self {
    guard set != CohortDefinition.history else {
      throw node.failure(
        "are columns of no set", next: "Add `set: NAME`; a poll's stars need no list.")
    }
    let fields = try node.fields(["of", "likes"])
    let columns = try fields.required("of").entries().map {
      (star: $0.key, column: try $0.value.text())
    }
    try CohortDefinition.refuseProtected(columns.map(\.column), at: node.place)
    guard Set(columns.map(\.column)).count == columns.count else {
      throw node.failure("name one column twice", next: "Give each star its own.")
    }
    return Self(
      columns: columns, likes: try fields.required("likes").texts(), place: node.place)
  }
}
