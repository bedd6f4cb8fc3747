import Campaign

/// One model as its data team wrote it: `models/*.yml`.
struct ModelDefinition: Sendable {
  /// The outcome that is predicted.
  enum Outcome: Sendable {
    /// A gift within so many days after the as-of day.
    case giftWithin(days: Int)
    /// A column of the snapshot, above zero or not, and the column with the amount given.
    case column(String, amount: String?)
  }

  /// Which features enter.
  enum Features: Sendable {
    /// All that may: never keys, outcomes, treatments or leaks.
    case automatic
    /// These.
    case named([String])
  }

  /// Who is scored.
  enum Scope: String, CaseIterable, Sendable {
    /// Everyone who is eligible.
    case everyone
    /// Those who were not in the training part.
    case rest
  }

  /// What terms the features make.
  enum Terms: String, CaseIterable, Sendable {
    /// Lines, curves and pairs, chosen on the training part.
    case auto
    /// Lines and levels alone.
    case linear
  }

  /// The model's name.
  var name: String
  /// The question in words.
  var question: String
  /// What its scores may be used for.
  var purpose: String
  /// Where its features stand.
  var featureSet: String
  /// Which enter.
  var features: Features
  /// Features that don't.
  var exceptions: [String]
  /// What is predicted.
  var outcome: Outcome
  /// The snapshot that holds the outcome of an experiment.
  var outcomeSet: String
  /// The experiment, where the question is whom a contact moves.
  var treatment: TreatmentDefinition?
  /// The feature that holds a person's highest previous gift in cents.
  var highestGift: String?
  /// Who is asked the question.
  var eligible: [Condition]
  /// The day as of which an events model is trained.
  var trainAsOf: Day?
  /// The share of the people who are trained on, from 0 to 1.
  var trainShare: Double
  /// The seed of the training part.
  var seed: String
  /// The share of training people without the outcome who are trained on; 1 for all.
  var othersShare: Double
  /// The share of positives in the population, where the people were drawn by their outcome.
  var populationRate: Double?
  /// What one contact costs.
  var contactCost: Cents?
  /// Who is scored.
  var scope: Scope
  /// What terms they make.
  var terms: Terms
  /// The ridge penalty on scaled coefficients of linear terms; 0 for none.
  var penalty: Double
  /// Whether linear terms are fitted by Firth's likelihood: for few positives.
  var isFirth: Bool
  /// The elastic net that linear terms are chosen and shrunk by.
  var elasticNet: ElasticNetDefinition?
  /// The definition's own text, kept with each version.
  var text: String
  /// The definition's file, for messages.
  var file: String
}

