import Campaign
import Postgres

/// What a list's last call is worth, what the next would be, and where to stop.
struct ListWorth {
  let list: ListDefinition
  /// The value of each person listed, in order of rank.
  let values: [Double]
  /// The value of the first for whom there was no room.
  let next: Double?
  /// How many of those for whom there was no room are worth more than the contact costs; nil where no
  /// cost is known.
  let worthMore: Int?

  /// Reads what the listed of a cut are worth, the best of those below it being worth `next`.
  static func read(
    _ query: ListQuery, cut: Int64, next: Double?, _ connection: inout Connection
  ) throws -> ListWorth {
    let values = try connection.rows(SQLFiles.statement("list/listed_values"), [.integer(cut)]) {
      try $0.double(0)
    }
    var worthMore: Int?
    if next != nil, let least = query.list.leastValue {
      worthMore = try connection.rows(
        SQLFiles.statement("list/worth_more"), [.integer(cut), .double(least)]
      ) { Int(try $0.integer(0)) }.first
    }
    return ListWorth(
      list: query.list, values: values, next: next,
      worthMore: worthMore)
  }

  /// Sentences for a director.
  var sentences: [String] {
    guard let last = values.last else { return [] }
    var sentences = [
      next.map {
        "the last listed is worth \(list.words(value: last)), the next would be \(list.words(value: $0))"
      }
        ?? "the last listed is worth \(list.words(value: last)); nobody else is left"
    ]
    guard let least = list.leastValue else { return sentences }
    let paying = values.prefix { $0 > least }.count
    let cost = list.costPerContact.dollars
    if paying < values.count {
      sentences.append(
        "at \(cost) a contact, stop after rank \(paying): the others are worth less than they cost")
    } else {
      let more = worthMore.map { "; so would \($0) more for whom there is no room" } ?? ""
      sentences.append("at \(cost) a contact, everyone listed is worth more than they cost\(more)")
    }
    return sentences
  }
}

extension ListDefinition {
  /// A value as the list's ranking means it.
  func words(value: Double) -> String {
    switch ranking {
    case .expectedValue, .netValue, .incrementalValue: Cents(Int64(value.rounded())).dollars
    case .probability: Chance.words(value)
    case .uplift: "\(Figure.percent(value)) more in 100"
    case .dueDate: Self.due(days: Int(value.rounded(.down)))
    }
  }

  /// The value, as the list ranks, from which a contact is worth what it costs; nil where the list says
  /// no cost or isn't ranked by money.
  var leastValue: Double? {
    guard costPerContact > .zero else { return nil }
    switch ranking {
    case .expectedValue, .incrementalValue: return Double(costPerContact.count)
    case .netValue: return 0
    case .probability, .uplift, .dueDate: return nil
    }
  }

  private static func due(days: Int) -> String {
    switch days {
    case 0: "a pledge due on the day"
    case 1...: "a pledge due \(days) days before"
    default: "a pledge due \(-days) days after"
    }
  }
}
