import Campaign
import Modeling
import Postgres

/// One person on a list, as the list shows them.
struct ListRow {
  var person: Int64
  var rank: Int64
  var firstName: String?
  var lastName: String?
  var street: String?
  var city: String?
  var state: String?
  var zip5: String?
  var phone: Int64?
  var latestGiftOn: Day?
  var latestGift: Cents?
  /// What the ranking goes by.
  var standing: Standing
  var source: String
  var record: String
  var ask: Cents?
  /// Up to three, the strongest first.
  var reasons: [String] = []

  /// A person's score.
  enum Standing {
    /// The chance, and that chance times the band mean gift.
    case chance(Double, expected: Cents)
    /// What a contact adds to the chance.
    case uplift(Double)

    /// The number that percentiles are of.
    var score: Double {
      switch self {
      case .chance(let probability, _): probability
      case .uplift(let uplift): uplift
      }
    }
  }

  /// First and last name with one blank between them.
  var name: String { [firstName, lastName].compactMap { $0 }.joined(separator: " ") }

  /// The phone as people read it; empty where there is none.
  var phoneText: String { phone.flatMap { PhoneNumber(String($0)) }?.text ?? "" }

  /// Reads the rows of a cut, in rank order, with their asks and reasons.
  static func read(
    _ query: ListQuery, cut: Int64, phones: [Int64: Int64], _ connection: inout Connection
  ) throws -> [ListRow] {
    let (statement, values) = try query.rows(cut: cut)
    var builders = query.features.map { ColumnBuilder(feature: $0) }
    var rows: [ListRow] = []
    _ = try connection.query(statement, values) { found in
      try found.forEach { row in
        rows.append(try listRow(row, query, phones))
        for index in builders.indices { try builders[index].append(row, 15 + index) }
      }
    }
    try Reasons(query.model, query.features).add(to: &rows, columns: builders.map(\.column))
    return rows
  }

  private static func listRow(
    _ row: borrowing Row, _ query: ListQuery, _ phones: [Int64: Int64]
  ) throws -> ListRow {
    let person = try row.integer(0)
    let latest = try row.integerIfPresent(9).map { Cents($0) }
    return ListRow(
      person: person, rank: try row.integer(1), firstName: try row.textIfPresent(2),
      lastName: try row.textIfPresent(3), street: try row.textIfPresent(4),
      city: try row.textIfPresent(5), state: try row.textIfPresent(6),
      zip5: try row.textIfPresent(7), phone: phones[person],
      latestGiftOn: try row.dayIfPresent(8).map { Day(daysSince1970: $0) }, latestGift: latest,
      standing: query.list.ranking == .uplift
        ? .uplift(try row.double(11))
        : .chance(try row.double(11), expected: Cents(try row.integer(12))),
      source: try row.text(13), record: try row.text(14),
      ask: query.rules.ask(
        latestGift: latest, given: Cents(try row.integer(10)),
        defaultAsk: query.campaign.defaultAsk))
  }
}

/// Why the model ranks people high, in words: the features that add most to a person's log odds, or
/// uplift, beyond the average person's.
struct Reasons {
  private let model: StoredModel
  private let features: [FeatureSet.Feature]

  init(_ model: StoredModel, _ features: [FeatureSet.Feature]) {
    self.model = model
    self.features = features
  }

  /// Adds up to three reasons to each row.
  func add(to rows: inout [ListRow], columns: [RawColumn]) throws {
    let frame = RawFrame(
      rows: rows.count, columns: zip(features, columns).map { ($0.name, $1) })
    let all = Array(rows.indices)
    let parts =
      try model.uplift?.parts(of: frame, rows: all) ?? model.model.parts(of: frame, rows: all)
    let places = parts.map { part in features.firstIndex { $0.name == part.column } }
    for row in all {
      let strongest = parts.indices.filter { parts[$0].contributions[row] > 0 }.sorted {
        (parts[$0].contributions[row], parts[$1].column)
          > (parts[$1].contributions[row], parts[$0].column)
      }
      rows[row].reasons = Array(
        strongest.lazy.compactMap { part in
          places[part].flatMap { words(features[$0], columns[$0], row) }
        }.prefix(3))
    }
  }

  /// The feature's words with the person's value, or nil where there is nothing to say.
  private func words(_ feature: FeatureSet.Feature, _ column: RawColumn, _ row: Int) -> String? {
    let value: String
    switch column {
    case .categorical(let codes, let levels):
      guard codes[row] >= 0 else { return nil }
      value = levels[Int(codes[row])]
    case .numeric(let numbers):
      let number = numbers[row]
      guard number.isFinite else { return nil }
      if feature.kind == "flag", number == 0 { return nil }
      value =
        feature.kind == "cents"
        ? Cents(Int64(number.rounded())).dollars : Figure.text(number, places: number.places)
    }
    let says = feature.says ?? "\(feature.name) is {value}"
    return says.split(separator: "{value}", omittingEmptySubsequences: false)
      .joined(separator: value)
  }
}

extension Double {
  /// The decimals worth showing to a person.
  fileprivate var places: Int { self == rounded() ? 0 : 2 }
}
