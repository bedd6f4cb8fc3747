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
  /// When people may be called, told on the campaign's own clock.
  var callingHours: CallingHours
  /// Days before the next contact, by what came before it; empty where the campaign sets none.
  var coolOff: [Touch: Int]
  /// Where counties and ZIP codes (three digits or five) are; empty where the campaign says it of none.
  var places: [String: Degrees]
  /// How a column's words make regions; nil where the campaign names none.
  var regions: Regions?
  /// People of the campaign's own, one of whom stands in each file of a list.
  var canaries: [Canary]
  /// Who passes earmarked gifts on, by the source of their files.
  var conduits: [String: ScheduleA.Conduit]
  /// Uses of data that the campaign's counsel has allowed, beside the built-in ones.
  var permittedUses: [PermittedUse]

  /// What reached a person, or tried to: the kinds of `list.touch`.
  enum Touch: String, CaseIterable, Sendable {
    case refused
    /// Nobody came to the phone or the door.
    case attempt
    case call
    case text
    case canvass
    case mail
    case email
    /// On another list's latest cut, called yet or not.
    case listed
  }

  /// Regions made of a column's words, such as counties.
  struct Regions: Sendable {
    /// The column.
    var by: String
    /// Where it was written.
    var place: String
    /// Each region's words, in the file's order.
    var words: [(region: String, words: [String])]

    static func read(_ node: DefinitionNode) throws -> Regions {
      let fields = try node.fields(["by", "of"])
      let of = try fields.required("of").entries().map { ($0.key, try $0.value.texts()) }
      let words = of.flatMap(\.1)
      guard Set(words).count == words.count else {
        throw node.failure("puts one word into two regions", next: "Keep it in one.")
      }
      let by = try fields.required("by")
      return Regions(by: try by.text(), place: by.place, words: of.map { (region: $0, words: $1) })
    }
  }

  /// A made-up person whose number the campaign answers.
  struct Canary: Sendable {
    var name: String
    var phone: PhoneNumber
    var city: String
    var state: String
    /// Where a letter reaches the campaign; nil where none does.
    var street: String?
    var zip5: String?

    static func read(_ node: DefinitionNode) throws -> Canary {
      let fields = try node.fields(["name", "phone", "city", "state", "street", "zip"])
      let phone = try fields.required("phone")
      guard let number = PhoneNumber(try phone.text()) else {
        throw phone.failure("is no phone number")
      }
      return Canary(
        name: try fields.required("name").text(), phone: number,
        city: try fields.required("city").text(), state: try fields.required("state").text(),
        street: try fields["street"]?.text(), zip5: try fields["zip"]?.text())
    }
  }

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
      "committee", "cycle", "elections", "limits", "default_ask", "permitted_use", "time_zone",
      "calling_hours", "cool_off", "regions", "canaries", "conduits",
      "places",
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
      callingHours: try callingHours(fields), coolOff: try coolOff(fields["cool_off"]),
      places: try places(fields["places"]), regions: try fields["regions"].map(Regions.read),
      canaries: try fields["canaries"]?.list().map(Canary.read) ?? [],
      conduits: try conduits(fields["conduits"]),
      permittedUses: try fields["permitted_use"]?.list().map(permittedUse) ?? [])
  }

  private static func callingHours(_ fields: DefinitionFields) throws -> CallingHours {
    let hours = try fields["calling_hours"]?.fields(["from", "until"])
    guard
      let kept = CallingHours(
        from: try hours?["from"]?.clockTime(), until: try hours?["until"]?.clockTime(),
        clock: try fields["time_zone"]?.choice(TimeZoneUS.self) ?? .eastern)
    else {
      throw (fields["calling_hours"] ?? fields.node).failure(
        "must lie within 08:00 to 21:00", next: "47 CFR 64.1200(c)(1); narrower hours may be kept.")
    }
    return kept
  }

  private static func coolOff(_ node: DefinitionNode?) throws -> [Touch: Int] {
    guard let node else { return [:] }
    var days: [Touch: Int] = [:]
    for (kind, value) in try node.fields(Touch.allCases.map(\.rawValue)).values {
      guard let touch = Touch(rawValue: kind) else { continue }
      days[touch] = try value.integer(in: 0...3_650)
    }
    return days.filter { $0.value > 0 }
  }

  private static func places(_ node: DefinitionNode?) throws -> [String: Degrees] {
    var places: [String: Degrees] = [:]
    for (word, value) in try node?.entries() ?? [] {
      let degrees = value.list()
      guard degrees.count == 2 else {
        throw value.failure("must be latitude and longitude, such as [35.79, -78.65]")
      }
      let place = try Degrees.read(degrees[0], degrees[1])
      guard places.updateValue(place, forKey: word.uppercased()) == nil else {
        throw value.failure("stands twice", next: "Keep one.")
      }
    }
    return places
  }

  /// Where a county or ZIP code is; of five digits unknown, by the first three.
  func place(_ word: String) -> Degrees? {
    places[word] ?? (word.utf8.count == 5 ? places[String(word.prefix(3))] : nil)
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

  private static func conduits(_ node: DefinitionNode?) throws -> [String: ScheduleA.Conduit] {
    var conduits: [String: ScheduleA.Conduit] = [:]
    for entry in node?.list() ?? [] {
      let fields = try entry.fields(["source", "name", "fec_id", "street", "city", "state", "zip"])
      func text(_ key: String) throws -> String { try fields.required(key).text() }
      let conduit = ScheduleA.Conduit(
        name: try text("name"), committee: try text("fec_id"), street: try text("street"),
        city: try text("city"), state: try text("state"), zip: try text("zip"))
      guard conduits.updateValue(conduit, forKey: try text("source")) == nil else {
        throw entry.failure("names a source that is a conduit already", next: "Keep one of them.")
      }
    }
    return conduits
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
