import Campaign

/// A condition on a column of packed rows, true where it is true in SQL.
struct PackedTest {
  /// The column's place in a block.
  let place: Int
  private let test: Condition.Test
  /// Whether each level of a category is one of the words.
  private var isMet: [Bool] = []
  private var numbers: [Double] = []

  init(_ condition: Condition, _ pack: Pack) throws {
    place = try pack.place(of: condition.feature)
    test = condition.test
    let column = try pack.column(condition.feature)
    if case .isIn(let words) = test {
      guard column.kind == .category else {
        throw Failure(.bug, "words are tested of a category alone", at: condition.place)
      }
      let words = Set(words)
      isMet = column.levels.map(words.contains)
    }
  }

  /// Whether packed rows can be tested so: words are those of categories.
  static func suits(_ condition: Condition, _ pack: Pack) -> Bool {
    guard let column = pack.columns.first(where: { $0.name == condition.feature }) else {
      return false
    }
    if case .isIn = condition.test { return column.kind == .category }
    return true
  }

  /// Takes the column's values of a block.
  mutating func load(_ block: borrowing PackBlock) throws {
    try block.numbers(place, into: &numbers)
  }

  /// Whether a row of the block meets it; a NaN is greater than any number, as it is to the server.
  func holds(_ row: Int) -> Bool {
    let number = numbers[row]
    let isKnown = number.bitPattern != PackColumn.missing.bitPattern
    switch test {
    case .atLeast(let bound): return isKnown && (number.isNaN || number >= bound)
    case .atMost(let bound): return isKnown && number <= bound
    case .isIn:
      return isKnown && isMet.indices.contains(Int(number)) && isMet[Int(number)]
    case .isFlag(let flag): return isKnown && (number.rounded(.toNearestOrEven) != 0) == flag
    case .isKnown(let wanted): return isKnown == wanted
    }
  }
}
