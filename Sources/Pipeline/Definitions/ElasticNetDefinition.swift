/// The elastic net of a model's lines and levels: `penalty: {elastic_net: 0.5, choose: simplest}`.
struct ElasticNetDefinition: Sendable {
  /// Which penalty along the path is taken.
  enum Choice: String, CaseIterable, Sendable {
    /// That of the least loss on people not learned from.
    case best
    /// The largest whose loss is within one standard error of the least: fewer terms.
    case simplest
  }

  /// The share of the absolute values in the penalty, from 0 (ridge) to 1 (lasso).
  var alpha: Double
  /// Which penalty is taken.
  var choice: Choice

  static func read(_ node: DefinitionNode) throws -> ElasticNetDefinition {
    let fields = try node.fields(["elastic_net", "choose"])
    let alpha = try fields.required("elastic_net").number()
    guard (0...1).contains(alpha) else {
      throw node.failure(
        "has an `elastic_net` outside 0 to 1",
        next: "0 shrinks alone, 1 chooses alone, 0.5 does both.")
    }
    return ElasticNetDefinition(
      alpha: alpha, choice: try fields["choose"]?.choice(Choice.self) ?? .best)
  }
}
