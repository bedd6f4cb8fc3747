import Campaign
import Synchronization

/// Makes blocks of the rows of a binary COPY, which come in the order of people.
struct PackBuilder {
  /// A block that is done.
  struct Block {
    var person, lastPerson: Int64
    var rows: Int
    var bytes: [UInt8]
  }

  /// After so many rows a block ends with the person.
  static let blockRows = 1024

  private let columns: [PackColumn]
  /// The words met so far, here and by whoever packs other people of the set.
  private let book: PackLevels
  /// People and rows so far.
  private(set) var (people, rows) = (0, 0)

  private var integers: [[Int64]]
  private var numbers: [[Double]]
  private var codes: [[String: Int64]]
  private var texts: [UInt8] = []
  private var ends: [UInt32] = []
  private var count = 0
  private var (first, last) = (Int64.min, Int64.min)
  private let fixed = PackColumn.Fixed.allCases.count

  init(columns: [PackColumn], _ book: PackLevels) {
    self.columns = columns
    self.book = book
    integers = Array(repeating: [], count: fixed + columns.count)
    numbers = Array(repeating: [], count: fixed + columns.count)
    codes = Array(repeating: [:], count: fixed + columns.count)
  }

  /// Adds a row.
  ///
  /// - Parameter row: its count of fields, then length and bytes of each.
  /// - Returns: the block that it doesn't belong to any more, where one is done.
  mutating func add(_ row: UnsafeRawBufferPointer) throws -> Block? {
    var place = 2
    func field() throws -> UnsafeRawBufferPointer? {
      guard place + 4 <= row.count else { throw Self.malformed }
      let length = Int(Int32(bigEndian: row.loadUnaligned(fromByteOffset: place, as: Int32.self)))
      place += 4
      guard length >= 0 else { return nil }
      guard place + length <= row.count else { throw Self.malformed }
      defer { place += length }
      return UnsafeRawBufferPointer(rebasing: row[place..<place + length])
    }
    func integer() throws -> Int64 {
      guard let bytes = try field() else { return PackColumn.missingInteger }
      return try Self.integer(bytes)
    }
    guard row.count >= 2,
      Int(Int16(bigEndian: row.loadUnaligned(as: Int16.self))) == fixed + columns.count
    else { throw Self.malformed }
    let person = try integer()
    let done = person != last && count >= Self.blockRows ? finish() : nil
    if count == 0 { first = person }
    if person != last || rows == 0 { people += 1 }
    last = person
    integers[0].append(person)
    integers[PackColumn.Fixed.household.rawValue].append(try integer())
    // The server counts days from 2000-01-01, the program from 1970-01-01.
    integers[PackColumn.Fixed.day.rawValue].append(try integer() &+ 10_957)
    integers[PackColumn.Fixed.batch.rawValue].append(try integer())
    let source = PackColumn.Fixed.source.rawValue
    integers[source].append(try code(of: field(), column: source))
    if let record = try field() {
      texts += record
      ends.append(UInt32(texts.count))
    } else {
      ends.append(.max)
    }
    for index in columns.indices {
      let (place, bytes) = (fixed + index, try field())
      switch columns[index].kind {
      case .number:
        numbers[place].append(try bytes.map(Self.number) ?? PackColumn.missing)
      case .integer, .flag:
        integers[place].append(try bytes.map(Self.integer) ?? PackColumn.missingInteger)
      case .category: integers[place].append(code(of: bytes, column: place))
      }
    }
    count += 1
    rows += 1
    return done
  }

  /// Ends the block begun; nil where none was.
  mutating func finish() -> Block? {
    guard count > 0 else { return nil }
    var parts: [[UInt8]] = []
    for column in 0..<PackColumn.Fixed.record.rawValue {
      parts.append(PackPart.bytes(of: integers[column]))
    }
    parts.append(PackPart.bytes(ofTexts: texts, ends: ends))
    for index in columns.indices {
      parts.append(
        columns[index].kind == .number
          ? PackPart.bytes(of: numbers[fixed + index])
          : PackPart.bytes(of: integers[fixed + index]))
    }
    var bytes: [UInt8] = []
    var start = 16 + 4 * (parts.count + 1)
    bytes.reserveCapacity(start + parts.reduce(0) { $0 + $1.count })
    bytes.append(PackBlock.mark)
    bytes.append(UInt32(count))
    bytes.append(UInt32(parts.count))
    for part in parts {
      bytes.append(UInt32(start))
      start += part.count
    }
    bytes.append(UInt32(start))
    for part in parts { bytes += part }
    defer {
      for index in integers.indices {
        integers[index].removeAll(keepingCapacity: true)
        numbers[index].removeAll(keepingCapacity: true)
      }
      texts.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      count = 0
    }
    return Block(person: first, lastPerson: last, rows: count, bytes: bytes)
  }

