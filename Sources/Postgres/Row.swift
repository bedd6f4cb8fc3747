import CLibpq

/// One row of a result, lent for the length of a closure; columns count from 0.
///
/// Each reading throws a `PostgresError` that names the column when the column isn't of its type,
/// or is null where the method's name doesn't end in `IfPresent`.
public struct Row: ~Copyable {
  private let result: OpaquePointer
  var index: Int32
  private let file: String?

  init(_ result: OpaquePointer, _ index: Int32, _ file: String?) {
    self.result = result
    self.index = index
    self.file = file
  }

  /// The number of columns.
  public var columnCount: Int { Int(PQnfields(result)) }

  /// The index of the first column of a name.
  public func columnIndex(_ name: String) throws(PostgresError) -> Int {
    for column in 0..<columnCount where self.name(of: column) == name { return column }
    throw PostgresError(
      PostgresError.undefinedColumn, "the result has no such column", file: file, column: name)
  }

  /// Whether the column is null.
  public func isNull(_ column: Int) throws(PostgresError) -> Bool {
    try field(column, of: nil) == nil
  }

  /// An `int2`, `int4` or `int8`.
  public func integer(_ column: Int) throws(PostgresError) -> Int64 {
    try present(integerIfPresent(column), column)
  }

  /// An `int2`, `int4` or `int8`, or nil for a null.
  public func integerIfPresent(_ column: Int) throws(PostgresError) -> Int64? {
    try read(column, .integer) { $0.integer }
  }

  /// A `float4` or `float8`.
  public func double(_ column: Int) throws(PostgresError) -> Double {
    try present(doubleIfPresent(column), column)
  }

  /// A `float4` or `float8`, or nil for a null.
  public func doubleIfPresent(_ column: Int) throws(PostgresError) -> Double? {
    try read(column, .double) { $0.double }
  }

  /// A `bool`.
  public func bool(_ column: Int) throws(PostgresError) -> Bool {
    try present(boolIfPresent(column), column)
  }

  /// A `bool`, or nil for a null.
  public func boolIfPresent(_ column: Int) throws(PostgresError) -> Bool? {
    try read(column, .bool) { $0.bool }
  }

  /// A `text`, `varchar`, `char`, `name` or `json`.
  public func text(_ column: Int) throws(PostgresError) -> String {
    try present(textIfPresent(column), column)
  }

  /// A `text`, `varchar`, `char`, `name` or `json`, or nil for a null.
  public func textIfPresent(_ column: Int) throws(PostgresError) -> String? {
    try read(column, .text) { $0.text }
  }

  /// A finite `date` as days since 1970-01-01.
  public func day(_ column: Int) throws(PostgresError) -> Int32 {
    try present(dayIfPresent(column), column)
  }

  /// A finite `date` as days since 1970-01-01, or nil for a null.
  public func dayIfPresent(_ column: Int) throws(PostgresError) -> Int32? {
    try read(column, .day) { $0.day }
  }

  /// A finite `timestamptz` or `timestamp` as microseconds since 1970-01-01.
  public func timestamp(_ column: Int) throws(PostgresError) -> Int64 {
    try present(timestampIfPresent(column), column)
  }

  /// A finite `timestamptz` or `timestamp` as microseconds since 1970-01-01, or nil for a null.
  public func timestampIfPresent(_ column: Int) throws(PostgresError) -> Int64? {
    try read(column, .timestamp) { $0.timestamp }
  }

  /// An `int4[]` or `int8[]` of one dimension, without nulls.
  public func integers(_ column: Int) throws(PostgresError) -> [Int64] {
    try present(read(column, .integers) { $0.array(\.integer) }, column)
  }

  /// A `float4[]` or `float8[]` of one dimension, without nulls.
  public func doubles(_ column: Int) throws(PostgresError) -> [Double] {
    try present(read(column, .doubles) { $0.array(\.double) }, column)
  }

  /// A `text[]` or `varchar[]` of one dimension, without nulls.
  public func texts(_ column: Int) throws(PostgresError) -> [String] {
    try present(read(column, .texts) { $0.array(\.text) }, column)
  }

  /// Lends the bytes of a `bytea`, or the UTF-8 of a text.
  public func withBytes<R>(_ column: Int, _ body: (Span<UInt8>) throws -> R) throws -> R {
    let field = try present(field(column, of: .bytes), column)
    return try field.withSpan(body)
  }

  private func read<T>(
    _ column: Int, _ kind: FieldKind, _ decode: (Field) -> T?
  ) throws(PostgresError) -> T? {
    guard let field = try field(column, of: kind) else { return nil }
    guard let value = decode(field) else {
      throw error(
        PostgresError.numericValueOutOfRange, "a value can't be read as \(kind.name)", column)
    }
    return value
  }

  private func present<T>(_ value: T?, _ column: Int) throws(PostgresError) -> T {
    guard let value else {
      throw error(
        PostgresError.nullValueNotAllowed, "row \(index + 1) of the result has a null", column)
    }
    return value
  }

  /// The bytes of a field; nil when it is null.
  private func field(_ column: Int, of kind: FieldKind?) throws(PostgresError) -> Field? {
    guard column >= 0, column < columnCount else {
      throw PostgresError(
        PostgresError.undefinedColumn,
        "the result has \(columnCount) columns, not column \(column)",
        file: file)
    }
    let number = Int32(column)
    let type = PQftype(result, number)
    if let kind, !kind.accepts(type) {
      throw error(
        PostgresError.datatypeMismatch,
        "the type (OID \(type)) isn't \(kind.name): cast it in the SQL", column)
    }
    guard PQgetisnull(result, index, number) == 0 else { return nil }
    let start = UnsafeRawPointer(PQgetvalue(result, index, number))
    return Field(bytes: .init(start: start, count: Int(PQgetlength(result, index, number))))
  }

  private func error(_ state: String, _ message: String, _ column: Int) -> PostgresError {
    PostgresError(state, message, file: file, column: name(of: column))
  }

  private func name(of column: Int) -> String? {
    PQfname(result, Int32(column)).map { String(cString: $0) }
  }
}
