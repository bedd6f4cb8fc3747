import Campaign

extension ListDefinition {
  /// What people are put into groups by: `county`, or `region`, which `regions` of campaign.yml
  /// makes of a column's words.
  enum Grouping: Sendable {
    case column(String, place: String)
    case region(place: String)

    static func read(_ node: DefinitionNode) throws -> Grouping {
      let word = try node.text()
      return word == "region" ? .region(place: node.place) : .column(word, place: node.place)
    }
  }

  /// Seats by group.
  struct Quotas: Sendable {
    var by: Grouping
    var seats: ListQuota

    /// One mapping, or a list of them.
    static func read(_ node: DefinitionNode?, size: Int, _ turfs: Turfs) throws -> [Quotas] {
      guard let node else { return [] }
      let quotas = try node.list().map { try read(each: $0, size: size, turfs) }
      guard quotas.map(\.seats.keptSeats).reduce(0, +) <= size else {
        throw node.failure(
          "keeps more seats than the list has", next: "Lower `at_least`, or raise the list's size.")
      }
      return quotas
    }

    private static func read(
      each node: DefinitionNode, size: Int, _ turfs: Turfs
    ) throws -> Quotas {
      let fields = try node.fields(["by", "at_most", "groups"])
      var groups: [String: ListQuota.Seats] = [:]
      for (name, group) in try fields["groups"]?.entries() ?? [] {
        let seats = try group.fields(["at_least", "at_most"])
        let least = try seats["at_least"].map { try Self.count($0, of: size) } ?? 0
        let most = try seats["at_most"].map { try Self.count($0, of: size) }
        guard least <= most ?? .max else { throw group.failure("keeps more seats than it allows") }
        groups[name] = ListQuota.Seats(atLeast: least, atMost: most)
      }
      let by = try fields.required("by")
      return Quotas(
        by: try by.text() == "turf" ? turfs.grouping(at: by) : Grouping.read(by),
        seats: ListQuota(
          groups: groups, atMost: try fields["at_most"].map { try Self.count($0, of: size) }))
    }

    /// A number of seats, or a share of all, `20%`, rounded down.
    private static func count(_ node: DefinitionNode, of size: Int) throws -> Int {
      guard try node.text().hasSuffix("%") else { return try node.integer(in: 0...10_000_000) }
      let share = try node.number()
      guard (0...1).contains(share) else { throw node.failure("must be from 0% to 100%") }
      return Int((share * Double(size)).rounded(.down))
    }
  }

  /// How a list is divided among files.
  enum Turfs: Sendable {
    /// One file.
    case undivided
    /// One for each caller, named by login or by number; each gets people of the same worth.
    case callers([String], areLogins: Bool)
    /// One for each group, in parts of at most so many people.
    case groups(Grouping, largest: Int)

    /// What turfs are made by, for a quota of theirs.
    fileprivate func grouping(at node: DefinitionNode) throws -> Grouping {
      guard case .groups(let grouping, _) = self else {
        throw node.failure(
          "is `turf`, and the list's turfs aren't made by a feature or by region",
          next: "Write `turfs: {by: …}`; callers have as many people each without a quota.")
      }
      return grouping
    }

    /// Whether turfs bear the logins of those who call.
    var areLogins: Bool {
      if case .callers(_, areLogins: true) = self { return true }
      return false
    }

    static func read(_ node: DefinitionNode?, _ capacity: Sessions?) throws -> Turfs {
      guard let node else {
        guard let capacity else { return .undivided }
        return .callers(
          capacity.callers ?? Self.numbered(capacity.room.callers),
          areLogins: capacity.callers != nil)
      }
      if node.isSingle {
        guard capacity == nil else {
          throw node.failure(
            "and `capacity` both say into how many parts the list is cut",
            next: "Keep one, or write `turfs: {by: …}`.")
        }
        return .callers(
          Self.numbered(try node.integer(in: 1...10_000)), areLogins: false)
      }
      let fields = try node.fields(["by", "largest"])
      if capacity?.callers != nil {
        throw node.failure(
          "divides people by group, so that the callers named in `capacity` have no turf",
          next: "Write the number of callers in their names' place.")
      }
      return .groups(
        try Grouping.read(try fields.required("by")),
        largest: try fields["largest"]?.integer(in: 1...10_000_000) ?? .max)
    }

    private static func numbered(_ count: Int) -> [String] {
      let digits = String(count).count
      return (1...count).map {
        let number = String($0)
        return "caller_" + String(repeating: "0", count: digits - number.count) + number
      }
    }
  }

  /// Who calls and when: `capacity: {callers: 6, hours: 2, dials_per_hour: 25, days: [2026-10-01]}`.
  struct Sessions: Sendable {
    var room: ListCapacity
    /// The callers' logins, where they are named.
    var callers: [String]?

    static func read(_ list: DefinitionFields, _ channel: Channel) throws -> Sessions? {
      guard let node = list["capacity"] else { return nil }
      guard channel == .call else {
        throw node.failure("counts calls, and this list is no call list")
      }
      if let size = list["size"] {
        throw size.failure("and `capacity` both say how many are listed", next: "Keep one.")
      }
      let fields = try node.fields(["callers", "hours", "dials_per_hour", "days", "from"])
      let callers = try fields.required("callers")
      let names = callers.isSingle ? nil : try logins(callers)
      let hours = try fields.required("hours")
      let minutes = Int((try hours.number() * 60).rounded())
      guard (1...1_440).contains(minutes) else {
        throw hours.failure("must be from a minute to 24 hours")
      }
      let days = try fields.required("days").list().map { try $0.day() }.sorted()
      guard Set(days).count == days.count else { throw node.failure("names a day twice") }
      let room = ListCapacity(
        callers: try names?.count ?? callers.integer(in: 1...10_000), minutes: minutes,
        dialsPerHour: try fields.required("dials_per_hour").integer(in: 1...10_000), days: days,
        from: try fields["from"]?.clockTime())
      guard (1...10_000_000).contains(room.calls) else {
        throw node.failure("leaves room for \(room.calls) calls: 1 to 10,000,000 make a list")
      }
      return Sessions(room: room, callers: names)
    }

    private static func logins(_ node: DefinitionNode) throws -> [String] {
      let names = try node.texts()
      for name in names where !LayoutDefinition.isWord(name) {
        throw node.failure("names a login that is not lower_case letters, digits and _")
      }
      guard !names.isEmpty, Set(names).count == names.count else {
        throw node.failure("must name each caller once")
      }
      return names
    }
  }
}

extension DefinitionNode {
  /// The value as a whole number within bounds.
  func integer(in bounds: ClosedRange<Int>) throws -> Int {
    let value = try integer()
    guard bounds.contains(value) else {
      throw failure("must be from \(bounds.lowerBound) to \(bounds.upperBound)")
    }
    return value
  }

  /// The value as a time of day.
  func clockTime() throws -> ClockTime {
    guard let time = ClockTime(try text()) else { throw failure("must be a time as \"HH:MM\"") }
    return time
  }
}
