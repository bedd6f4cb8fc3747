import Campaign
import Modeling

/// A list as the CSV file that people work with.
enum ListFile {
  /// A column: its header and a row's field.
  struct Column {
    enum Field {
      case text(String)
      case number(Int64?)
      case amount(Cents?)
    }

    let header: String
    let field: (ListRow) -> Field
    /// What it shows of somebody; nil where it is always there.
    var shows: ListColumn?

    init(header: String, _ field: @escaping (ListRow) -> Field) {
      self.header = header
      self.field = field
    }

    init(_ shows: ListColumn, _ field: @escaping (ListRow) -> Field) {
      self.init(header: shows.rawValue, field)
      self.shows = shows
    }
  }

  /// The columns that a list shows of those it has.
  static func columns(_ query: ListQuery, percentiles: RankPercentile) -> [Column] {
    allColumns(query, percentiles: percentiles).filter { $0.shows.map(query.list.shows) ?? true }
  }

  /// The columns that a list has: what its source lacks is absent.
  static func allColumns(_ query: ListQuery, percentiles: RankPercentile) -> [Column] {
    let list = query.list
    if let event = list.event { return invitationColumns(query, event) }
    let isNameless = query.set.isSnapshot
    var columns: [Column] = [Column(header: "rank") { .number($0.rank) }]
    if case .undivided = list.turfs {
    } else {
      columns.append(Column(header: "turf") { .text($0.turf) })
    }
    if list.capacity != nil {
      columns.append(Column(header: "call_on") { .text($0.contactOn?.description ?? "") })
    }
    if isNameless {
      columns += [personColumn, Column(header: "source_key") { .text($0.record) }]
    } else {
      columns += addressColumns(query)
      // Who is asked for no money isn't shown with what they gave.
      if list.ranking.isOfGifts {
        columns.append(
          Column(.lastGiftOn) { .text($0.latestGift?.day.description ?? "") })
        columns.append(Column(.lastGift) { .amount($0.latestGift?.amount) })
        columns.append(Column(.lastGiftSource) { .text($0.giftSource ?? "") })
      }
    }
    columns.append(
      Column(list.ranking.isOfUplift ? .uplift : .chance) {
        switch $0.standing {
        case .chance(let probability, _): .text(Chance.words(probability))
        case .uplift(let uplift): .text(Figure.percent(uplift))
        }
      })
    columns.append(
      Column(.percentile) {
        .number(Int64(percentiles.percentile(of: $0.standing.score)))
      })
    if !list.ranking.isOfUplift {
      columns.append(
        Column(.expected) {
          if case .chance(_, let expected) = $0.standing { return .amount(expected) }
          return .amount(nil)
        })
    }
    if !isNameless { columns += briefing(list, query.rules) }
    for index in 0..<3 {
      var reason = Column(header: "reason_\(index + 1)") {
        .text(index < $0.reasons.count ? $0.reasons[index] : "")
      }
      reason.shows = .reasons
      columns.append(reason)
    }
    if !isNameless, list.channel == .call { columns += results(list, asOf: query.day) }
    return columns
  }

  /// Who somebody is and how the channel reaches them.
  static func addressColumns(_ query: ListQuery) -> [Column] {
    let list = query.list
    let way: [Column] =
      list.channel.usesPhone
      ? [
        Column(header: "phone") { .text($0.phoneText) },
        hoursColumn(query),
        Column(header: "city") { .text($0.city ?? "") },
      ]
      : [
        Column(header: "street") { .text($0.street ?? "") },
        Column(header: "city") { .text($0.city ?? "") },
        Column(header: "state") { .text($0.state ?? "") },
        Column(header: "zip") { .text($0.zip5 ?? "") },
      ]
    return [personColumn, Column(header: "name") { .text($0.name) }] + way
  }

  /// When the channel may reach somebody.
  static func hoursColumn(_ query: ListQuery) -> Column {
    Column(header: "\(query.list.channel.rawValue)_between") {
      .text(hours($0, query.list, query.campaign.callingHours))
    }
  }

  private static var personColumn: Column {
    Column(header: "person_id") { .text(PersonName.text(of: $0.person)) }
  }

  /// The columns of the file of those who gave up to the limit: no money is asked of them.
  static func volunteerColumns(_ query: ListQuery, percentiles: RankPercentile) -> [Column] {
    let left = [
      "turf", "call_on", "chance", "percentile", "gifts", "occupation", "employer",
      "ask_also_for", "outstanding_due", "outstanding_by", "pledge_due", "pledge_by",
      "last_gift_source",
    ]
    var columns = columns(query, percentiles: percentiles).filter {
      !left.contains($0.header) && !$0.header.hasPrefix("reason_")
        && !$0.header.hasSuffix("_dollars")
    }
    columns.insert(
      Column(header: "ask") { _ in .text("time: has given up to the legal limit") }, at: 2)
    return columns
  }

  /// When a person may be called or sent a text, on the campaign's clock.
  static func hours(
    _ row: ListRow, _ list: ListDefinition, _ hours: CallingHours
  ) -> String {
    let days = row.contactOn.map { [$0] } ?? list.capacity?.days ?? []
    guard let window = hours.window(state: row.state, onEach: days) else { return "do not call" }
    return "\(window.from) to \(window.until) \(hours.clock.rawValue)"
  }

  /// Writes the list.
  ///
  /// - Returns: the file's SHA-256.
  static func write(_ rows: [ListRow], columns: [Column], to path: String) throws -> String {
    try OutputFile.writeTable(columns.map(\.header), to: path) { writer in
      for row in rows {
        for column in columns {
          switch column.field(row) {
          case .text(let text): writer.field(text)
          case .number(let number): writer.number(number)
          case .amount(let amount): writer.amount(amount)
          }
        }
        try writer.endRow()
      }
    }
  }
}
