import Campaign
import Synchronization

/// Gathers the rows of a binary COPY in whatever order, and makes blocks of them in the order of people.
///
/// The server would put wide rows in order far more slowly than a list of their people.
struct PackBuilder {
  /// A block that is done.
  struct Block {
    var person, lastPerson: Int64
    var rows: Int
    var bytes: [UInt8]
  }

  /// A row that only the server can put in order: of one person, day and batch with another.
  struct Tie: Hashable {
    let person: Int64
    let source: String
    let record: String
  }

  /// After so many rows a block ends with the person.
  static let blockRows = 1024

  private let columns: [PackColumn]
  /// The words met so far, here and by whoever packs other people of the set.
  private let book: PackLevels
  private var codes: [[String: Int64]]
  private(set) var rows = 0

  /// Rows one after another, `chunkRows` an array: the words of `Place` and the columns.
  private var chunks: [[UInt64]] = []
  private let width: Int
  private static let chunkRows = 4096
  private enum Place { static let person = 0, day = 1, batch = 2, source = 3, count = 4 }
  /// The records' UTF-8, and where each row's stands; a count of -1 for none.
  private var texts: [UInt8] = []
  private var records: [(start: Int, count: Int32)] = []

  init(columns: [PackColumn], _ book: PackLevels) {
    self.columns = columns
    self.book = book
    codes = Array(repeating: [:], count: PackColumn.Fixed.allCases.count + columns.count)
    width = Place.count + columns.count
  }

  /// Adds a row.
  ///
  /// - Parameter row: its count of fields, then length and bytes of each.
  mutating func add(_ row: UnsafeRawBufferPointer) throws {
    var fields = try CopyFields(row, count: Place.count + 1 + columns.count)
    if rows % Self.chunkRows == 0 {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(Self.chunkRows * width)
    }
    let last = chunks.count - 1
    func bits(_ number: Int64) -> UInt64 { UInt64(bitPattern: number) }
    chunks[last].append(bits(try fields.integer()))
    // The server counts days from 2000-01-01, the program from 1970-01-01.
    chunks[last].append(bits(try fields.integer() &+ 10_957))
    chunks[last].append(bits(try fields.integer()))
    chunks[last].append(
      bits(code(of: try fields.next(), column: PackColumn.Fixed.source.rawValue)))
    if let record = try fields.next() {
      records.append((texts.count, Int32(record.count)))
      texts += record
    } else {
      records.append((texts.count, -1))
    }
    for index in columns.indices {
      switch columns[index].kind {
      case .number: chunks[last].append(try fields.number().bitPattern)
      case .integer, .flag: chunks[last].append(bits(try fields.integer()))
      case .category:
        let place = PackColumn.Fixed.allCases.count + index
        chunks[last].append(bits(code(of: try fields.next(), column: place)))
      }
    }
    rows += 1
  }

  /// Makes blocks of all rows, each person's together, first the one that counts first.
  ///
  /// - Parameters:
  ///   - households: people in order and their households; rows of anyone else are left out.
  ///   - ranked: puts the rows of people in order as the server does.
  /// - Returns: the blocks, and how many people they hold.
  func blocks(
    households: (people: [Int64], numbers: [Int64]),
    ranked: ([Int64]) throws -> [Tie]
  ) throws -> (blocks: [Block], people: Int) {
    let (order, numbers, people) = try self.order(households, ranked)
    var blocks: [Block] = []
    var start = 0
    while start < order.count {
      var end = min(start + Self.blockRows, order.count)
      while end < order.count, person(order[end]) == person(order[end - 1]) { end += 1 }
      blocks.append(block(order[start..<end], Array(numbers[start..<end])))
      start = end
    }
    return (blocks, people)
  }

  /// Rows in the order of people, the household of each, and how many people they are of.
  private func order(
    _ households: (people: [Int64], numbers: [Int64]), _ ranked: ([Int64]) throws -> [Tie]
  ) throws -> (rows: [Int], households: [Int64], people: Int) {
    let keys = (0..<rows).map(person)
    let sorted = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    let own = Self.runs(of: sorted, by: keys)
    let ranks = try ranks(own.filter { $0.count > 1 }.map { sorted[$0] }, ranked)
    var order: [Int] = []
    var numbers: [Int64] = []
    order.reserveCapacity(rows)
    numbers.reserveCapacity(rows)
    var (people, next) = (0, 0)
    for run in own {
      let person = keys[sorted[run.lowerBound]]
      while next < households.people.count, households.people[next] < person { next += 1 }
      guard next < households.people.count, households.people[next] == person else { continue }
      people += 1
      if run.count == 1 {
        order.append(sorted[run.lowerBound])
      } else {
        order += sorted[run].sorted { isBefore($0, $1, ranks) }
      }
      numbers += repeatElement(households.numbers[next], count: run.count)
    }
    return (order, numbers, people)
  }

  /// Where in sorted rows each person's stand.
  private static func runs(of sorted: [Int], by keys: [Int64]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for end in sorted.indices.map({ $0 + 1 })
    where end == sorted.count || keys[sorted[end]] != keys[sorted[start]] {
      runs.append(start..<end)
      start = end
    }
    return runs
  }

  /// The latest day first, of a day the latest batch, of a batch as the server has it.
  private func isBefore(_ row: Int, _ other: Int, _ ranks: [Int: Int]) -> Bool {
    let (own, its) = ((day(row), batch(row)), (day(other), batch(other)))
    if own != its { return own > its }
    return (ranks[row] ?? 0, row) < (ranks[other] ?? 0, other)
  }

