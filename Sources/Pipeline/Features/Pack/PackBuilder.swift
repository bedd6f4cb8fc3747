import Campaign
import Modeling
import Synchronization

/// Gathers the rows of a binary COPY in whatever order, and makes blocks of them in the order of people.
///
/// The server would put wide rows in order far more slowly than a list of their people.
struct PackBuilder: Sendable {
  /// A block that is done.
  struct Block: Sendable {
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
  /// The places of the rows: behind those of one builder come those of the next, with a chunk of their own.
  private var spans: [Range<Int>] = []

  private let kinds: [PackColumn.Kind]
  /// Rows one after another, `chunkRows` of them together: the words of `Place` and the columns.
  private var chunks: [RowChunk] = []
  private let width: Int
  private static let chunkRows = 4096
  private enum Place { static let person = 0, day = 1, batch = 2, source = 3, count = 4 }
  /// The records' UTF-8, and where each row's stands; a count of -1 for none.
  private var texts: [UInt8] = []
  private var records: [(start: Int, count: Int32)] = []

  init(columns: [PackColumn], _ book: PackLevels) {
    self.columns = columns
    self.book = book
    kinds = columns.map(\.kind)
    codes = Array(repeating: [:], count: PackColumn.Fixed.allCases.count + columns.count)
    width = Place.count + columns.count
  }

  /// Adds a row.
  ///
  /// - Parameter row: its count of fields, then length and bytes of each.
  mutating func add(_ row: UnsafeRawBufferPointer) throws {
    var fields = try CopyFields(row, count: Place.count + 1 + columns.count)
    if rows % Self.chunkRows == 0 { chunks.append(RowChunk(words: Self.chunkRows * width)) }
    let words = chunks[chunks.count - 1].words + rows % Self.chunkRows * width
    func bits(_ number: Int64) -> UInt64 { UInt64(bitPattern: number) }
    words[Place.person] = bits(try fields.integer())
    // The server counts days from 2000-01-01, the program from 1970-01-01.
    words[Place.day] = bits(try fields.integer() &+ 10_957)
    words[Place.batch] = bits(try fields.integer())
    words[Place.source] = bits(
      code(of: try fields.next(), column: PackColumn.Fixed.source.rawValue))
    if let record = try fields.next() {
      records.append((texts.count, Int32(record.count)))
      texts += record
    } else {
      records.append((texts.count, -1))
    }
    for index in kinds.indices {
      switch kinds[index] {
      case .number: words[Place.count + index] = try fields.number().bitPattern
      case .integer, .flag: words[Place.count + index] = bits(try fields.integer())
      case .category:
        let column = PackColumn.Fixed.allCases.count + index
        words[Place.count + index] = bits(code(of: try fields.next(), column: column))
      }
    }
    rows += 1
  }

  /// Takes the rows of another, who gathered some of the same set's elsewhere; nothing is added then.
  mutating func take(_ other: PackBuilder) {
    if spans.isEmpty { spans = [0..<rows] }
    let first = chunks.count * Self.chunkRows
    records += repeatElement((start: 0, count: -1), count: first - records.count)
    let start = texts.count
    records += other.records.map { (start: $0.start + start, count: $0.count) }
    texts += other.texts
    chunks += other.chunks
    spans.append(first..<first + other.rows)
    rows += other.rows
  }

  /// Rows in the order of people, and the household of each.
  struct Order: Sendable {
    fileprivate var rows: [Int] = []
    fileprivate var households: [Int64] = []
    /// How many people they are of.
    fileprivate(set) var people = 0
  }

  /// Makes blocks of all rows, each person's together, first the one that counts first.
  func eachBlock(in order: Order, _ body: (Block) throws -> Void) rethrows {
    let (rows, numbers) = (order.rows, order.households)
    var part = PackPart()
    var columns: [UInt64] = []
    var start = 0
    while start < rows.count {
      var end = min(start + Self.blockRows, rows.count)
      while end < rows.count, person(rows[end]) == person(rows[end - 1]) { end += 1 }
      try body(block(rows[start..<end], numbers[start..<end], &columns, &part))
      start = end
    }
  }

