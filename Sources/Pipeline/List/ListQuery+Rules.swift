import Campaign
import Postgres

extension ListQuery {
  /// The share of households held out, drawn alike by all lists of a campaign: whom one leaves alone no
  /// other with a share as large calls.
  static func holdoutSeed(_ campaign: CampaignDefinition) -> String {
    "holdout \(campaign.committee)"
  }

  /// What placing people takes; before `more`, its value is the people.
  func candidates() throws -> (statement: Statement, more: [Value]) {
    var values: [Value] = [.null]
    let hash = SampleHash(seed: Self.holdoutSeed(campaign))
    let groups = try list.quotas.map { try group(by: $0.by, binding: &values).text }
    let grouped = SQLExpression(
      unsafe: groups.isEmpty
        ? "" : "join \(featureRows) as feature on feature.person_id = candidate.person_id")
    let statement = try SQLFiles.statement("list/candidates").replacing([
      "suppressed_phones": .expression(try barredPhones(binding: &values)),
      "is_reachable": .expression(isReachable),
      "holdout_buckets": .integer(
        Int64((list.holdout * Double(SampleHash.bucketCount)).rounded())),
      "factor": .integer(hash.factor), "summand": .integer(hash.summand),
      "groups": .expression(
        SQLExpression(unsafe: "array[\(groups.joined(separator: ", "))]::text[]")),
      "grouped": .expression(grouped),
    ])
    return (statement, Array(values.dropFirst()))
  }

  /// The numbers at which nobody may be reached, of texts also those of who wants none; and those that rest.
  func barredPhones(binding values: inout [Value]) throws -> SQLExpression {
    let barred = try channelBarredPhones()
    guard list.channel.usesPhone, !campaign.coolOff.isEmpty else { return barred }
    let (kinds, days) = restingDays
    values += [.texts(kinds), .integers(days), .text(list.name)]
    let statement = try SQLFiles.statement("list/resting_phones").replacing([
      "barred": .expression(barred), "known_before": .expression(knowledge.before),
      "contact_on": .day(daysSince1970: contactOn.daysSince1970),
      "kinds": .expression(SQLExpression(unsafe: "$\(values.count - 2)")),
      "days": .expression(SQLExpression(unsafe: "$\(values.count - 1)")),
      "list": .expression(SQLExpression(unsafe: "$\(values.count)")),
    ])
    return SQLExpression(unsafe: "(\n\(statement.text)\n)")
  }

  private func channelBarredPhones() throws -> SQLExpression {
    guard list.channel == .text else { return knowledge.suppressedPhones }
    let statement = try SQLFiles.statement("list/text_phones").replacing([
      "suppressed_phones": .expression(knowledge.suppressedPhones),
      "known_before": .expression(knowledge.before),
    ])
    return SQLExpression(unsafe: "(\n\(statement.text)\n)")
  }

  /// The day by which rules go.
  var contactOn: Day { knowledge.isReplay ? day : list.contactDay(asOf: day) }

  /// Kinds of touches and how many days pass before the next contact; of a day that is replayed, what
  /// lists said then isn't known.
  private var restingDays: (kinds: [String], days: [Int64]) {
    let days = campaign.coolOff.filter { !knowledge.isReplay || $0.key != .listed }
      .sorted { $0.key.rawValue < $1.key.rawValue }
    return (days.map(\.key.rawValue), days.map { Int64($0.value) })
  }

  /// Whether the channel reaches a number: no text reaches what is known to be a landline.
  var isReachable: SQLExpression {
    SQLExpression(
      unsafe: list.channel == .text
        ? "coalesce(phone.kind not in ('likely_landline', 'landline'), true)" : "true")
  }

  /// A person's group in words; empty where there is none.
  func group(
    by grouping: ListDefinition.Grouping, binding values: inout [Value]
  ) throws -> SQLExpression {
    switch grouping {
    case .column(let name, let place):
      return SQLExpression(unsafe: "coalesce(\(try set.column(name, at: place))::text, '')")
    case .region(let place):
      guard let regions = campaign.regions else {
        throw Failure(
          .badInput, "campaign.yml names no regions", at: place,
          next: "Add `regions: {by: county, of: {NAME: [WORD, …]}}` there.")
      }
      let region = try set.region(by: regions, binding: &values)
      return SQLExpression(unsafe: "coalesce(\(region.text), '')")
    }
  }

  /// The features that groups are made of, for the check of their classes of data.
  func grouping() -> [(column: String, place: String)] {
    var groupings = list.quotas.map(\.by)
    if case .groups(let grouping, _) = list.turfs { groupings.append(grouping) }
    return groupings.compactMap {
      switch $0 {
      case .column(let name, let place): (name, place)
      case .region(let place): campaign.regions.map { ($0.by, place) }
      }
    }
  }

  /// The features by which people are chosen, besides those of models.
  var choosingFeatures: [String] {
    var features = list.universe.map(\.feature) + grouping().map(\.column)
    if let event = list.event {
      features += event.drawnBy.map(\.feature) + (event.withinMiles == nil ? [] : ["county"])
    }
    return Set(features).sorted()
  }

  /// One row of features a person.
  private var featureRows: String {
    guard set.isSnapshot else {
      return "(select * from \(set.relation.text) where as_of = date '\(day)')"
    }
    return """
      (select distinct on (person_id) * from \(set.relation.text)
        order by person_id, known_on desc, batch_id desc, source, record)
      """
  }

  /// Until when each person who was touched is left alone.
  func coolOff(binding values: inout [Value]) -> SQLExpression {
    let (kinds, days) = restingDays
    values += [.texts(kinds), .integers(days), .text(list.name)]
    let touch = """
      select
        touch.person_id,
        max(touch.touched_on + cool_off.days::integer) filter (where touch.kind = 'refused')
          as refusal_until,
        max(coalesce(touch.free_on, touch.touched_on + cool_off.days::integer)) as touch_until
      from list.touch
      left join unnest($\(values.count - 2)::text[], $\(values.count - 1)::bigint[])
        as cool_off (kind, days) on cool_off.kind = touch.kind
      where (touch.free_on is not null or cool_off.days is not null)
        and touch.touched_on < \(knowledge.before.text)
        and touch.list is distinct from $\(values.count)
      group by touch.person_id
      """
    return SQLExpression(unsafe: touch)
  }

  /// Whether the list's sessions lie outside a person's hours, or, where nothing says when they begin, no
  /// hour of the list's days is one at which the person may be reached.
  func outsideHours(binding values: inout [Value]) -> SQLExpression {
    guard !knowledge.isReplay, list.channel.usesPhone else { return SQLExpression(unsafe: "false") }
    let hours = campaign.callingHours
    let days = list.capacity?.days ?? []
    func allows(_ state: String?) -> Bool {
      guard let capacity = list.capacity, let from = capacity.from else {
        return hours.window(state: state, onEach: days) != nil
      }
      // Sessions that go on past midnight are within nobody's hours.
      guard let until = capacity.until else { return false }
      return hours.allow(from: from, until: until, on: days, state: state)
    }
    values.append(.texts(TimeZoneUS.stateCodes.filter { !allows($0) }))
    values.append(.texts(TimeZoneUS.stateCodes))
    return SQLExpression(
      unsafe: """
        coalesce(
          upper(person.state) = any ($\(values.count - 1))
            or \(allows(nil) ? "false" : "upper(person.state) <> all ($\(values.count))"),
          \(!allows(nil)))
        """)
  }
}