  /// The places of rows that neither day nor batch puts in order.
  ///
  /// - Parameter several: the rows of each person who has several.
  private func ranks(
    _ several: [ArraySlice<Int>], _ ranked: ([Int64]) throws -> [Tie]
  ) throws -> [Int: Int] {
    let tied = several.filter { rows in
      Set(rows.map { [day($0), batch($0)] }).count < rows.count
    }
    guard !tied.isEmpty else { return [:] }
    let places = Dictionary(
      uniqueKeysWithValues: try ranked(tied.map { person($0[$0.startIndex]) }).enumerated().map {
        ($0.element, $0.offset)
      })
    let sources = book.words(of: PackColumn.Fixed.source.rawValue)
    var ranks: [Int: Int] = [:]
    for row in tied.joined() {
      let code = Int(integer(row, Place.source))
      let tie = Tie(
        person: person(row), source: sources.indices.contains(code) ? sources[code] : "",
        record: String(decoding: record(row) ?? [], as: UTF8.self))
      ranks[row] = places[tie]
    }
    return ranks
  }

  private func block(_ order: ArraySlice<Int>, _ households: [Int64]) -> Block {
    let fixed: [PackColumn.Fixed: Int] = [
      .person: Place.person, .day: Place.day, .batch: Place.batch, .source: Place.source,
    ]
    var parts = PackColumn.Fixed.allCases.map { column in
      switch column {
      case .household: PackPart.bytes(of: households)
      case .record: recordPart(order)
      default: PackPart.bytes(of: order.map { integer($0, fixed[column] ?? 0) })
      }
    }
    for index in columns.indices {
      let place = Place.count + index
      parts.append(
        columns[index].kind == .number
          ? PackPart.bytes(of: order.map { Double(bitPattern: word($0, place)) })
          : PackPart.bytes(of: order.map { integer($0, place) }))
    }
    let first = person(order[order.startIndex])
    return Block(
      person: first, lastPerson: order.last.map(person) ?? first, rows: order.count,
      bytes: PackPart.joined(parts, rows: order.count))
  }

  private func recordPart(_ order: ArraySlice<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    var ends: [UInt32] = []
    for row in order {
      if let record = record(row) {
        bytes += record
        ends.append(UInt32(bytes.count))
      } else {
        ends.append(.max)
      }
    }
    return PackPart.bytes(ofTexts: bytes, ends: ends)
  }

  private func word(_ row: Int, _ place: Int) -> UInt64 {
    chunks[row / Self.chunkRows][row % Self.chunkRows * width + place]
  }

  private func integer(_ row: Int, _ place: Int) -> Int64 {
    Int64(bitPattern: word(row, place))
  }

  private func person(_ row: Int) -> Int64 { integer(row, Place.person) }
  private func day(_ row: Int) -> Int64 { integer(row, Place.day) }
  private func batch(_ row: Int) -> Int64 { integer(row, Place.batch) }

  private func record(_ row: Int) -> ArraySlice<UInt8>? {
    let (start, count) = records[row]
    return count < 0 ? nil : texts[start..<start + Int(count)]
  }

  private mutating func code(of bytes: UnsafeRawBufferPointer?, column: Int) -> Int64 {
    guard let bytes else { return PackColumn.missingInteger }
    let word = String(decoding: bytes, as: UTF8.self)
    if let code = codes[column][word] { return code }
    let code = book.code(of: word, column: column)
    codes[column][word] = code
    return code
  }
}

/// The fields of a row of a binary COPY, one after another.
private struct CopyFields {
  private let row: UnsafeRawBufferPointer
  private var place = 2

  init(_ row: UnsafeRawBufferPointer, count: Int) throws {
    guard row.count >= 2, Int(Int16(bigEndian: row.loadUnaligned(as: Int16.self))) == count
    else { throw Self.malformed }
    self.row = row
  }

  /// The next field's bytes; nil for a NULL.
  mutating func next() throws -> UnsafeRawBufferPointer? {
    guard place + 4 <= row.count else { throw Self.malformed }
    let length = Int(Int32(bigEndian: row.loadUnaligned(fromByteOffset: place, as: Int32.self)))
    place += 4
    guard length >= 0 else { return nil }
    guard place + length <= row.count else { throw Self.malformed }
    defer { place += length }
    return UnsafeRawBufferPointer(rebasing: row[place..<place + length])
  }

  /// The next field as a whole number or flag.
  mutating func integer() throws -> Int64 {
    guard let bytes = try next() else { return PackColumn.missingInteger }
    switch bytes.count {
    case 1: return Int64(bytes[0])
    case 2: return Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
    case 4: return Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
    case 8: return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    default: throw Self.malformed
    }
  }

  /// The next field as a number.
  mutating func number() throws -> Double {
    guard let bytes = try next() else { return PackColumn.missing }
    guard bytes.count == 8 else { throw Self.malformed }
    let number = Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)))
    // A NaN of the server's is one, whatever its bits.
    return number.isNaN ? .nan : number
  }

  private static var malformed: Failure {
    Failure(.bug, "a row to be packed is of the wrong form", at: "sql/features")
  }
}

/// The words of a pack's columns, by their codes, for all who pack parts of it.
final class PackLevels: Sendable {
  private let columns: Mutex<[(codes: [String: Int64], words: [String])]>

  /// - Parameter columns: how many a block has, the fixed ones among them.
  init(columns: Int) {
    self.columns = Mutex(Array(repeating: ([:], []), count: columns))
  }

  /// The code of a word of a column, which is the next one where the word is new.
  func code(of word: String, column: Int) -> Int64 {
    columns.withLock { columns in
      if let code = columns[column].codes[word] { return code }
      let code = Int64(columns[column].words.count)
      columns[column].codes[word] = code
      columns[column].words.append(word)
      return code
    }
  }

  /// The words of a column.
  func words(of column: Int) -> [String] { columns.withLock { $0[column].words } }
}
