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
  /// The number of joint codes.
  private(set) var entries: Int

  /// Joins columns, those of the fewest entries first.
  static func fused(levels: [Int]) -> [CodeTable] {
    var tables = levels.enumerated().map {
      CodeTable(members: [$0], strides: [1], levels: [$1], entries: $1)
    }
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
    entries *= other.entries
  }

  /// The code of a member column within a joint code.
  func code(ofMember member: Int, in joint: Int) -> Int {
    joint / strides[member] % levels[member]
  }
}
