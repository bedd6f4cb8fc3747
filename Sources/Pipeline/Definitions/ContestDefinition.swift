import Campaign

/// A contest whose winners are drawn, as the campaign wrote it: `contests/*.yml`.
struct ContestDefinition: Sendable {
  /// What is given away.
  struct Prize: Sendable {
    /// In words.
    var what: String
    /// What one winner's prize is worth at retail, guests with it.
    var value: Cents
    /// How many win.
    var winners: Int
    /// How many guests a winner brings.
    var guests: Int

    /// What all prizes are worth together.
    var total: Cents { Cents(value.count * Int64(winners)) }
  }

  /// The value of the draw that nobody controls.
  struct Beacon: Sendable {
    /// In words, so that anyone can look it up.
    var what: String
    /// The day on which it comes out.
    var on: Day
  }

  /// How one enters without a contribution.
  struct FreeEntry: Sendable {
    enum Way: String, CaseIterable, Sendable { case web, email, mail }

    var way: Way
    /// The page or address, which stands in the rules too.
    var at: String
  }

  var name: String
  var title: String
  /// Whom winners meet; nil where the prize is no meeting.
  var star: String?
  var eventOn: Day?
  /// The file of the rules, beside the definition.
  var rules: String
  var opens: StatedTime
  var closes: StatedTime
  /// The clock of opening and closing, and of entries that state no offset.
  var zone: TimeZoneUS
  var prize: Prize
  /// How many beyond the winners the published draw names.
  var alternates: Int
  /// States whose people may enter, in two letters.
  var states: [String]
  var freeEntry: FreeEntry
  /// The file of people who may not enter, beside the definition.
  var excluded: String?
  var registrations: [SweepstakesLaw.Registration]
  var sponsor: String
  var beacon: Beacon
  /// The definition's own text, kept with the contest.
  var text: String
  /// The definition's file, for messages.
  var file: String

  /// The first second that counts, since 1970 UTC.
  var opensAt: Int64 { opens.secondsSince1970(on: zone) }
  /// The last second that counts.
  var closesAt: Int64 { closes.secondsSince1970(on: zone) }
  /// The first day, on the contest's clock.
  var opensOn: Day { zone.day(at: opensAt) }
  /// The last day, on the contest's clock.
  var closesOn: Day { zone.day(at: closesAt) }

  static func read(_ text: String, file: String) throws -> ContestDefinition {
    let fields = try DefinitionNode.parse(text, file: file).fields([
      "contest", "title", "star", "event_on", "rules", "opens", "closes", "zone", "prize",
      "alternates", "states", "free_entry", "excluded", "registrations", "sponsor", "beacon",
    ])
    let name = try fields.required("contest").text()
    guard LayoutDefinition.isWord(name) else {
      throw fields.node.failure("a contest's name must be lower_case letters, digits and _")
    }
    let definition = ContestDefinition(
      name: name, title: try fields.required("title").text(), star: try fields["star"]?.text(),
      eventOn: try fields["event_on"]?.day(), rules: try besides(fields.required("rules")),
      opens: try time(fields.required("opens")), closes: try time(fields.required("closes")),
      zone: try fields.required("zone").choice(TimeZoneUS.self),
      prize: try prize(fields.required("prize")),
      alternates: try fields["alternates"]?.integer(in: 0...10_000) ?? 10,
      states: try states(fields.required("states")),
      freeEntry: try freeEntry(fields.required("free_entry")),
      excluded: try fields["excluded"].map(besides),
      registrations: try fields["registrations"]?.list().map(registration) ?? [],
      sponsor: try fields.required("sponsor").text(),
      beacon: try beacon(fields.required("beacon")), text: text, file: file)
    try definition.checkOrder(fields)
    return definition
  }

  /// Opening, closing, beacon and event come in this order.
  private func checkOrder(_ fields: DefinitionFields) throws {
    guard opensAt < closesAt else {
      throw try fields.required("closes").failure("comes before the opening")
    }
    guard closesOn < beacon.on else {
      throw try fields.required("beacon").failure(
        "comes out on \(beacon.on), no day after the closing",
        next: "Name a value of a later day: nobody may know it while entries come in.")
    }
    if let eventOn, eventOn <= beacon.on {
      throw (fields["event_on"] ?? fields.node).failure("comes before the draw can be held")
    }
  }

  private static func time(_ node: DefinitionNode) throws -> StatedTime {
    guard let time = StatedTime(try node.text()) else {
      throw node.failure("must be a day and a time as YYYY-MM-DD HH:MM:SS")
    }
    return time
  }

  /// The name of a file that stands in the definition's own folder.
  private static func besides(_ node: DefinitionNode) throws -> String {
    let name = try node.text()
    guard !name.isEmpty, !name.contains("/"), name != ".." else {
      throw node.failure("must name a file beside the definition")
    }
    return name
  }

  private static func prize(_ node: DefinitionNode) throws -> Prize {
    let fields = try node.fields(["what", "value", "winners", "guests"])
    let value = try fields.required("value")
    let cents = try value.cents()
    guard (1...1_000_000_000).contains(cents.count) else {
      throw value.failure("must be dollars above zero, up to ten million")
    }
    return Prize(
      what: try fields.required("what").text(), value: cents,
      winners: try fields.required("winners").integer(in: 1...1_000),
      guests: try fields["guests"]?.integer(in: 0...100) ?? 0)
  }

  private static func states(_ node: DefinitionNode) throws -> [String] {
    if node.isSingle {
      guard try node.text() == "all" else {
        throw node.failure("must be `all`, `{except: […]}` or `{only: […]}`")
      }
      return TimeZoneUS.stateCodes
    }
    let fields = try node.fields(["except", "only"])
    func codes(_ node: DefinitionNode) throws -> [String] {
      try node.list().map { part in
        let code = try part.text()
        guard TimeZoneUS.stateCodes.contains(code) else {
          throw part.failure(
            "names `\(code)`, which is no state",
            next: "Two capital letters, in quotes where YAML would read a word: \"NO\".")
        }
        return code
      }
    }
    switch (try fields["except"].map(codes), try fields["only"].map(codes)) {
    case (let except?, nil): return TimeZoneUS.stateCodes.filter { !except.contains($0) }
    case (nil, let only?) where !only.isEmpty: return Array(Set(only)).sorted()
    default: throw node.failure("must be `all`, `{except: […]}` or `{only: […]}`")
    }
  }

  private static func freeEntry(_ node: DefinitionNode) throws -> FreeEntry {
    let fields = try node.fields(["way", "at"])
    return FreeEntry(
      way: try fields.required("way").choice(FreeEntry.Way.self),
      at: try fields.required("at").text())
  }

  private static func registration(
    _ node: DefinitionNode
  ) throws -> SweepstakesLaw.Registration {
    let fields = try node.fields(["state", "number", "filed_on"])
    let state = try fields.required("state")
    let code = try state.text()
    let known = SweepstakesLaw.all.map(\.state)
    guard known.contains(code) else {
      throw state.failure(
        "is `\(code)`, where this program knows no such law",
        next: DefinitionNode.advice(code, among: known))
    }
    return SweepstakesLaw.Registration(
      state: code, number: try fields.required("number").text(),
      filedOn: try fields.required("filed_on").day())
  }

  private static func beacon(_ node: DefinitionNode) throws -> Beacon {
    let fields = try node.fields(["what", "on"])
    return Beacon(
      what: try fields.required("what").text(), on: try fields.required("on").day())
  }
}