  /// Puts rows in the order of people.
  ///
  /// - Parameters:
  ///   - households: people in order and their households; rows of anyone else are left out.
  ///   - ranked: puts the rows of people in order as the server does.
  func order(
    households: (people: [Int64], numbers: [Int64]), ranked: ([Int64]) throws -> [Tie]
  ) throws -> Order {
    let places = spans.isEmpty ? Array(0..<rows) : spans.flatMap(Array.init)
    let keys = places.map(person)
    let sorted = TotalOrder.order(keys: keys.map { UInt64(bitPattern: $0) ^ 1 << 63 })
    var runs: [Range<Int>] = []
    var start = 0
    for end in 1..<max(1, sorted.count + 1)
    where end == sorted.count || keys[sorted[end]] != keys[sorted[start]] {
      runs.append(start..<end)
      start = end
    }
    let ranks = try ranks(
      runs.filter { $0.count > 1 }.map { run in sorted[run].map { places[$0] }[...] }, ranked)
    var order = Order()
    order.rows.reserveCapacity(rows)
    order.households.reserveCapacity(rows)
    var next = 0
    for run in runs {
      let person = keys[sorted[run.lowerBound]]
      while next < households.people.count, households.people[next] < person { next += 1 }
      guard next < households.people.count, households.people[next] == person else { continue }
      order.people += 1
      if run.count == 1 {
        order.rows.append(places[sorted[run.lowerBound]])
      } else {
        order.rows += sorted[run].map { places[$0] }.sorted { isBefore($0, $1, ranks) }
      }
      order.households += repeatElement(households.numbers[next], count: run.count)
    }
    return order
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

  /// Makes a block of rows in order; `columns` and `part` are memory for the work.
  private func block(
    _ order: ArraySlice<Int>, _ households: ArraySlice<Int64>, _ columns: inout [UInt64],
    _ part: inout PackPart
  ) -> Block {
    // Columns stand a little apart: at a power of 2 from one another they would push one another out of
    // the cache.
    let stride = order.count + 8
    if columns.count < (width + 1) * stride {
      columns = [UInt64](repeating: 0, count: (width + 1) * stride)
    }
    part.begin(columns: PackColumn.Fixed.allCases.count + kinds.count)
    columns.withUnsafeMutableBufferPointer { columns in
      for (place, row) in order.enumerated() {
        let words = words(of: row)
        for column in 0..<width { columns[column * stride + place] = words[column] }
      }
      for (place, household) in households.enumerated() {
        columns[width * stride + place] = UInt64(bitPattern: household)
      }
      func column(_ place: Int) -> UnsafeBufferPointer<UInt64> {
        UnsafeBufferPointer(rebasing: columns[place * stride..<place * stride + order.count])
      }
      for fixed in PackColumn.Fixed.allCases {
        switch fixed {
        case .person: part.add(integers: column(Place.person))
        case .household: part.add(integers: column(width))
        case .day: part.add(integers: column(Place.day))
        case .batch: part.add(integers: column(Place.batch))
        case .source: part.add(integers: column(Place.source))
        case .record: addRecords(order, &part)
        }
      }
      for (index, kind) in kinds.enumerated() {
        if kind == .number {
          part.add(numbers: column(Place.count + index))
        } else {
          part.add(integers: column(Place.count + index))
        }
      }
    }
    let first = person(order[order.startIndex])
    return Block(
      person: first, lastPerson: order.last.map(person) ?? first, rows: order.count,
      bytes: part.finish(rows: order.count))
  }

  private func addRecords(_ order: ArraySlice<Int>, _ part: inout PackPart) {
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
    part.add(texts: bytes, ends: ends)
  }

  private func words(of row: Int) -> UnsafeMutablePointer<UInt64> {
    chunks[row / Self.chunkRows].words + row % Self.chunkRows * width
  }

  private func integer(_ row: Int, _ place: Int) -> Int64 {
    Int64(bitPattern: words(of: row)[place])
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

/// Rows in memory of their own, which are read alone once they are gathered.
private final class RowChunk: @unchecked Sendable {
  let words: UnsafeMutablePointer<UInt64>

  init(words count: Int) { words = .allocate(capacity: count) }

  deinit { words.deallocate() }
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
  @inline(__always)
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
  @inline(__always)
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
  @inline(__always)
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
