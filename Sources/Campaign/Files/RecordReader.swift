import Glibc

/// Reads delimited text record by record, in constant memory, and gives up on records, never on files.
///
/// Bytes are pushed in chunks of any size; where they are cut makes no difference. Line ends are LF,
/// CRLF and CR, also mixed. A byte order mark is dropped; NUL bytes are dropped and counted (old
/// files of state boards hold them); empty lines are skipped and counted. Quotes are those of RFC
/// 4180; a quote within an unquoted field is an ordinary byte.
///
/// A stray quote must not swallow the records after it. Where a quote is still open at the format's
/// limits or at the end of the file, or is closed on a later line with text behind it, the line on
/// which the record began is handed out as a problem and reading goes on with the next line.
public struct RecordReader {
  /// How the file is written.
  public let format: FileFormat
  /// How many NUL bytes were dropped.
  public private(set) var nulCount = 0
  /// How many empty lines were skipped.
  public private(set) var blankLineCount = 0
  /// How many records were handed out, problem records too.
  public private(set) var recordCount = 0

  /// Bytes not yet handed out: at most a record and a chunk.
  private var buffer: [UInt8] = []
  private var scanner: RecordScanner
  private var lineNumber = 1
  private var lastByte: UInt8?
  private var isAtStart = true
  /// Whether the rest of a line that is too long is being skipped.
  private var isSkippingLine = false
  private var endedInsideQuote = false

  /// Makes a reader that stands at the start of a file.
  public init(format: FileFormat) {
    self.format = format
    scanner = RecordScanner(format)
  }

  /// Takes the next bytes of the file and hands out the records that they complete.
  ///
  /// - Throws: what `each` throws; the reader isn't to be used after that.
  public mutating func feed(
    _ chunk: Span<UInt8>, _ each: (borrowing Record) throws -> Void
  ) throws {
    append(chunk)
    try handOut(isFinal: false, each)
  }

  /// Takes the end of the file and hands out the records that are left.
  ///
  /// - Throws: what `each` throws.
  public mutating func finish(_ each: (borrowing Record) throws -> Void) throws -> FileEnd {
    try handOut(isFinal: true, each)
    return FileEnd(
      lastLineIsOpen: lastByte.map { $0 != lineFeed && $0 != carriageReturn } ?? false,
      isInsideQuote: endedInsideQuote)
  }

  private mutating func append(_ chunk: Span<UInt8>) {
    chunk.withUnsafeBufferPointer { bytes in
      var start = 0
      while let nul = firstNul(bytes, from: start) {
        buffer.append(contentsOf: bytes[start..<nul])
        start = nul + 1
        nulCount += 1
      }
      buffer.append(contentsOf: bytes[start...])
    }
    lastByte = buffer.last ?? lastByte
  }

  /// The index of the first NUL byte; `memchr` is ten times as fast as `firstIndex(of:)` here.
  private func firstNul(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    return memchr(base + start, 0, bytes.count - start).map { UnsafeRawPointer($0) - base }
  }

  private mutating func handOut(
    isFinal: Bool, _ each: (borrowing Record) throws -> Void
  ) throws {
    // The buffer is taken out of self, so that the rest of self can change while it is read.
    var bytes: [UInt8] = []
    swap(&bytes, &buffer)
    let consumed = try handOut(bytes.span, isFinal, each)
    bytes.removeFirst(consumed)
    swap(&bytes, &buffer)
  }

  /// Hands out the records of the buffer; the result is how many bytes are done with.
  private mutating func handOut(
    _ bytes: Span<UInt8>, _ isFinal: Bool, _ each: (borrowing Record) throws -> Void
  ) throws -> Int {
    var position = 0
    if isAtStart {
      guard bytes.count >= 3 || isFinal else { return 0 }
      isAtStart = false
      if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
    }
    while position < bytes.count {
      if isSkippingLine {
        position = skipLine(bytes, from: position, isFinal)
        if isSkippingLine { return position }
        continue
      }
      switch scanner.scan(bytes, from: position, isFinal: isFinal) {
      case .incomplete: return position
      case .record(let end, let next, let lineEnds):
        if end == position {
          blankLineCount += 1
        } else {
          let problem = scanner.textAfterQuoteField.map { RecordProblem.textAfterQuote(field: $0) }
          try handOut(bytes.extracting(position..<end), scanner.fields, problem, each)
        }
        position = next
        lineNumber += lineEnds
      case .unclosedQuote(let atEndOfFile):
        if atEndOfFile { endedInsideQuote = true }
        position = try reject(bytes, from: position, .unclosedQuote, isFinal, each)
      case .tooLong: position = try reject(bytes, from: position, .tooLong, isFinal, each)
      }
    }
    return position
  }

  /// Hands out the line that begins at `start` as a problem; the result is where to read on.
  private mutating func reject(
    _ bytes: Span<UInt8>, from start: Int, _ problem: RecordProblem, _ isFinal: Bool,
    _ each: (borrowing Record) throws -> Void
  ) throws -> Int {
    let longest = start + format.maximumRecordBytes
    let end = scanner.nextLineEnd(bytes, from: start, to: min(bytes.count, longest + 1))
    try handOut(bytes.extracting(start..<min(end, longest)), [], problem, each)
    // The line end itself is left to the skipping, which knows about a CR at the buffer's end.
    isSkippingLine = true
    return skipLine(bytes, from: end, isFinal)
  }

  /// Skips to behind the next line end; the result is where to read on.
  private mutating func skipLine(_ bytes: Span<UInt8>, from start: Int, _ isFinal: Bool) -> Int {
    let end = scanner.nextLineEnd(bytes, from: start, to: bytes.count)
    guard end < bytes.count else { return end }
    guard let next = scanner.endOfLineEnd(bytes, at: end, isFinal) else { return end }
    isSkippingLine = false
    lineNumber += 1
    return next
  }

  @inline(__always)
  private mutating func handOut(
    _ bytes: Span<UInt8>, _ fields: [FieldBounds], _ problem: RecordProblem?,
    _ each: (borrowing Record) throws -> Void
  ) throws {
    recordCount += 1
    var problem = problem
    let hasHighBytes = scanner.mayHoldHighBytes
    if problem == nil, hasHighBytes, format.encoding == .utf8 {
      problem = invalidField(bytes, fields).map { RecordProblem.invalidUTF8(field: $0) }
    }
    let (lineNumber, rowNumber) = (lineNumber, recordCount)
    try bytes.withUnsafeBufferPointer { bytes in
      try fields.withUnsafeBufferPointer { fields in
        try each(
          Record(
            lineNumber: lineNumber, rowNumber: rowNumber, problem: problem, raw: bytes,
            fields: fields, quote: format.quote ?? 0,
            needsTranscoding: hasHighBytes && format.encoding == .windows1252))
      }
    }
  }

  /// The first field that isn't valid UTF-8.
  private func invalidField(_ bytes: Span<UInt8>, _ fields: [FieldBounds]) -> Int? {
    fields.firstIndex { bounds in
      let field = bytes.extracting(Int(bounds.start)..<Int(bounds.end))
      return (try? UTF8Span(validating: field)) == nil
    }
  }
}
