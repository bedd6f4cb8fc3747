/// One row of a binary COPY TO, lent for the length of a closure; fields count from 0.
///
/// COPY names no types: each reading throws when the field is null or its length isn't that of the
/// type asked for.
public struct CopyRow: ~Copyable {
  private var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
  private var ranges: [Range<Int>?] = []
  private let file: String?

  init(file: String?) { self.file = file }

  /// The number of fields.
  public var fieldCount: Int { ranges.count }

  /// Whether the field is null.
  public func isNull(_ index: Int) throws(PostgresError) -> Bool { try field(index) == nil }

  /// An `int2`, `int4` or `int8`.
  public func integer(_ index: Int) throws(PostgresError) -> Int64 {
    try read(index) { $0.integer }
  }

  /// A `float4` or `float8`.
  public func double(_ index: Int) throws(PostgresError) -> Double {
    try read(index) { $0.double }
  }

  /// A `bool`.
  public func bool(_ index: Int) throws(PostgresError) -> Bool { try read(index) { $0.bool } }

  /// A text.
  public func text(_ index: Int) throws(PostgresError) -> String { try read(index) { $0.text } }

  /// A finite `date` as days since 1970-01-01.
  public func day(_ index: Int) throws(PostgresError) -> Int32 { try read(index) { $0.day } }

  /// A `float4[]` or `float8[]` of one dimension, without nulls.
  public func doubles(_ index: Int) throws(PostgresError) -> [Double] {
    try read(index) { $0.array(\.double) }
  }

  /// Lends the bytes of the field.
  public func withBytes<R>(_ index: Int, _ body: (Span<UInt8>) throws -> R) throws -> R {
    try present(field(index), index).withSpan(body)
  }

  /// Takes the bytes of a row: its count of fields, then length and bytes of each.
  ///
  /// - Returns: false when they mark the end of the data.
  mutating func load(_ row: UnsafeRawBufferPointer) throws(PostgresError) -> Bool {
    bytes = row
    ranges.removeAll(keepingCapacity: true)
    guard let count = Field(bytes: slice(0..<2)).integer else { throw malformed }
    var position = 2
    for _ in 0..<max(count, 0) {
      guard let length = Field(bytes: slice(position..<(position + 4))).integer,
        position + 4 + Int(max(length, 0)) <= row.count
      else { throw malformed }
      position += 4
      ranges.append(length < 0 ? nil : position..<(position + Int(length)))
      position += Int(max(length, 0))
    }
    return count >= 0
  }

  private func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)])
  }

  private func field(_ index: Int) throws(PostgresError) -> Field? {
    guard ranges.indices.contains(index) else {
      throw PostgresError(
        PostgresError.undefinedColumn, "the COPY has \(ranges.count) fields, not field \(index)",
        file: file)
    }
    return ranges[index].map { Field(bytes: slice($0)) }
  }

  private func present<T>(_ value: T?, _ index: Int) throws(PostgresError) -> T {
    guard let value else {
      throw PostgresError(
        PostgresError.datatypeMismatch, "field \(index) is null or of another type", file: file)
    }
    return value
  }

  private func read<T>(_ index: Int, _ decode: (Field) -> T?) throws(PostgresError) -> T {
    try present(field(index).flatMap(decode), index)
  }

  private var malformed: PostgresError {
    PostgresError(
      PostgresError.badCopyFileFormat, "the COPY data is of the wrong form", file: file)
  }
}