  private mutating func code(of bytes: UnsafeRawBufferPointer?, column: Int) -> Int64 {
    guard let bytes else { return PackColumn.missingInteger }
    let word = String(decoding: bytes, as: UTF8.self)
    if let code = codes[column][word] { return code }
    let code = book.code(of: word, column: column)
    codes[column][word] = code
    return code
  }

  private static func integer(_ bytes: UnsafeRawBufferPointer) throws -> Int64 {
    switch bytes.count {
    case 1: Int64(bytes[0])
    case 2: Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
    case 4: Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
    case 8: Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    default: throw malformed
    }
  }

  private static func number(_ bytes: UnsafeRawBufferPointer) throws -> Double {
    guard bytes.count == 8 else { throw malformed }
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

/// A column of a block as bytes: a word for its form, the base, the values.
enum PackPart {
  /// Whole numbers, in as few bytes as their range allows.
  static func bytes(of values: [Int64]) -> [UInt8] {
    var (least, most) = (Int64.max, Int64.min)
    for value in values where value != PackColumn.missingInteger {
      least = min(least, value)
      most = max(most, value)
    }
    guard least <= most else { return head(.missing, 0) }
    let (range, isWide) = most.subtractingReportingOverflow(least)
    func above<Stored: FixedWidthInteger & UnsignedInteger>(
      _ type: Stored.Type, _ form: PackBlock.Form
    )
      -> [UInt8]
    {
      var bytes = head(form, least)
      bytes.append(contentsOf: values, as: type) {
        $0 == PackColumn.missingInteger ? .max : Stored(truncatingIfNeeded: $0 &- least)
      }
      return bytes
    }
    if !isWide, range < 0xFF { return above(UInt8.self, .bytes) }
    if !isWide, range < 0xFFFF { return above(UInt16.self, .shorts) }
    if !isWide, range < 0xFFFF_FFFF { return above(UInt32.self, .words) }
    var bytes = head(.integers, 0)
    bytes.append(contentsOf: values, as: UInt64.self) { UInt64(bitPattern: $0) }
    return bytes
  }

  /// Numbers, in as few bytes as hold them exactly.
  static func bytes(of values: [Double]) -> [UInt8] {
    let missing = PackColumn.missing.bitPattern
    var (areWhole, areSingles) = (true, true)
    for value in values where value.bitPattern != missing {
      if !(abs(value) < 0x1p52 && value.rounded(.towardZero) == value)
        || value.bitPattern == 1 << 63
      {
        areWhole = false
      }
      if Double(Float(value)) != value || !value.isFinite { areSingles = false }
      if !areWhole, !areSingles { break }
    }
    if areWhole {
      let whole = bytes(
        of: values.map {
          $0.bitPattern == missing ? PackColumn.missingInteger : Int64($0)
        })
      if whole.count < 16 + 8 * values.count { return whole }
    }
    if areSingles {
      var bytes = head(.singles, 0)
      bytes.append(contentsOf: values, as: UInt32.self) { Float($0).bitPattern }
      return bytes
    }
    var bytes = head(.doubles, 0)
    bytes.append(contentsOf: values, as: UInt64.self) { $0.bitPattern }
    return bytes
  }

  /// Texts, where each ends and then all of them.
  static func bytes(ofTexts texts: [UInt8], ends: [UInt32]) -> [UInt8] {
    var bytes = head(.texts, 0)
    bytes.append(contentsOf: ends, as: UInt32.self) { $0 }
    return bytes + texts
  }

  private static func head(_ form: PackBlock.Form, _ base: Int64) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(form.rawValue)
    bytes.append(UInt64(bitPattern: base))
    return bytes
  }
}

extension [UInt8] {
  fileprivate mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    Swift.withUnsafeBytes(of: number.littleEndian) { self += $0 }
  }

  fileprivate mutating func append<Value, Stored: FixedWidthInteger>(
    contentsOf values: [Value], as type: Stored.Type, _ stored: (Value) -> Stored
  ) {
    let start = count
    let size = MemoryLayout<Stored>.size
    append(contentsOf: repeatElement(0, count: values.count * size))
    withUnsafeMutableBytes { bytes in
      for (row, value) in values.enumerated() {
        bytes.storeBytes(
          of: stored(value).littleEndian, toByteOffset: start + row * size, as: type)
      }
    }
  }
}
