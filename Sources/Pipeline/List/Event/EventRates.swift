import Campaign
import Modeling
import Postgres

/// How often people accept invitations and come, from the campaign's own past events.
struct EventRates {
  /// What they were learned from.
  struct Evidence {
    var events = 0
    var invitations = 0
    /// Of these, those of the same format.
    var eventsOfFormat = 0
    var invitationsOfFormat = 0
  }

  private(set) var rates: SeatForecast.Rates
  let evidence: Evidence
  /// Of those who accept, the part that says so: the others come without a word.
  let shown: Double
  /// Of those invited, the part that says nothing in time.
  let silent: Double
  /// Whether the rates are what the host expects, and no past event's.
  let areExpected: Bool
  /// What people's own answers say; nil where the rates are what the host expects.
  var own: OwnAnswers?

  /// Reads the rates of a list's event.
  ///
  /// Groups are formats, and within them those who are drawn by the event and the others.
  ///
  /// - Throws: `Failure` of kind badInput where nobody was ever invited and the host expects nothing.
  static func read(
    _ query: ListQuery, _ event: EventDefinition, _ connection: inout Connection
  ) throws -> EventRates {
    let past = try PastInvitations.read(query, event, &connection)
    let ofFormat = past.rows.filter { $0.format == event.format.rawValue }
    let evidence = Evidence(
      events: Set(past.rows.map(\.event)).count,
      invitations: past.rows.map(\.invited).reduce(0, +),
      eventsOfFormat: Set(ofFormat.map(\.event)).count,
      invitationsOfFormat: ofFormat.map(\.invited).reduce(0, +))
    let groups: [Bool?] = event.drawnBy.isEmpty ? [nil] : [false, true]
    if var expected = event.expects?.rates(groups: groups.count) {
      if !event.takesWalkIns { expected.comingUnannounced = SharedRate(certain: 0) }
      return EventRates(rates: expected, evidence: evidence, shown: 1, silent: 0, areExpected: true)
    }
    guard evidence.invitations > 0 else {
      throw Failure(
        .badInput, "no past event says how many accept and come", at: query.list.file,
        next: "Import invitations (layout `event_attendance`), or write what the host expects: "
          + "`expects: {accept: [20%, 40%], come: [70%, 90%]}` under `event`.")
    }
    let silent =
      Double(past.rows.map(\.silent).reduce(0, +)) / Double(evidence.invitations)
    let comingAfterYes = past.next(event.format, isDrawn: nil, \.yes, \.yesAndCame)
    let own = try OwnAnswers.read(query, event, &connection)
    guard event.takesWalkIns else {
      return EventRates(
        rates: SeatForecast.Rates(
          accepting: groups.map { past.next(event.format, isDrawn: $0, \.invited, \.yes) },
          coming: comingAfterYes, comingAfterYes: comingAfterYes,
          comingUnannounced: SharedRate(certain: 0)),
        evidence: evidence, shown: 1, silent: silent, areExpected: false, own: own)
    }
    let accepted = past.rows.map(\.accepted).reduce(0, +)
    let yes = past.rows.map(\.yes).reduce(0, +)
    return EventRates(
      rates: SeatForecast.Rates(
        accepting: groups.map { past.next(event.format, isDrawn: $0, \.invited, \.accepted) },
        coming: past.next(event.format, isDrawn: nil, \.accepted, \.came),
        comingAfterYes: comingAfterYes,
        comingUnannounced: past.next(event.format, isDrawn: nil, \.silent, \.silentAndCame)),
      evidence: evidence, shown: yes > 0 ? Double(yes) / Double(accepted) : 1,
      silent: silent, areExpected: false, own: own)
  }

  /// The rates once the answers to earlier waves have told what evening it is.
  func given(_ book: InvitationBook, besides cut: Int64?, on day: Day) -> EventRates {
    var rates = self
    let parts: [Bool?] = self.rates.accepting.count == 1 ? [nil] : [false, true]
    for (group, isDrawn) in parts.enumerated() {
      rates.rates.accepting[group] = self.rates.accepting[group].given(
        book.answered(before: day, besides: cut, isDrawn: isDrawn), usual: self.rates.usual[group],
        shown: shown)
    }
    return rates
  }
}

/// What came of invitations to earlier events.
struct PastInvitations {
  /// An event, and those of its people who are drawn by the next one, or the others.
  struct Row {
    let format: String
    let event: String
    let isDrawn: Bool
    let invited: Int
    /// Said yes, or came without a word.
    let accepted: Int
    let came: Int
    let yes: Int
    let yesAndCame: Int
    let silent: Int
    let silentAndCame: Int
  }

  let rows: [Row]

  static func read(
    _ query: ListQuery, _ event: EventDefinition, _ connection: inout Connection
  ) throws -> PastInvitations {
    var values: [Value] = []
    let statement = try SQLFiles.statement("list/past_invitations").replacing([
      "drawn_by": .expression(try query.isDrawn(by: event, binding: &values)),
      "relation": .expression(query.set.relation),
      "as_of": .day(daysSince1970: query.day.daysSince1970),
    ])
    return PastInvitations(
      rows: try connection.rows(statement, values) { row in
        Row(
          format: try row.text(0), event: try row.text(1), isDrawn: try row.bool(2),
          invited: Int(try row.integer(3)), accepted: Int(try row.integer(4)),
          came: Int(try row.integer(5)), yes: Int(try row.integer(6)),
          yesAndCame: Int(try row.integer(7)), silent: Int(try row.integer(8)),
          silentAndCame: Int(try row.integer(9)))
      })
  }

  /// A rate of the next event of a format.
  ///
  /// - Parameter isDrawn: whose rate; nil takes people alike, drawn or not.
  func next(
    _ format: EventDefinition.Format, isDrawn: Bool?, _ people: KeyPath<Row, Int>,
    _ positives: KeyPath<Row, Int>
  ) -> SharedRate {
    let formats = Set(rows.map(\.format)).union([format.rawValue]).sorted()
    let parts: [Bool?] = isDrawn == nil ? [nil] : [false, true]
    var groups: [[RateHistory.Tally]] = []
    for name in formats {
      for part in parts {
        let ofGroup = rows.filter { $0.format == name && (part == nil || $0.isDrawn == part) }
        groups.append(Self.tallies(ofGroup, people, positives))
      }
    }
    let own = formats.firstIndex(of: format.rawValue) ?? 0
    return RateHistory(groups: groups).next(of: own * parts.count + (isDrawn == true ? 1 : 0))
  }

  /// An event's tally, whether its people stand in one row or in two.
  private static func tallies(
    _ rows: [Row], _ people: KeyPath<Row, Int>, _ positives: KeyPath<Row, Int>
  ) -> [RateHistory.Tally] {
    var events: [String: RateHistory.Tally] = [:]
    for row in rows {
      let so = events[row.event] ?? RateHistory.Tally(people: 0, positives: 0)
      events[row.event] = RateHistory.Tally(
        people: so.people + row[keyPath: people], positives: so.positives + row[keyPath: positives])
    }
    return events.sorted { $0.key < $1.key }.map(\.value)
  }
}
