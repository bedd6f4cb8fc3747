import Campaign
import Modeling

/// The values that stand beside the features of a block's rows, read again for each block.
struct PackedPeople {
  private(set) var people: [Int64] = []
  private(set) var households: [Int64] = []
  private(set) var days: [Int64] = []
  private(set) var batches: [Int64] = []
  private(set) var sources: [Int64] = []

  /// Takes a block's.
  mutating func load(_ block: borrowing PackBlock) throws {
    try block.integers(PackColumn.Fixed.person.rawValue, into: &people)
    try block.integers(PackColumn.Fixed.household.rawValue, into: &households)
    try block.integers(PackColumn.Fixed.day.rawValue, into: &days)
    try block.integers(PackColumn.Fixed.batch.rawValue, into: &batches)
    try block.integers(PackColumn.Fixed.source.rawValue, into: &sources)
    guard people.allSatisfy({ $0 >= 0 }), households.allSatisfy({ $0 >= 0 }) else {
      throw PackBlock.damaged
    }
  }

  /// Whether a row is the first of its person: all of a person's stand in one block.
  func isFirst(_ row: Int) -> Bool { row == 0 || people[row] != people[row - 1] }
}

/// A column of packed numbers as cents.
enum PackedCents {
  /// As `::bigint` rounds them; 0 where there are none.
  static func cents(_ number: Double) -> Int64 {
    Int64(exactly: number.rounded(.toNearestOrEven)) ?? 0
  }
}

/// One feature on its way from packed rows into a column, as `ColumnBuilder` makes it of rows.
struct PackedColumnBuilder {
  let name: String
  private let place: Int
  private let column: PackColumn
  private let isCategory: Bool
  private var numbers: [Double] = []
  private var codes: [Int32] = []
  private var levels: [String] = []
  /// The code of each of the pack's levels in the order in which people bring them; -1 for none yet.
  private var codeOfLevel: [Int32]
  private var scratch: [Double] = []
  private var codeScratch: [Int64] = []

  /// - Parameter capacity: how many rows come at once.
  init(_ feature: FeatureSet.Feature, _ pack: Pack, capacity: Int) throws {
    name = feature.name
    place = try pack.place(of: feature.name)
    column = try pack.column(feature.name)
    isCategory = feature.kind == "category"
    codeOfLevel = [Int32](repeating: -1, count: column.levels.count)
    if isCategory { codes.reserveCapacity(capacity) } else { numbers.reserveCapacity(capacity) }
  }

  /// Whether a feature can be read from a pack.
  static func suits(_ feature: FeatureSet.Feature, _ pack: Pack) -> Bool {
    guard let column = pack.columns.first(where: { $0.name == feature.name }) else { return false }
    return (feature.kind == "category") == (column.kind == .category)
  }

  /// Adds some rows of a block.
  mutating func append(_ block: borrowing PackBlock, rows: [Int]) throws {
    if isCategory {
      try block.integers(place, into: &codeScratch)
      for row in rows {
        guard codeScratch[row] != PackColumn.missingInteger else {
          codes.append(-1)
          continue
        }
        let packed = Int(codeScratch[row])
        guard codeOfLevel.indices.contains(packed) else { throw PackBlock.damaged }
        if codeOfLevel[packed] < 0 {
          codeOfLevel[packed] = Int32(levels.count)
          levels.append(column.levels[packed])
        }
        codes.append(codeOfLevel[packed])
      }
    } else {
      try block.numbers(place, into: &scratch)
      if rows.count == block.rows {
        for row in scratch.indices where !scratch[row].isFinite { scratch[row] = .nan }
        numbers += scratch
      } else {
        for row in rows { numbers.append(scratch[row].isFinite ? scratch[row] : .nan) }
      }
    }
  }

  /// The column so far; what comes later begins a new one with the same levels.
  mutating func take() -> RawColumn {
    defer {
      numbers.removeAll(keepingCapacity: true)
      codes.removeAll(keepingCapacity: true)
    }
    return isCategory ? .categorical(codes: codes, levels: levels) : .numeric(numbers)
  }
}
