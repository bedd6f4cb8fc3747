import Campaign

/// The event that a list invites to: `event` of `lists/*.yml`.
struct EventDefinition: Sendable {
  /// What kind of evening it is, in the words of the files of past events.
  enum Format: String, CaseIterable, Sendable {
    case contest
    case smallDinner = "small dinner"
    case concert
    case houseParty = "house party"
    case rally
  }

  /// Where it is, for the way there.
  enum Location: Sendable {
    case coordinates(Degrees)
    /// A ZIP code or county that `places` of campaign.yml has.
    case word(String, place: String)
  }

  /// Somebody who gives the evening.
  struct Host: Sendable {
    /// As files and the page name them.
    var name: String
    /// The person: a number as files show it, `P` and digits, or a record of a file; nil of who is named alone.
    var record: String?
    /// Where it was written.
    var place: String
  }

  /// The contest that those are asked to who are offered no seat.
  struct Contest: Sendable {
    var name: String
    /// The most people asked.
    var size: Int
  }

  /// Rates between which the host is nearly sure that they lie.
  struct Expectation: Sendable {
    /// Of those invited, who accept.
    var accept: ClosedRange<Double>
    /// Of those who accept, who come.
    var come: ClosedRange<Double>
  }

  /// What a host takes where the room can't be both filled and never over full.
  enum Preference: Hashable, Sendable {
    /// A full room, and somebody may have to stand.
    case fill
    /// A seat for everyone, and some may stay empty.
    case neverOver
    /// So many invitations.
    case invitations(Int)
  }

  /// The most waves of an event.
  static let mostWaves = 20
  /// The most days before an event on which an answer is due.
  private static let longest = 365

  /// Its name in files of invitations.
  var name: String
  /// Who it is with.
  var star: String?
  var format: Format
  var day: Day
  /// Where it is, in words.
  var placeName: String?
  var location: Location?
  /// The longest way there, as the crow flies; nil for any.
  var withinMiles: Double?
  /// Those for who is invited: the hosts who are named by person have taken theirs.
  var seats: Int
  /// What seats cost; empty where they cost nothing.
  var tiers: TicketTiers
  /// Of each wave, how many days before the event its answers are due; falling.
  var answersDue: [Int]
  /// Whether who lives together is invited together.
  var invitesCouples: Bool
  /// Whether who hasn't answered is let in.
  var takesWalkIns: Bool
  /// Who gives the evening.
  var hosts: [Host]
  /// Tests of who is drawn by it: their rates are taken apart from the others'.
  var drawnBy: [Condition]
  /// The model whose scores are chances of accepting; nil for the rates of past events.
  var chances: String?
  /// What the host expects, in the place of past events.
  var expects: Expectation?
  /// What the host takes where not both goals can be had; nil where it must be said.
  var accept: Preference?
  var contest: Contest?

  /// The day on which answers to a wave are due.
  ///
  /// - Parameter wave: from 1.
  func answerBy(wave: Int) -> Day { day.adding(days: -answersDue[wave - 1]) }

  /// The seats that hosts take: one each of those who are named by person.
  var hostSeats: Int { hosts.count { $0.record != nil } }
}

extension EventDefinition {
  static func read(_ node: DefinitionNode, list: String, purpose: Purpose) throws -> EventDefinition
  {
    let fields = try node.fields([
      "name", "star", "format", "day", "place", "within_miles", "seats", "tiers", "answers_due",
      "couples", "walk_ins", "hosts", "drawn_by", "chances", "expects", "accept", "contest",
    ])
    let tiers = TicketTiers(try fields["tiers"]?.list().map(tier) ?? [])
    guard Set(tiers.tiers.map(\.price)).count == tiers.tiers.count else {
      throw (fields["tiers"] ?? node).failure("names a price twice", next: "Keep one.")
    }
    let hosts = try fields["hosts"]?.list().map(host) ?? []
    let room = try fields.required("seats").integer(in: 1...100_000)
    let seats = room - hosts.count { $0.record != nil }
    guard seats > 0 else {
      throw try fields.required("seats").failure(
        "leave none beside the hosts", next: "Say how many seats the room has, theirs among them.")
    }
    let priced = tiers.tiers.map { $0.seats ?? seats }.reduce(0, +)
    guard tiers.tiers.isEmpty || priced >= seats else {
      throw (fields["tiers"] ?? node).failure(
        "price \(priced) of \(seats) seats", next: "Say what the others cost.")
    }
    let (placeName, location) = try fields["place"].map(place) ?? (nil, nil)
    let within = try fields["within_miles"].map { node in
      let miles = try node.number()
      guard miles > 0, miles <= 12_500 else { throw node.failure("must be from 0 to 12,500 miles") }
      return miles
    }
    guard within == nil || location != nil else {
      throw (fields["within_miles"] ?? node).failure(
        "is measured from nowhere", next: "Say where under `place`: a zip, a county, or degrees.")
    }
    let contest = try fields["contest"].map(contest)
    try refuseOtherPurpose(purpose, tiers, contest, at: node)
    let name = try fields["name"]?.text() ?? list
    guard LayoutDefinition.isWord(name) else {
      throw (fields["name"] ?? node).failure("must be lower_case letters, digits and _")
    }
    return EventDefinition(
      name: name, star: try fields["star"]?.text(),
      format: try fields.required("format").choice(Format.self),
      day: try fields.required("day").day(), placeName: placeName, location: location,
      withinMiles: within, seats: seats,
      tiers: tiers, answersDue: try answersDue(fields["answers_due"]),
      invitesCouples: try fields["couples"]?.flag() ?? true,
      takesWalkIns: try fields["walk_ins"]?.flag() ?? true,
      hosts: hosts,
      drawnBy: try fields["drawn_by"].map(Condition.read) ?? [],
      chances: try fields["chances"]?.text(), expects: try fields["expects"].map(expects),
      accept: try fields["accept"].map(accept), contest: contest)
  }

