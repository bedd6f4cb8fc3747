import CLibpq

/// Writes rows of a binary COPY: `beginRow`, then one call for each of its fields.
///
/// The types must be those of the columns, for a COPY casts nothing: `integer` for `int8`, `int32`
/// for `int4`, and so on.
public struct CopyWriter: ~Copyable {
  /// The number of rows begun.
  public private(set) var rowCount = 0

  private static let capacity = 128 * 1024
  /// `PGCOPY`, marks against mangled bytes, no flags, no extension of the header.
  private static let header: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

  private let link: Link
  private let file: String?
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 8)
  private var used = 0
  private var missingFields = 0

  init(_ link: Link, file: String?) {
    self.link = link
    self.file = file
    buffer.copyBytes(from: Self.header)
    used = Self.header.count
  }

  deinit { buffer.deallocate() }

  /// Begins a row of so many fields.
  ///
  /// - Throws: when the row before has too few.
  public mutating func beginRow(fields: Int) throws(PostgresError) {
    try endRow()
    guard let count = Int16(exactly: fields), count >= 0 else {
      throw wrongFields("a row of \(fields) fields can't be written")
    }
    try reserve(2)
    store(count)
    missingFields = fields
    rowCount += 1
  }

  /// Writes a null.
  public mutating func null() throws(PostgresError) { try beginField(-1) }

  /// Writes an `int8`.
  public mutating func integer(_ value: Int64) throws(PostgresError) {
    try beginField(8)
    store(value)
  }

  /// Writes an `int4`.
  public mutating func int32(_ value: Int32) throws(PostgresError) {
    try beginField(4)
    store(value)
  }

  /// Writes an `int2`.
  public mutating func int16(_ value: Int16) throws(PostgresError) {
    try beginField(2)
    store(value)
  }

  /// Writes a `float8`.
  public mutating func double(_ value: Double) throws(PostgresError) {
    try beginField(8)
    store(value.bitPattern)
  }

  /// Writes a `bool`.
  public mutating func bool(_ value: Bool) throws(PostgresError) {
    try beginField(1)
    store(value ? UInt8(1) : 0)
  }

  /// Writes a `date`, given as days since 1970-01-01.
  public mutating func day(_ daysSince1970: Int32) throws(PostgresError) {
    guard let day = Field.serverDay(daysSince1970) else { throw outOfRange("a day") }
    try beginField(4)
    store(day)
  }

  /// Writes a `timestamptz` or `timestamp`.
  public mutating func timestamp(microsecondsSince1970: Int64) throws(PostgresError) {
    guard let instant = Field.serverInstant(microsecondsSince1970) else {
      throw outOfRange("an instant")
    }
    try beginField(8)
    store(instant)
  }

  /// Writes a `text`.
  public mutating func text(_ value: String) throws(PostgresError) {
    var value = value
    // The closure of withUTF8 throws untyped, so that the error is carried out by hand.
    let outcome: Result<Void, PostgresError> = value.withUTF8 { utf8 in
      do throws(PostgresError) { return .success(try bytes(utf8.span)) } catch {
        return .failure(error)
      }
    }
    try outcome.get()
  }

  /// Writes a `text` from its UTF-8.
  public mutating func text(_ utf8: Span<UInt8>) throws(PostgresError) { try bytes(utf8) }

  /// Writes a `text` from its UTF-8.
  public mutating func text(_ utf8: ArraySlice<UInt8>) throws(PostgresError) {
    try bytes(utf8.span)
  }

  /// Writes a `bytea`.
  public mutating func bytes(_ value: Span<UInt8>) throws(PostgresError) {
    guard let length = Int32(exactly: value.count) else { throw outOfRange("a text") }
    try beginField(length)
    var start = 0
    while start < value.count {
      if used == Self.capacity { try flush() }
      let count = min(value.count - start, Self.capacity - used)
      value.extracting(start..<(start + count)).withUnsafeBytes { part in
        UnsafeMutableRawBufferPointer(rebasing: buffer[used...]).copyMemory(from: part)
      }
      used += count
      start += count
    }
  }

  /// Writes a `float8[]`.
  public mutating func doubles(_ values: [Double]) throws(PostgresError) {
    let isEmpty = values.isEmpty
    guard let length = Int32(exactly: isEmpty ? 12 : 20 + 12 * values.count) else {
      throw outOfRange("an array")
    }
    try beginField(length)
    try reserve(20)
    store(Int32(isEmpty ? 0 : 1))
    store(Int32(0))
    store(TypeID.float8)
    guard !isEmpty else { return }
    store(Int32(values.count))
    store(Int32(1))
    for value in values {
      try reserve(12)
      store(Int32(8))
      store(value.bitPattern)
    }
  }

  /// Writes what ends the data, and sends all that is left.
  mutating func finish() throws(PostgresError) {
    try endRow()
    try reserve(2)
    store(Int16(-1))
    try flush()
  }

  private func endRow() throws(PostgresError) {
    if missingFields > 0 {
      throw wrongFields("row \(rowCount) lacks \(missingFields) of its fields")
    }
  }

  /// Counts a field of the row, and writes its length, -1 for a null; leaves room for 8 bytes more.
  private mutating func beginField(_ length: Int32) throws(PostgresError) {
    guard missingFields > 0 else { throw wrongFields("row \(rowCount) has too many fields") }
    missingFields -= 1
    try reserve(12)
    store(length)
  }

  private mutating func reserve(_ count: Int) throws(PostgresError) {
    if Self.capacity - used < count { try flush() }
  }

  private mutating func store<T: FixedWidthInteger>(_ value: T) {
    buffer.storeBytes(of: value.bigEndian, toByteOffset: used, as: T.self)
    used += MemoryLayout<T>.size
  }

  private mutating func flush() throws(PostgresError) {
    try link.checkInterrupt(file: file)
    let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard PQputCopyData(link.handle, start, Int32(used)) == 1 else {
      throw PostgresError(lastOf: link.handle, file: file)
    }
    used = 0
    try link.flush(file: file)
  }

  private func wrongFields(_ message: String) -> PostgresError {
    PostgresError(PostgresError.badCopyFileFormat, message, file: file)
  }

  private func outOfRange(_ what: String) -> PostgresError {
    PostgresError(
      PostgresError.numericValueOutOfRange, "\(what) of row \(rowCount) is out of range",
      file: file)
  }
}
