/// One thing that is true of some people: a value of a column, or a range of its numbers.
public struct Trait: Sendable {
  /// What the trait asks of its column.
  public enum Test: Hashable, Sendable {
    /// This word.
    case level(String)
    /// A number from `low` to `high`, both counted in for whole numbers; nil for no bound.
    case range(low: Double?, high: Double?)
  }

  /// The trait in words.
  public var name: String
  /// The column that it is of: two traits of one column aren't joined.
  public var column: Int
  /// What it asks of the column.
  public var test: Test
  /// Of whom it is true.
  public var rows: RowSet

  /// Makes a trait from its parts.
  public init(_ name: String, column: Int, test: Test = .level(""), rows: RowSet) {
    self.name = name
    self.column = column
    self.test = test
    self.rows = rows
  }
}