  /// A seat's whole price is a contribution, so who is offered one is asked for money.
  private static func refuseOtherPurpose(
    _ purpose: Purpose, _ tiers: TicketTiers, _ contest: Contest?, at node: DefinitionNode
  ) throws {
    guard purpose == .solicit || purpose == .invite else {
      throw node.failure(
        "invites, and the list is to \(purpose.rawValue)",
        next: "Write `purpose: solicit` where seats cost money, else `purpose: invite`.")
    }
    guard purpose == .invite, tiers.lowest != nil || contest != nil else { return }
    throw Failure(
      .refused,
      tiers.lowest == nil
        ? "a contest asks for money, and the list is only to invite"
        : "seats that cost money are contributions, and the list is only to invite", at: node.place,
      next: "Write `purpose: solicit`, with a model of that purpose: 11 CFR 100.53.")
  }

  private static func host(_ node: DefinitionNode) throws -> Host {
    guard !node.isSingle else { return Host(name: try node.text(), record: nil, place: node.place) }
    let fields = try node.fields(["name", "record"])
    return Host(
      name: try fields.required("name").text(), record: try fields.required("record").text(),
      place: node.place)
  }

  private static func tier(_ node: DefinitionNode) throws -> TicketTier {
    let fields = try node.fields(["price", "seats"])
    let price = try fields.required("price").cents()
    guard price > .zero else {
      throw try fields.required("price").failure(
        "must be above zero", next: "Leave `tiers` out where seats cost nothing.")
    }
    return TicketTier(price: price, seats: try fields["seats"]?.integer(in: 1...100_000))
  }

  private static func place(_ node: DefinitionNode) throws -> (String?, Location?) {
    let fields = try node.fields(["name", "zip", "county", "latitude", "longitude"])
    let words = ["zip", "county"].compactMap { fields[$0] }
    let degrees = ["latitude", "longitude"].compactMap { fields[$0] }
    guard words.count <= 1, degrees.isEmpty || (words.isEmpty && degrees.count == 2) else {
      throw node.failure(
        "says where in two ways", next: "Keep `zip`, `county`, or `latitude` and `longitude`.")
    }
    var location: Location?
    if degrees.count == 2 {
      location = .coordinates(try Degrees.read(degrees[0], degrees[1]))
    } else if let word = words.first {
      location = .word(try word.text().uppercased(), place: word.place)
    }
    return (try fields["name"]?.text(), location)
  }

  private static func answersDue(_ node: DefinitionNode?) throws -> [Int] {
    guard let node else { return [7] }
    let days = try node.list().map { try $0.integer(in: 0...longest) }
    guard !days.isEmpty, days.count <= mostWaves,
      zip(days, days.dropFirst()).allSatisfy({ $0 > $1 })
    else {
      throw node.failure(
        "must be falling days before the event, one a wave, such as [21, 10, 4]")
    }
    return days
  }

  private static func expects(_ node: DefinitionNode) throws -> Expectation {
    let fields = try node.fields(["accept", "come"])
    func rate(_ key: String) throws -> ClosedRange<Double> {
      let node = try fields.required(key)
      let ends = try node.list().map { try $0.number() }
      guard ends.count == 2, 0 < ends[0], ends[0] < ends[1], ends[1] < 1 else {
        throw node.failure(
          "must be two rates between which the host is nearly sure that it lies, such as [20%, 40%]"
        )
      }
      return ends[0]...ends[1]
    }
    return Expectation(accept: try rate("accept"), come: try rate("come"))
  }

  private static func accept(_ node: DefinitionNode) throws -> Preference {
    switch try node.text() {
    case "fill": return .fill
    case "never_over": return .neverOver
    case let word:
      guard let count = Int(word), count > 0 else {
        throw node.failure("must be `fill`, `never_over` or a number of invitations")
      }
      return .invitations(count)
    }
  }

  private static func contest(_ node: DefinitionNode) throws -> Contest {
    if node.isSingle { return Contest(name: try node.text(), size: 10_000) }
    let fields = try node.fields(["name", "size"])
    return Contest(
      name: try fields.required("name").text(),
      size: try fields["size"]?.integer(in: 1...10_000_000) ?? 10_000)
  }
}
