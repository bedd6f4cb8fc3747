/// How a delimited text file is written: its delimiter, quotes and encoding, and its limits.
public struct FileFormat: Hashable, Sendable {
  /// The encodings that files of the field come in.
  public enum Encoding: String, CaseIterable, Sendable {
    /// UTF-8; a record that isn't is a problem record.
    case utf8
    /// Windows-1252, of which Latin-1 text is a part; fields are handed out as UTF-8.
    case windows1252
  }

  /// The byte between two fields, such as a comma, a tab, `|` or 0x1C.
  public var delimiter: UInt8
  /// The byte round a field that holds delimiters or line ends; nil where the file knows no quotes.
  public var quote: UInt8?
  /// The encoding of the file's bytes.
  public var encoding: Encoding
  /// The most bytes of one record, its line end left out.
  public var maximumRecordBytes: Int
  /// The most line ends inside one record's quotes.
  public var maximumQuotedLineEnds: Int

  /// Makes a format; the defaults are those of a comma-separated file.
  ///
  /// - Precondition: delimiter and quote are different ASCII bytes and no line end or NUL; the
  ///   limits lie in 1…2^30 and 0….
  public init(
    delimiter: UInt8 = UInt8(ascii: ","),
    quote: UInt8? = UInt8(ascii: "\""),
    encoding: Encoding = .utf8,
    maximumRecordBytes: Int = 1 << 20,
    maximumQuotedLineEnds: Int = 64
  ) {
    for byte in [delimiter, quote ?? 1] {
      precondition(
        byte < 0x80 && byte != 0 && byte != lineFeed && byte != carriageReturn,
        "delimiter and quote are ASCII bytes other than NUL and line ends")
    }
    precondition(delimiter != quote, "delimiter and quote differ")
    precondition((1...1 << 30).contains(maximumRecordBytes), "a record has 1 to 2^30 bytes")
    precondition(maximumQuotedLineEnds >= 0, "a count of line ends isn't negative")
    self.delimiter = delimiter
    self.quote = quote
    self.encoding = encoding
    self.maximumRecordBytes = maximumRecordBytes
    self.maximumQuotedLineEnds = maximumQuotedLineEnds
  }
}

let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")
