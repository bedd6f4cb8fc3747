/// Writes rows of comma-separated text (RFC 4180: CRLF, quotes only where they are needed).
///
/// A spreadsheet runs a field that begins with `=`, `+`, `-`, `@`, a tab or a CR as a formula. With
/// `spreadsheetSafe` such a field is written with an apostrophe before it, which shows it as text;
/// so is a field that already begins with apostrophes and then one of those, so that
/// `undoSpreadsheetSafe` gives back exactly what was written. Numbers written by `number`, `decimal`
/// and `amount` are exempt: a spreadsheet must be able to add them.
public struct CSVWriter {
  private let spreadsheetSafe: Bool
  private let bufferSize: Int
  private let sink: ([UInt8]) throws -> Void
  private var buffer: [UInt8] = []
  private var rowStart = 0
  private var isFirstField = true

  /// Makes a writer that hands out its bytes, whole rows at a time, about `bufferSize` at once.
  public init(
    spreadsheetSafe: Bool, bufferSize: Int = 1 << 16, sink: @escaping ([UInt8]) throws -> Void
  ) {
    self.spreadsheetSafe = spreadsheetSafe
    self.bufferSize = bufferSize
    self.sink = sink
  }

  /// Writes a field of UTF-8 bytes.
  public mutating func field(_ bytes: Span<UInt8>) {
    separate()
    let isGuarded = spreadsheetSafe && CSVWriter.startsFormula(bytes)
    var isQuoted = false
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: ","), UInt8(ascii: "\""), lineFeed, carriageReturn: isQuoted = true
      default: continue
      }
      break
    }
    if isQuoted { buffer.append(UInt8(ascii: "\"")) }
    if isGuarded { buffer.append(apostrophe) }
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") { buffer.append(byte) }
      buffer.append(byte)
    }
    if isQuoted { buffer.append(UInt8(ascii: "\"")) }
  }

  /// Writes a text field.
  public mutating func field(_ text: String) {
    let bytes = Array(text.utf8)
    field(bytes.span)
  }

  /// Writes a whole number, or an empty field.
  public mutating func number(_ value: Int64?) {
    separate()
    if let value { buffer.append(contentsOf: String(value).utf8) }
  }

  /// Writes a number with all its digits.
  public mutating func decimal(_ value: Double) {
    separate()
    buffer.append(contentsOf: "\(value)".utf8)
  }

  /// Writes an amount as `1234.50`, or an empty field.
  public mutating func amount(_ value: Cents?) {
    separate()
    if let value { buffer.append(contentsOf: value.plain.utf8) }
  }

  /// Ends the row, and hands out the buffer when it is full.
  ///
  /// - Throws: what the sink throws.
  public mutating func endRow() throws {
    // A row of one empty field would be an empty line, which readers skip.
    if buffer.count == rowStart { buffer.append(contentsOf: "\"\"".utf8) }
    buffer.append(carriageReturn)
    buffer.append(lineFeed)
    isFirstField = true
    rowStart = buffer.count
    if buffer.count >= bufferSize { try flush() }
  }

  /// Hands out the rows that are left.
  ///
  /// - Precondition: the last row was ended.
  /// - Throws: what the sink throws.
  public mutating func finish() throws {
    precondition(isFirstField, "a row was begun and not ended")
    try flush()
  }

  /// Calls `body` with a field as it was before `spreadsheetSafe` put an apostrophe before it.
  public static func undoSpreadsheetSafe<Result>(
    _ field: Span<UInt8>, _ body: (Span<UInt8>) throws -> Result
  ) rethrows -> Result {
    let isGuarded = !field.isEmpty && field[0] == apostrophe && startsFormula(field)
    return try body(field.extracting((isGuarded ? 1 : 0)...))
  }

  private mutating func separate() {
    if !isFirstField { buffer.append(UInt8(ascii: ",")) }
    isFirstField = false
  }

  private mutating func flush() throws {
    guard !buffer.isEmpty else { return }
    try sink(buffer)
    buffer.removeAll(keepingCapacity: true)
    rowStart = 0
  }

  /// Whether the field is any number of apostrophes and then a byte that begins a formula.
  private static func startsFormula(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices where bytes[index] != apostrophe {
      switch bytes[index] {
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
        UInt8(ascii: "\t"), carriageReturn:
        return true
      default: return false
      }
    }
    return false
  }
}

private let apostrophe = UInt8(ascii: "'")
