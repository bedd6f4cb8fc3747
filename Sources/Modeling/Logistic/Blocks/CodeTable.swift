/// Categorical columns that are looked up together: their codes make one joint code.
///
/// With the number of levels of a column as digits, a joint code counts through all combinations, so
/// one look-up a row serves several columns. Small columns are joined as long as all tables together,
/// one of parameters and one of sums, stay in a first-level cache.
struct CodeTable: Sendable, Equatable {
  /// The most entries of all tables: 4 bytes each, twice, of 32 KiB.
  static let budget = 3500

  /// The columns, by their numbers.
  private(set) var members: [Int]
  /// By how much a step of each column's code moves the joint code.
  private(set) var strides: [Int]
  /// The number of levels of each column.
  private(set) var levels: [Int]
  /// The code of each column, by joint code.
  private(set) var codes: [[UInt16]]
  /// The number of joint codes.
  var entries: Int { codes[0].count }

  /// The table of one column.
  private init(column: Int, levels: Int) {
    members = [column]
    strides = [1]
    self.levels = [levels]
    codes = [(0..<levels).map { UInt16($0) }]
  }

  /// Joins columns, those of the fewest entries first.
  static func fused(levels: [Int]) -> [CodeTable] {
    var tables = levels.enumerated().map { CodeTable(column: $0, levels: $1) }
    var total = levels.reduce(0, +)
    while tables.count > 1 {
      tables.sort { ($0.entries, $0.members[0]) < ($1.entries, $1.members[0]) }
      let product = tables[0].entries * tables[1].entries
      let grown = total - tables[0].entries - tables[1].entries + product
      guard grown <= budget else { break }
      total = grown
      tables[0].join(tables[1])
      tables.remove(at: 1)
    }
    return tables.sorted { $0.members[0] < $1.members[0] }
  }

  private mutating func join(_ other: CodeTable) {
    members += other.members
    strides += other.strides.map { $0 * entries }
    levels += other.levels
    let (inner, outer) = (entries, other.entries)
    codes =
      codes.map { own in (0..<inner * outer).map { own[$0 % inner] } }
      + other.codes.map { own in (0..<inner * outer).map { own[$0 / inner] } }
  }
}
