/// A file's form: name, format, columns, and the ways in which some of its rows are bad.
struct Table {
  let name: String
  let format: TextFormat
  let columns: [String]
  var hasHeader = true
  /// The column and the first characters of keys that no good row has; bad rows get such keys, so
  /// that each has one fault only.
  var freshKey: (column: String, prefix: String)?
  let damages: [Damage]

  func position(of column: String) -> Int {
    guard let position = columns.firstIndex(of: column) else {
      preconditionFailure("\(name) has no column \(column)")
    }
    return position
  }
}

/// One way in which a row is bad: a copy of the row before it with a single fault.
enum Damage {
  case tooFewFields
  case tooManyFields
  case duplicateKey
  /// Values that can't be right in a column, taken in turn.
  case badValue(kind: String, column: String, values: [String])

  /// The name under which `truth/dirt.csv` counts it.
  var kind: String {
    switch self {
    case .tooFewFields: "too_few_fields"
    case .tooManyFields: "too_many_fields"
    case .duplicateKey: "duplicate_key"
    case .badValue(let kind, _, _): kind
    }
  }
}
