/// The experiment of a model: where a lot said who was contacted and who wasn't.
struct TreatmentDefinition: Sendable {
  /// The snapshot that holds the arms.
  var set: String
  /// Its column of role `treatment`.
  var column: String
  /// The arm that was not contacted; a flag's words are `true` and `false`.
  var control: String
  /// The arm whose uplift is modelled; nil where average effects alone are asked for.
  var treated: String?
  /// The set's column of role `cluster`, or `household` for the person's; nil for each alone.
  var cluster: String?
  /// The folds of the cross-fit.
  var folds: Int
  /// How often the lot is drawn again.
  var placebo: Int
  /// Where it was written.
  var place: String

  /// The ridge penalty of models whose definition names none.
  static let penalty = 0.01

  /// Refuses keys that a model of an experiment would read and then not heed: its figures are of the
  /// experiment's own people, of whom nobody is held out, and it expects no gift.
  static func refuse(_ nodes: [DefinitionNode?]) throws {
    for case .some(let node) in nodes {
      throw node.failure(
        "says nothing where there is a `treatment`",
        next: "Leave it out: average effects and uplift are of the experiment's people as they are."
      )
    }
  }

  /// - Parameter outcomeSet: the set that holds the arms where no other is named.
  static func read(_ node: DefinitionNode, outcomeSet: String) throws -> TreatmentDefinition {
    let fields = try node.fields([
      "set", "column", "control", "treated", "cluster", "folds", "placebo",
    ])
    let folds = try fields["folds"]?.integer() ?? 5
    guard (2...20).contains(folds) else {
      throw (fields["folds"] ?? node).failure("must be from 2 to 20")
    }
    let placebo = try fields["placebo"]?.integer() ?? 99
    guard (19...9_999).contains(placebo) else {
      throw (fields["placebo"] ?? node).failure(
        "must be from 19 to 9999", next: "With fewer no p could be as low as 0.05.")
    }
    let control = try fields.required("control").text()
    let treated = try fields["treated"]?.text()
    guard treated != control else {
      throw (fields["treated"] ?? node).failure("must be another arm than `control`")
    }
    return TreatmentDefinition(
      set: try fields["set"]?.text() ?? outcomeSet, column: try fields.required("column").text(),
      control: control, treated: treated, cluster: try fields["cluster"]?.text(), folds: folds,
      placebo: placebo, place: node.place)
  }
}
