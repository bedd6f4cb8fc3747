import Campaign

/// One list as its data team wrote it: `lists/*.yml`.
struct ListDefinition: Sendable {
  /// How people on the list are reached.
  enum Channel: String, CaseIterable, Sendable {
    /// By phone: needs one, each phone once.
    case call
    /// By text message: needs a number that isn't known to be a landline, each number once.
    case text
    /// By mail.
    case mail

    /// Whether people are reached at a telephone number.
    var usesPhone: Bool { self != .mail }
  }

  /// What people are ranked by.
  enum Ranking: String, CaseIterable, Sendable {
    /// The chance times the band mean gift.
    case expectedValue = "expected_value"
    /// That, less what the contact costs.
    case netValue = "net_value"
    /// The chance alone.
    case probability
    /// What a contact adds to the chance, by an experiment.
    case uplift
    /// That, times the band mean gift.
    case incrementalValue = "incremental_value"
    /// The day on which what was promised is due, the earliest first.
    case dueDate = "due_date"

    /// Whether an experiment's model ranks.
    var isOfUplift: Bool { self == .uplift || self == .incrementalValue }

    /// Whether people are ranked, and asked, by what they might give.
    var isOfGifts: Bool { self != .uplift }
  }

  /// Programs that take a list over in a file of their own.
  enum HandOver: String, CaseIterable, Sendable {
    /// NGP VAN's bulk import of contacts: the first column must be there, and is filled where a file of
    /// VAN's knows the person by a VANID.
    case van
    /// Spoke's contacts.
    case spoke
  }

  /// The list's name.
  var name: String
  /// What it is, in words.
  var title: String
  /// The model that ranks it.
  var model: String
  /// The model whose mean gifts make an uplift worth dollars; nil where the ranking has no need of it.
  var amounts: String?
  /// What it is for.
  var purpose: String
  /// How people are reached.
  var channel: Channel
  /// What they are ranked by.
  var ranking: Ranking
  /// How many are listed at most.
  var size: Int
  /// Who calls, when, and how many calls there is room for; nil where only the size is given.
  var capacity: ListCapacity?
  /// Who is considered.
  var universe: [Condition]
  /// Seats by group, of one kind of group and another.
  var quotas: [Quotas]
  /// How the list is divided among files.
  var turfs: Turfs
  /// The most people of one household; nil for no ceiling.
  var perHousehold: Int?
  /// The share of households that would have been listed and aren't contacted.
  var holdout: Double
  /// What one contact costs.
  var costPerContact: Cents
  /// Whether those who gave up to the limit are asked to volunteer, in a file of their own: on a list of
  /// calls for money, unless it says otherwise.
  var asksMaxedOutToVolunteer: Bool
  /// Programs that take the list over in a file of their own.
  var handOver: [HandOver]
  /// What the files show of somebody; nil where they show all there is.
  var columns: Set<ListColumn>?
  /// The event that it invites to; nil for every other list.
  var event: EventDefinition?
  /// The login that sees the rows, on a shared server, where no caller is named.
  var assignedTo: String
  /// The definition's own text, kept with each cut.
  var text: String
  /// The definition's file, for messages.
  var file: String

  /// The day by which rules go: the first on which someone is contacted, where the list says it.
  func contactDay(asOf day: Day) -> Day { capacity?.days.first ?? day }

  /// Whether the files show something of somebody.
  func shows(_ column: ListColumn) -> Bool { columns?.contains(column) ?? true }
}

