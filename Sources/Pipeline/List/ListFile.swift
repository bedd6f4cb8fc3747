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
  }

  /// The columns of a list: what its source lacks is absent.
  static func columns(
    _ list: ListDefinition, isNameless: Bool, hasAsk: Bool, percentiles: RankPercentile
  ) -> [Column] {
    var columns: [Column] = [
      Column(header: "rank") { .number($0.rank) },
      Column(header: "person_id") { .text(PersonName.text(of: $0.person)) },
    ]
    if isNameless {
      columns.append(Column(header: "source_key") { .text($0.record) })
    } else {
      columns.append(Column(header: "name") { .text($0.name) })
      if list.channel == .call {
        columns.append(Column(header: "phone") { .text($0.phoneText) })
      } else {
        columns.append(Column(header: "street") { .text($0.street ?? "") })
      }
      columns.append(Column(header: "city") { .text($0.city ?? "") })
      if list.channel == .mail {
        columns.append(Column(header: "state") { .text($0.state ?? "") })
        columns.append(Column(header: "zip") { .text($0.zip5 ?? "") })
      }
      // Who is asked for no money isn't shown with what they gave.
      if list.ranking != .uplift {
        columns.append(
          Column(header: "last_gift_on") { .text($0.latestGiftOn?.description ?? "") })
        columns.append(Column(header: "last_gift_dollars") { .amount($0.latestGift) })
      }
    }
    columns.append(
      Column(header: list.ranking == .uplift ? "uplift_per_100" : "chance") {
        switch $0.standing {
        case .chance(let probability, _): .text(Chance.words(probability))
        case .uplift(let uplift): .text(Figure.percent(uplift))
        }
      })
    columns.append(
      Column(header: "percentile") {
        .number(Int64(percentiles.percentile(of: $0.standing.score)))
      })
    if list.ranking != .uplift {
      columns.append(
        Column(header: "expected_dollars") {
          if case .chance(_, let expected) = $0.standing { return .amount(expected) }
          return .amount(nil)
        })
    }
    if hasAsk, list.ranking != .uplift {
      columns.append(Column(header: "first_ask_dollars") { .amount($0.ask) })
    }
    for index in 0..<3 {
      columns.append(
        Column(header: "reason_\(index + 1)") {
          .text(index < $0.reasons.count ? $0.reasons[index] : "")
        })
    }
    return columns
  }

  /// Writes the list.
  ///
  /// - Returns: the file's SHA-256.
  static func write(_ rows: [ListRow], columns: [Column], to path: String) throws -> String {
    let file = try OutputFile(path: path)
    var writer = CSVWriter(spreadsheetSafe: true) { try file.write($0) }
    for column in columns { writer.field(column.header) }
    try writer.endRow()
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
    try writer.finish()
    return try file.finish()
  }
}

/// A chance as people say it.
enum Chance {
  /// `1 in 12`; above a third with a decimal, such as `1 in 1.3`; all but certain `1 in 1`.
  static func words(_ probability: Double) -> String {
    let odds = 1 / max(probability, 1e-9)
    if odds < 1.05 { return "1 in 1" }
    return odds < 2.95 ? "1 in \(Figure.text(odds, places: 1))" : "1 in \(Int64(odds.rounded()))"
  }
}
