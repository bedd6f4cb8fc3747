import Campaign

/// What a campaign decides once: `campaign.yml`.
struct CampaignDefinition: Sendable {
  /// The committee's name.
  var committeeName: String
  /// The committee's FEC identifier.
  var committee: String
  /// The first day of the election cycle.
  var cycleStart: Day
  /// The elections of the cycle, by day.
  var elections: Elections
  /// The dated table of contribution limits.
  var limits: ContributionLimits
  /// The first ask of someone who never gave.
  var defaultAsk: Cents
  /// Uses of data that the campaign's counsel has allowed, beside the built-in ones.
  var permittedUses: [PermittedUse]

  /// A use of a class of data that the law and the source's terms allow.
  struct PermittedUse: Sendable {
    /// The class of data.
    var provenance: String
    /// What it may be used for.
    var purposes: [String]
    /// By which law or terms.
    var cite: String
    /// The day on which someone checked.
    var checkedOn: Day
  }
}

extension CampaignDefinition {
  static func read(_ text: String, file: String) throws -> CampaignDefinition {
    let fields = try DefinitionNode.parse(text, file: file).fields([
      "committee", "cycle", "elections", "limits", "default_ask", "permitted_use",
    ])
    let committee = try fields.required("committee").fields(["name", "fec_id"])
    return CampaignDefinition(
      committeeName: try committee.required("name").text(),
      committee: try committee.required("fec_id").text(),
      cycleStart: try fields.required("cycle").fields(["starts_on"]).required("starts_on").day(),
      elections: try placed(fields, "elections") {
        try Elections(try fields["elections"]?.list().map(election) ?? [])
      },
      limits: try placed(fields, "limits") {
        try ContributionLimits(try fields["limits"]?.list().map(limit) ?? [])
      },
      defaultAsk: try fields["default_ask"]?.cents() ?? Cents.dollars(25),
      permittedUses: try fields["permitted_use"]?.list().map(permittedUse) ?? [])
  }

  /// Gives a failure of the campaign's rules the place of the definition's part that broke them.
  private static func placed<Part>(
    _ fields: DefinitionFields, _ key: String, _ make: () throws -> Part
  ) throws -> Part {
    do {
      return try make()
    } catch var failure as Failure {
      failure.place = failure.place ?? (fields[key] ?? fields.node).place
      throw failure
    }
  }

  private static func election(_ node: DefinitionNode) throws -> Election {
    let fields = try node.fields(["name", "day"])
    return Election(
      try fields.required("name").choice(Election.Name.self),
      on: try fields.required("day").day())
  }

  private static func limit(_ node: DefinitionNode) throws -> ContributionLimit {
    let fields = try node.fields(["dollars", "from", "through", "cite"])
    return ContributionLimit(
      .candidateCommittee, amount: try fields.required("dollars").cents(),
      from: try fields.required("from").day(), through: try fields["through"]?.day(),
      cite: try fields.required("cite").text())
  }

  private static func permittedUse(_ node: DefinitionNode) throws -> PermittedUse {
    let fields = try node.fields(["provenance", "purposes", "cite", "checked_on"])
    let provenance = try fields.required("provenance").provenance()
    let purposes = try fields.required("purposes").list().map { try $0.choice(Purpose.self) }
    let isContact = purposes.contains { $0 != .compliance && $0 != .research }
    if provenance.hasPrefix("fec_"), isContact {
      throw Failure(
        .refused, "FEC data may serve compliance and research alone", at: node.place,
        next: "Take the other purposes out: 52 USC 30111(a)(4), 11 CFR 104.15.")
    }
    let cite = try fields.required("cite").text()
    guard !cite.trimmed.isEmpty else { throw node.failure("lacks the law or the terms as `cite`") }
    return PermittedUse(
      provenance: provenance, purposes: purposes.map(\.rawValue), cite: cite,
      checkedOn: try fields.required("checked_on").day())
  }
}
