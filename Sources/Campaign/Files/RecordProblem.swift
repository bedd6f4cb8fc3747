/// Why a record can't be taken as it stands.
///
/// Fields are counted from 0.
public enum RecordProblem: Hashable, Sendable {
  /// A quote was opened and not closed within the record's limits or before the end of the file.
  case unclosedQuote
  /// A field isn't valid UTF-8.
  case invalidUTF8(field: Int)
  /// Text stands between a field's closing quote and the next delimiter.
  case textAfterQuote(field: Int)
  /// The record has more bytes than the format allows.
  case tooLong

  /// The reason in words, for the rejects file; fields are counted from 1 here, as people do.
  public var inWords: String {
    switch self {
    case .unclosedQuote: "a quote is opened and not closed"
    case .invalidUTF8(let field): "field \(field + 1) is not valid UTF-8"
    case .textAfterQuote(let field): "field \(field + 1) has text after its closing quote"
    case .tooLong: "the record is too long"
    }
  }
}
