import Campaign

/// One list as its data team wrote it: `lists/*.yml`.
struct ListDefinition: Sendable {
  /// How people on the list are reached.
  enum Channel: String, CaseIterable, Sendable {
    /// By phone: needs one, each phone once.
    case call
    /// By mail.
    case mail
  }

  /// What people are ranked by.
  enum Ranking: String, CaseIterable, Sendable {
    /// The chance times the band mean gift.
    case expectedValue = "expected_value"
    /// The chance alone.
    case probability
    /// What a contact adds to the chance, by an experiment.
    case uplift
  }

  /// The list's name.
  var name: String
  /// What it is, in words.
  var title: String
  /// The model that ranks it.
  var model: String
  /// What it is for.
  var purpose: String
  /// How people are reached.
  var channel: Channel
  /// What they are ranked by.
  var ranking: Ranking
  /// How many are listed at most.
  var size: Int
  /// Who is considered.
  var universe: [Condition]
  /// The login that sees the rows, on a shared server.
  var assignedTo: String
  /// The definition's own text, kept with each cut.
  var text: String
  /// The definition's file, for messages.
  var file: String
}

extension ListDefinition {
  static func read(_ text: String, file: String) throws -> ListDefinition {
    let fields = try DefinitionNode.parse(text, file: file).fields([
      "list", "title", "model", "purpose", "channel", "rank_by", "size", "universe", "assigned_to",
    ])
    let size = try fields.required("size").integer()
    guard (1...10_000_000).contains(size) else {
      throw (fields["size"] ?? fields.node).failure("must be from 1 to 10,000,000")
    }
    let name = try fields.required("list").text()
    guard LayoutDefinition.isWord(name) else {
      throw fields.node.failure("a list's name must be lower_case letters, digits and _")
    }
    return ListDefinition(
      name: name, title: try fields["title"]?.text() ?? name,
      model: try fields.required("model").text(),
      purpose: try fields.required("purpose").choice(Purpose.self).rawValue,
      channel: try fields.required("channel").choice(Channel.self),
      ranking: try fields["rank_by"]?.choice(Ranking.self) ?? .expectedValue, size: size,
      universe: try fields["universe"].map(Condition.read) ?? [],
      assignedTo: try fields["assigned_to"]?.text() ?? "nobody", text: text, file: file)
  }
}