extension ModelDefinition {
  static func read(_ text: String, file: String) throws -> ModelDefinition {
    let fields = try DefinitionNode.parse(text, file: file).fields([
      "model", "question", "purpose", "features", "outcome", "highest_gift", "eligible", "train",
      "score", "terms", "penalty", "treatment", "contact_cost",
    ])
    let features = try fields.required("features").fields(["set", "use", "except"])
    let train = try fields["train"]?.fields([
      "as_of", "share", "seed", "population_rate", "others",
    ])
    let name = try fields.required("model").text()
    let share = try train?["share"]?.number() ?? 0.7
    guard share > 0, share < 1 else {
      throw (train?["share"] ?? fields.node).failure(
        "must lie between 0 and 1", next: "Leave some people to measure the model on.")
    }
    let outcomeNode = try fields.required("outcome")
    let outcome = try outcome(outcomeNode)
    let featureSet = try features.required("set").text()
    let outcomeSet = try outcomeNode.entries().first { $0.key == "set" }?.value.text()
    let treatment = try fields["treatment"].map {
      try TreatmentDefinition.read($0, outcomeSet: outcomeSet ?? featureSet)
    }
    if treatment == nil, outcomeSet != nil, outcomeSet != featureSet {
      throw outcomeNode.failure(
        "may stand in another set only where there is a `treatment`", next: "Leave out `set`.")
    }
    if case .giftWithin = outcome, treatment != nil {
      throw outcomeNode.failure("of an experiment must be a `column`")
    }
    if case .giftWithin = outcome, train?["as_of"] == nil {
      throw fields.node.failure(
        "lacks the key `train.as_of`",
        next: "Name the day whose features are trained on; the outcome is what came after it.")
    }
    let isNumber = fields["penalty"].map { $0.isSingle } ?? true
    let isFirth = try treatment == nil && isNumber && fields["penalty"]?.text() == "firth"
    let elasticNet = try isNumber ? nil : fields["penalty"].map(ElasticNetDefinition.read)
    let penalty =
      isFirth || elasticNet != nil
      ? 0
      : try fields["penalty"]?.number() ?? (treatment == nil ? 0 : TreatmentDefinition.penalty)
    guard penalty >= 0 else {
      throw (fields["penalty"] ?? fields.node).failure("must not be negative")
    }
    guard penalty > 0 || treatment == nil else {
      throw (fields["penalty"] ?? fields.node).failure(
        "must be above 0 in a model of an experiment",
        next: "Leave it out for \(TreatmentDefinition.penalty).")
    }
    // A penalty is of lines and levels: curves and pairs choose their own shrinkage.
    let terms =
      try fields["terms"]?.choice(Terms.self)
      ?? (treatment != nil || fields["penalty"] != nil ? .linear : .auto)
    if terms == .auto, let node = fields["penalty"] {
      throw node.failure(
        "is chosen where `terms` are `auto`", next: "Leave it out, or write `terms: linear`.")
    }
    if treatment != nil {
      try TreatmentDefinition.refuse([
        fields["terms"],
        fields["highest_gift"], fields["contact_cost"], train?["population_rate"], train?["share"],
        train?["others"], elasticNet == nil ? nil : fields["penalty"],
      ])
    }
    let population = try train?["population_rate"]?.number()
    if let population, !(population > 0 && population < 1) {
      throw (train?["population_rate"] ?? fields.node).failure(
        "must lie between 0 and 1",
        next: "Give the share of positives among all people, such as 5.1%.")
    }
    let others = try train?["others"]?.number() ?? 1
    guard others > 0, others <= 1 else {
      throw (train?["others"] ?? fields.node).failure(
        "must lie above 0 and up to 1",
        next: "Give the share of people without the outcome who are trained on, such as 10%.")
    }
    if case .giftWithin = outcome {
      try refuseOfGifts(rate: train?["population_rate"], cost: fields["contact_cost"])
    }
    return ModelDefinition(
      name: name, question: try fields.required("question").text(),
      purpose: try fields.required("purpose").choice(Purpose.self).rawValue,
      featureSet: featureSet,
      features: try use(features["use"]), exceptions: try features["except"]?.texts() ?? [],
      outcome: outcome, outcomeSet: outcomeSet ?? featureSet, treatment: treatment,
      highestGift: try fields["highest_gift"]?.text(),
      eligible: try fields["eligible"].map(Condition.read) ?? [],
      trainAsOf: try train?["as_of"]?.day(), trainShare: share,
      seed: try train?["seed"]?.text() ?? name, othersShare: others, populationRate: population,
      contactCost: try contactCost(fields["contact_cost"], outcome),
      scope: try fields["score"]?.choice(Scope.self) ?? .everyone,
      terms: terms, penalty: penalty, isFirth: isFirth, elasticNet: elasticNet, text: text,
      file: file)
  }

  private static func use(_ node: DefinitionNode?) throws -> Features {
    guard let node else { return .automatic }
    let names = try node.texts()
    guard !names.isEmpty else { throw node.failure("names no feature", next: "Or write `auto`.") }
    guard Set(names).count == names.count else {
      throw node.failure("names a feature twice", next: "Keep one.")
    }
    return names == ["auto"] ? .automatic : .named(names)
  }

  /// Refuses figures that gifts on a ledger don't bear: nobody was drawn by them, and they came from
  /// who was sent a letter and who wasn't.
  private static func refuseOfGifts(rate: DefinitionNode?, cost: DefinitionNode?) throws {
    if let rate {
      throw rate.failure(
        "is of people drawn by their outcome, and `gift_within_days` takes everyone",
        next: "Leave it out: the chances are the population's already.")
    }
    if let cost {
      throw cost.failure(
        "weighs gifts against the letters that brought them, and `gift_within_days` counts those that "
          + "came without one too",
        next: "Leave it out, or fit a snapshot of people who were all sent the letter.")
    }
  }

  private static func contactCost(_ node: DefinitionNode?, _ outcome: Outcome) throws -> Cents? {
    guard let node else { return nil }
    if case .column(_, amount: nil) = outcome {
      throw node.failure(
        "weighs gifts against letters", next: "Name their column: `outcome: {amount: …}`.")
    }
    let cost = try node.cents()
    guard cost > .zero else { throw node.failure("must be above zero") }
    return cost
  }

  private static func outcome(_ node: DefinitionNode) throws -> Outcome {
    let fields = try node.fields(["gift_within_days", "column", "amount", "set"])
    if let days = try fields["gift_within_days"]?.integer() {
      guard (1...3_650).contains(days) else {
        throw node.failure("must be from 1 day to 10 years")
      }
      return .giftWithin(days: days)
    }
    return .column(try fields.required("column").text(), amount: try fields["amount"]?.text())
  }
}

/// What a model or list may serve (the rows of `run.purpose`).
enum Purpose: String, CaseIterable, Sendable {
  /// Asking for money.
  case solicit
  /// Changing minds.
  case persuade
  /// Getting people to vote.
  case turnout
  /// Asking for time.
  case volunteer
  /// Inviting to events.
  case invite
  /// Keeping the law.
  case compliance
  /// Learning, with no one contacted.
  case research
}
