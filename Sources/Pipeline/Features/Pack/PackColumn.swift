/// A column of a pack.
struct PackColumn: Equatable {
  /// What its values are, and how a pack holds them: numbers as they are, whole numbers and flags
  /// exactly, words as codes.
  enum Kind: String {
    /// `double precision`.
    case number
    /// `smallint`, `integer` or `bigint`.
    case integer
    /// `boolean`.
    case flag
    /// `text`.
    case category

    /// The kind of a column of the server's type; nil for a type that isn't packed, such as a day.
    init?(type: String) {
      switch type {
      case "double precision": self = .number
      case "smallint", "integer", "bigint": self = .integer
      case "boolean": self = .flag
      case "text": self = .category
      default: return nil
      }
    }
  }

  /// What stands beside the columns of every pack, in this order.
  enum Fixed: Int, CaseIterable {
    case person, household, day, batch, source, record
  }

  let name: String
  let kind: Kind
  /// The words of a category, by their codes.
  var levels: [String] = []

  /// The number that stands for a missing `number`: a NaN that no file's number is read as.
  static let missing = Double(bitPattern: 0x7FF8_0000_0000_05A5)
  /// And for a missing whole number, flag or code.
  static let missingInteger = Int64.min
}