extension ListDefinition {
  static func read(_ text: String, file: String) throws -> ListDefinition {
    let fields = try DefinitionNode.parse(text, file: file).fields([
      "list", "title", "model", "amounts", "purpose", "channel", "rank_by", "size", "capacity",
      "universe",
      "quotas", "turfs", "per_household", "holdout", "cost_per_contact", "maxed_out", "assigned_to",
      "hand_over", "columns", "event",
    ])
    let name = try fields.required("list").text()
    guard LayoutDefinition.isWord(name) else {
      throw fields.node.failure("a list's name must be lower_case letters, digits and _")
    }
    let channel = try fields.required("channel").choice(Channel.self)
    let capacity = try Sessions.read(fields, channel)
    let purpose = try fields.required("purpose").choice(Purpose.self)
    let event = try fields["event"].map {
      try EventDefinition.read($0, list: name, purpose: purpose)
    }
    let ranking = try fields["rank_by"]?.choice(Ranking.self) ?? .expectedValue
    if let event { try Self.refuseBesideEvent(fields, event, ranking) }
    let size = try size(fields, capacity, isEvent: event != nil)
    let cost = try fields["cost_per_contact"]?.cents() ?? .zero
    guard cost >= .zero else {
      throw (fields["cost_per_contact"] ?? fields.node).failure("must not be below zero")
    }
    guard ranking != .netValue || cost > .zero else {
      throw fields.node.failure(
        "ranks by net_value and says no `cost_per_contact`",
        next: "Say what one contact costs, in dollars.")
    }
    let turfs = try Turfs.read(fields["turfs"], capacity)
    let handOver = try fields["hand_over"]?.list().map { try $0.choice(HandOver.self) } ?? []
    guard channel == .text || !handOver.contains(.spoke) else {
      throw fields.node.failure(
        "is handed over to Spoke, which sends texts, and isn't of texts",
        next: "Write `channel: text`: its rules keep landlines and who wants no texts off.")
    }
    return ListDefinition(
      name: name, title: try fields["title"]?.text() ?? name,
      model: try fields.required("model").text(), amounts: try amounts(fields, ranking),
      purpose: purpose.rawValue, channel: channel,
      ranking: ranking, size: size, capacity: capacity?.room,
      universe: try fields["universe"].map(Condition.read) ?? [],
      quotas: try Quotas.read(fields["quotas"], size: size, turfs), turfs: turfs,
      perHousehold: try fields["per_household"]?.integer(in: 1...100),
      holdout: try fields["holdout"].map(Self.share) ?? 0, costPerContact: cost,
      asksMaxedOutToVolunteer: try fields["maxed_out"]?.choice(MaxedOut.self).asksForTime
        ?? (purpose == .solicit && channel == .call),
      handOver: handOver,
      columns: try fields["columns"].map {
        Set(try $0.list().map { try $0.choice(ListColumn.self) })
      },
      event: event,
      assignedTo: try fields["assigned_to"]?.text() ?? "nobody", text: text, file: file)
  }

  /// How many are listed at most; of an event's wave as many as it takes, where nothing is said.
  private static func size(
    _ fields: DefinitionFields, _ capacity: Sessions?, isEvent: Bool
  ) throws -> Int {
    if let capacity { return capacity.room.calls }
    let bounds = 1...10_000_000
    guard isEvent else { return try fields.required("size").integer(in: bounds) }
    return try fields["size"]?.integer(in: bounds) ?? bounds.upperBound
  }

  /// An event says itself how many come on its list, one invitation a household.
  private static func refuseBesideEvent(
    _ fields: DefinitionFields, _ event: EventDefinition, _ ranking: Ranking
  ) throws {
    for key in ["capacity", "quotas", "turfs", "per_household", "hand_over", "columns"] {
      if let node = fields[key] {
        throw node.failure("has no place beside `event`", next: "Leave it out.")
      }
    }
    guard ranking != .dueDate, !ranking.isOfUplift || event.tiers.lowest == nil else {
      throw (fields["rank_by"] ?? fields.node).failure(
        "doesn't tell what people would pay for a seat",
        next: "Rank by expected_value, net_value or probability.")
    }
  }

  /// What becomes of those who gave up to the limit.
  private enum MaxedOut: String, CaseIterable {
    case leaveOut = "leave_out"
    case volunteer

    var asksForTime: Bool { self == .volunteer }
  }

  private static func amounts(
    _ fields: DefinitionFields, _ ranking: Ranking
  ) throws -> String? {
    guard let node = fields["amounts"] else {
      guard ranking != .incrementalValue else {
        throw fields.node.failure(
          "ranks by incremental_value and names no `amounts`",
          next: "Name the model that knows what people give, such as `amounts: donate`.")
      }
      return nil
    }
    guard ranking == .incrementalValue else {
      throw node.failure("serves `rank_by: incremental_value` alone")
    }
    let name = try node.text()
    guard LayoutDefinition.isWord(name) else {
      throw node.failure("must be a model's name: lower_case letters, digits and _")
    }
    return name
  }

  private static func share(_ node: DefinitionNode) throws -> Double {
    let share = try node.number()
    guard (0...0.5).contains(share) else { throw node.failure("must be from 0 to 50%") }
    return share
  }
}
