/// Finds the fields and the end of one record in a buffer.
struct RecordScanner {
  /// What a scan came to, with positions in the buffer.
  enum Outcome {
    /// The record ends before `end`; the next one begins at `next`, so many line ends further on.
    case record(end: Int, next: Int, lineEnds: Int)
    /// The buffer ends within the record, and more bytes may come.
    case incomplete
    /// A quote is open at the record's limits or, where `atEndOfFile`, at the end of the file; or
    /// text stands after a quote that was closed on a later line, a sign that it closed nothing.
    case unclosedQuote(atEndOfFile: Bool)
    /// The record is longer than the limit.
    case tooLong
  }

  let format: FileFormat
  /// The fields of the record just scanned, relative to its first byte.
  private(set) var fields: [FieldBounds] = []
  /// The first field of the record just scanned with text after its closing quote.
  private(set) var textAfterQuoteField: Int?
  /// Whether the record just scanned may hold bytes beyond ASCII; false is certain.
  private(set) var mayHoldHighBytes = false

  private let delimiterPattern: UInt64
  private let quotePattern: UInt64

  init(_ format: FileFormat) {
    self.format = format
    delimiterPattern = RecordScanner.pattern(format.delimiter)
    quotePattern = RecordScanner.pattern(format.quote ?? 0)
  }

  /// Scans the record that begins at `start`; `isFinal` says that no bytes come after the buffer's.
  mutating func scan(_ bytes: Span<UInt8>, from start: Int, isFinal: Bool) -> Outcome {
    fields.removeAll(keepingCapacity: true)
    textAfterQuoteField = nil
    // One byte beyond the longest record is looked at: it may be the line end. No more, so that
    // what comes out doesn't depend on how far the buffer happens to reach.
    let limit = min(bytes.count, start + format.maximumRecordBytes + 1)
    var highBits: UInt64 = 0
    var lineEnds = 0
    var position = start

    while true {
      let fieldStart = position
      var bounds: FieldBounds?
      if position < limit, bytes[position] == format.quote {
        switch scanQuoted(bytes, from: position + 1, to: limit, isFinal, &lineEnds, &highBits) {
        case .closed(let quote, let hasDoubledQuotes):
          position = quote + 1
          bounds = FieldBounds(
            fieldStart + 1 - start, quote - start, hasDoubledQuotes: hasDoubledQuotes)
        case .open:
          if limit - start > format.maximumRecordBytes { return .unclosedQuote(atEndOfFile: false) }
          return isFinal ? .unclosedQuote(atEndOfFile: true) : .incomplete
        case .tooManyLineEnds: return .unclosedQuote(atEndOfFile: false)
        case .incomplete: return .incomplete
        }
      }

      let rest = position
      position = nextStop(bytes, from: rest, to: limit, delimiterPattern, &highBits)
      if bounds != nil, position > rest {
        if lineEnds > 0 { return .unclosedQuote(atEndOfFile: false) }
        if textAfterQuoteField == nil { textAfterQuoteField = fields.count }
        bounds = nil
      }
      if position == limit {
        if limit - start > format.maximumRecordBytes { return .tooLong }
        if !isFinal { return .incomplete }
      }
      fields.append(bounds ?? FieldBounds(fieldStart - start, position - start))
      if position < limit, bytes[position] == format.delimiter {
        position += 1
        continue
      }

      mayHoldHighBytes = highBits & 0x8080_8080_8080_8080 != 0
      guard position < limit else {
        return .record(end: position, next: position, lineEnds: lineEnds)
      }
      guard let next = endOfLineEnd(bytes, at: position, isFinal) else { return .incomplete }
      return .record(end: position, next: next, lineEnds: lineEnds + 1)
    }
  }

  private enum QuotedOutcome {
    case closed(quote: Int, hasDoubledQuotes: Bool)
    case open
    case tooManyLineEnds
    case incomplete
  }

  /// Scans from behind an opening quote to the closing one, and counts the line ends between.
  private func scanQuoted(
    _ bytes: Span<UInt8>, from start: Int, to limit: Int, _ isFinal: Bool,
    _ lineEnds: inout Int, _ highBits: inout UInt64
  ) -> QuotedOutcome {
    var position = start
    var hasDoubledQuotes = false
    let lineEndsBefore = lineEnds
    while true {
      position = nextStop(bytes, from: position, to: limit, quotePattern, &highBits)
      guard position < limit else { return .open }
      if bytes[position] != format.quote {
        guard let next = endOfLineEnd(bytes, at: position, isFinal) else { return .incomplete }
        position = next
        lineEnds += 1
        if lineEnds - lineEndsBefore > format.maximumQuotedLineEnds { return .tooManyLineEnds }
      } else if position + 1 < limit, bytes[position + 1] == format.quote {
        hasDoubledQuotes = true
        position += 2
      } else {
        return .closed(quote: position, hasDoubledQuotes: hasDoubledQuotes)
      }
    }
  }

  /// The position behind the line end that begins here, or nil where that isn't known yet: the
  /// buffer ends with a CR, and an LF may follow.
  func endOfLineEnd(_ bytes: Span<UInt8>, at position: Int, _ isFinal: Bool) -> Int? {
    let next = position + 1
    guard bytes[position] == carriageReturn else { return next }
    guard next < bytes.count else { return isFinal ? next : nil }
    return bytes[next] == lineFeed ? next + 1 : next
  }

  /// The position of the first line end in `start ..< limit`, or `limit`.
  func nextLineEnd(_ bytes: Span<UInt8>, from start: Int, to limit: Int) -> Int {
    var highBits: UInt64 = 0
    return nextStop(bytes, from: start, to: limit, RecordScanner.lineFeeds, &highBits)
  }

  /// The position of the first LF, CR or pattern's byte in `start ..< limit`, or at least `limit`.
  ///
  /// Eight bytes at a time: x - 0x01… & ~x & 0x80… has its lowest bit set in x's first zero byte
  /// (H. S. Warren, Hacker's Delight, 6-1); bits above it may be wrong and aren't looked at.
  /// `highBits` gathers all bytes met, and up to seven beyond.
  @inline(__always)
  private func nextStop(
    _ bytes: Span<UInt8>, from start: Int, to limit: Int, _ pattern: UInt64,
    _ highBits: inout UInt64
  ) -> Int {
    let raw = bytes.bytes
    var position = start
    while position + 8 <= limit {
      let word = UInt64(
        littleEndian: raw.unsafeLoadUnaligned(
          fromUncheckedByteOffset: position, as: UInt64.self))
      highBits |= word
      let stops =
        zeroBytes(word ^ pattern) | zeroBytes(word ^ RecordScanner.lineFeeds)
        | zeroBytes(word ^ RecordScanner.carriageReturns)
      if stops != 0 { return position + stops.trailingZeroBitCount >> 3 }
      position += 8
    }
    while position < limit {
      let byte = bytes[position]
      highBits |= UInt64(byte)
      if byte == lineFeed || byte == carriageReturn || byte == UInt8(truncatingIfNeeded: pattern) {
        break
      }
      position += 1
    }
    return position
  }

  @inline(__always)
  private func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  private static let lineFeeds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
  private static let carriageReturns: UInt64 = 0x0D0D_0D0D_0D0D_0D0D

  private static func pattern(_ byte: UInt8) -> UInt64 {
    UInt64(byte) &* 0x0101_0101_0101_0101
  }
}
