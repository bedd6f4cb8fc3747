/// A value bound to `$1`, `$2`, … of a statement.
///
/// Each goes to the server in binary with its own type, so that a `date` or `numeric` column given
/// a text needs a cast in the SQL.
public enum Value: Sendable, Equatable {
  /// SQL's null, of whatever type the statement expects.
  case null
  /// `bool`.
  case bool(Bool)
  /// `int4`.
  case int32(Int32)
  /// `int8`.
  case integer(Int64)
  /// `float8`.
  case double(Double)
  /// `text`; a zero character is refused by the server.
  case text(String)
  /// `bytea`.
  case bytes([UInt8])
  /// `date`.
  case day(daysSince1970: Int32)
  /// `timestamptz`.
  case timestamp(microsecondsSince1970: Int64)
  /// `int8[]`.
  case integers([Int64])
  /// `float8[]`.
  case doubles([Double])
  /// `text[]`.
  case texts([String])
}
