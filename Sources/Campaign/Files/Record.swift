/// One record of a delimited file, valid only within the call that hands it out.
///
/// Where `problem` isn't nil the fields are what could be made out and are not to be stored; after
/// `unclosedQuote` and `tooLong` there are none.
public struct Record: ~Copyable {
  /// The line on which the record begins, from 1.
  public let lineNumber: Int
  /// The record's number among all records, problem records too, from 1.
  public let rowNumber: Int
  /// What is wrong with the record, or nil.
  public let problem: RecordProblem?

  @usableFromInline let raw: UnsafeBufferPointer<UInt8>
  @usableFromInline let fields: UnsafeBufferPointer<FieldBounds>
  @usableFromInline let quote: UInt8
  @usableFromInline let needsTranscoding: Bool

  /// How many fields the record has.
  @inlinable public var count: Int { fields.count }

  /// Calls `body` with a field's bytes in UTF-8, without its quotes.
  ///
  /// Nothing is copied unless quotes inside the field are doubled or the file isn't in UTF-8.
  ///
  /// - Precondition: `index` lies in `0 ..< count`.
  @inlinable
  public func withField<Result, Failure: Error>(
    _ index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(index >= 0 && index < fields.count, "the record has no field of this index")
    let bounds = fields[index]
    let bytes = UnsafeBufferPointer(rebasing: raw[Int(bounds.start)..<Int(bounds.end)])
    if bounds.hasDoubledQuotes || needsTranscoding {
      let copy = rewritten(bytes, hasDoubledQuotes: bounds.hasDoubledQuotes)
      return try body(copy.span)
    }
    return try body(bytes.span)
  }

  /// Calls `body` with the record's bytes as they stood in the file, line end and NUL bytes left out.
  ///
  /// A record that is too long is cut at the format's limit.
  @inlinable
  public func withRaw<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(raw.span)
  }

  /// A field as a text: for headers and tests; `withField` is for rows.
  public func text(_ index: Int) -> String {
    withField(index) { bytes in
      bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
  }

  @usableFromInline
  func rewritten(_ bytes: UnsafeBufferPointer<UInt8>, hasDoubledQuotes: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if needsTranscoding, byte >= 0x80 {
        Windows1252.appendUTF8(of: byte, to: &result)
      } else {
        result.append(byte)
      }
      // The second of two quotes is left out.
      index += hasDoubledQuotes && byte == quote ? 2 : 1
    }
    return result
  }
}

/// Where a field lies within its record's bytes, its quotes left out.
@usableFromInline
struct FieldBounds {
  @usableFromInline var start: Int32
  @usableFromInline var end: Int32
  @usableFromInline var hasDoubledQuotes: Bool

  init(_ start: Int, _ end: Int, hasDoubledQuotes: Bool = false) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
    self.hasDoubledQuotes = hasDoubledQuotes
  }
}
