import Campaign
import Postgres

/// By what a person could be found again: numbers, parts of texts, names with streets, records.
///
/// What rows of others say too (a telephone of the household, the name of a namesake at one address)
/// is no trace of this person, and is only counted.
struct PersonTraces {
  let person: Int64
  private(set) var numbers: Set<String>
  /// In lower case.
  private(set) var texts: Set<String>
  /// First name, last name, street, in lower case.
  private(set) var names: [[String]] = []
  /// Source and record.
  private(set) var records: [[String]] = []
  private(set) var sharedCount = 0

  /// A shorter record is a number like many others: it counts beside its source alone.
  private static let tellingLength = 6

  private init(person: Int64) {
    self.person = person
    numbers = ["\(person)"]
    texts = ["\(person)"]
  }

  /// Reads them before anything is deleted.
  static func read(_ person: Int64, _ connection: inout Connection) throws -> PersonTraces {
    var traces = PersonTraces(person: person)
    let facts = try connection.rows(SQLFiles.statement("erase/facts"), [.integer(person)]) { row in
      (
        kind: try row.text(0), parts: try (1...3).map { try row.text($0) },
        isShared: try row.bool(4)
      )
    }
    for fact in facts {
      if fact.isShared { traces.sharedCount += 1 } else { traces.take(fact.kind, fact.parts) }
    }
    return traces
  }

  private mutating func take(_ kind: String, _ parts: [String]) {
    switch kind {
    case "record":
      records.append([parts[0], parts[1]])
      let hash = StableHash.personIdentifier(
        source: Array(parts[0].utf8).span, record: Array(parts[1].utf8).span)
      numbers.insert("\(hash)")
      if parts[1].utf8.count >= Self.tellingLength { texts.insert(parts[1].lowercased()) }
    case "phone":
      numbers.insert(parts[0])
      texts.insert(parts[0])
      if let shown = PhoneNumber(parts[0])?.text { texts.insert(shown) }
    case "email": texts.insert(parts[0])
    default: names.append(parts)
    }
  }

  /// The texts as patterns of LIKE that find them anywhere.
  var patterns: [String] {
    texts.sorted().map { text in
      let escaped = text.map { "%_\\".contains($0) ? "\\\($0)" : "\($0)" }.joined()
      return "%\(escaped)%"
    }
  }
}
