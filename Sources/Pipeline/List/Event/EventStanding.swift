import Campaign
import Modeling
import Postgres

/// An event as a cut finds it: which wave is next, who was invited, how far everyone lives.
struct EventStanding {
  let event: EventDefinition
  let book: InvitationBook
  /// The households of hosts who are named by person.
  let hosts: [Int64]
  /// The wave that the cut invites, from 1.
  let wave: Int
  /// The cut of the same wave that it takes the place of: nothing of that went out.
  let replaced: Int64?
  /// The miles from the event of each word for a place that campaign.yml knows; nil where the way doesn't matter.
  let miles: [(word: String, miles: Double)]?

  /// The day on which the wave's answers are due.
  var answerBy: Day { event.answerBy(wave: wave) }
  /// Whether no wave follows.
  var isLastWave: Bool { wave == event.answersDue.count }

  /// How likely the wave may make it that somebody has no seat.
  var risk: Double {
    let before = book.waves.last { $0.cut != replaced }?.number ?? 0
    return SeatPlan.Goals().risk(ofWave: wave, after: before, of: event.answersDue.count)
  }
  /// The same of each wave that may follow.
  var laterRisks: [Double] {
    (wave..<event.answersDue.count).map {
      SeatPlan.Goals().risk(ofWave: $0 + 1, after: $0, of: event.answersDue.count)
    }
  }

  /// The event of a list that is cut on a day.
  ///
  /// - Parameter early: whether a wave is cut although answers to the one before are still due.
  /// - Throws: `Failure` of kind badInput where no wave can follow, or not yet.
  static func next(
    _ event: EventDefinition, _ list: ListDefinition, _ campaign: CampaignDefinition, day: Day,
    early: Bool, _ connection: inout Connection
  ) throws -> EventStanding {
    let book = try InvitationBook.read(event, list: list.name, &connection)
    guard day <= event.day else {
      throw Failure(
        .badInput, "the event was on \(event.day), before the scores' day, \(day)", at: list.file,
        next: "Write the next event's `day` and `name`.")
    }
    var (wave, replaced) = (1, Int64?.none)
    if let last = book.waves.last {
      if last.asOf == day, !book.hasAnswers(last) {
        (wave, replaced) = (last.number, last.cut)
      } else {
        guard early || !book.isOpen(last, on: day) else {
          throw Failure(
            .badInput,
            "wave \(last.number) is out until \(last.answerBy), and \(book.unanswered(last)) of it "
              + "haven't answered", at: list.file,
            next:
              "Import the sheet and score as of a later day; or `--early` cuts the next wave now.")
        }
        wave = last.number + 1
      }
    }
    // Days of a wave that passed before it was cut.
    while wave <= event.answersDue.count, event.answerBy(wave: wave) < day { wave += 1 }
    guard wave <= event.answersDue.count else {
      throw Failure(
        .badInput, "no wave is left before the event: `answers_due` has \(event.answersDue.count)",
        at: list.file, next: "Add a number of days before the event there.")
    }
    return EventStanding(
      event: event, book: book, hosts: try hosts(event, &connection), wave: wave,
      replaced: replaced,
      miles: try miles(event, campaign, list))
  }

  /// The event of a list whose latest wave is gone through once more.
  static func latest(
    _ event: EventDefinition, _ list: ListDefinition, _ campaign: CampaignDefinition,
    _ connection: inout Connection
  ) throws -> EventStanding {
    let book = try InvitationBook.read(event, list: list.name, &connection)
    return EventStanding(
      event: event, book: book, hosts: try hosts(event, &connection),
      wave: book.waves.last?.number ?? 1,
      replaced: book.waves.last?.cut, miles: try miles(event, campaign, list))
  }

  /// The households of an event's hosts.
  ///
  /// - Throws: `Failure` of kind badInput where a host's record is nobody's, or several people's.
  private static func hosts(
    _ event: EventDefinition, _ connection: inout Connection
  ) throws -> [Int64] {
    var households: Set<Int64> = []
    for host in event.hosts {
      guard let record = host.record else { continue }
      do {
        let person = try Why.person(record, &connection)
        let found = try connection.rows(
          SQLFiles.statement("list/household_of"), [.integer(person)]
        ) { try $0.integer(0) }
        guard let household = found.first else {
          throw Failure(
            .badInput, "nobody known has that number",
            next: "Name a person by the person_id of a list, P and digits, or by a file's record.")
        }
        households.insert(household)
      } catch let failure as Failure {
        throw Failure(
          failure.kind, "a host: \(failure.what)", at: host.place, next: failure.nextStep)
      }
    }
    return households.sorted()
  }

  private static func miles(
    _ event: EventDefinition, _ campaign: CampaignDefinition, _ list: ListDefinition
  ) throws -> [(word: String, miles: Double)]? {
    guard event.withinMiles != nil, let location = event.location else { return nil }
    guard !campaign.places.isEmpty else {
      throw Failure(
        .badInput, "campaign.yml says nowhere where people live", at: list.file,
        next:
          "Add `places: {WAKE: [35.79, -78.65], \"276\": [35.8, -78.6]}` there, by county or ZIP.")
    }
    let centre: Degrees
    switch location {
    case .coordinates(let coordinates): centre = coordinates
    case .word(let word, let place):
      guard let known = campaign.place(word) else {
        throw Failure(
          .badInput, "`places` of campaign.yml doesn't have where the event is", at: place,
          next: "Add it there, or write latitude and longitude.")
      }
      centre = known
    }
    return campaign.places.sorted { $0.key < $1.key }.map {
      ($0.key, centre.coordinates.miles(to: $0.value.coordinates))
    }
  }

  /// The tables that a statement of standings joins for the event, and the first reason that it has against a
  /// row's person; null for none.
  ///
  /// - Parameter cut: whose own people count as not invited: the cut that is gone through again.
  func bars(binding values: inout [Value]) -> (joins: String, bar: String) {
    values += [
      .integers(book.declined.sorted()), .integers(book.people(besides: replaced).sorted()),
      .integers(book.households(besides: replaced).sorted()), .integers(hosts),
    ]
    let first = values.count - 3
    var joins = ""
    var far = ""
    if let miles, let most = event.withinMiles {
      values += [.texts(miles.map(\.word)), .doubles(miles.map(\.miles)), .double(most)]
      let places = "unnest($\(values.count - 2)::text[], $\(values.count - 1)::float8[])"
      joins = """
        left join \(places) as zip_place (word, miles) on zip_place.word = person.zip5
        left join \(places) as area_place (word, miles) on area_place.word = left(person.zip5, 3)
        left join \(places) as county_place (word, miles)
          on county_place.word = upper(feature.county)
        """
      let way = "coalesce(zip_place.miles, area_place.miles, county_place.miles)"
      far = """
        when \(way) is null then 'placeUnknown'
        when \(way) > $\(values.count) then 'tooFar'
        """
    }
    return (
      joins,
      """
      case
        when person.household_id = any ($\(first + 3)) then 'givesTheEvening'
        when person.person_id = any ($\(first)) then 'saidNo'
        when person.person_id = any ($\(first + 1)) then 'alreadyInvited'
        when person.household_id = any ($\(first + 2)) then 'householdInvited'
        when giving.has_no_room then 'noRoomForTier'
        \(far)
      end
      """
    )
  }
}
