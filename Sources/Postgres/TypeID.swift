import CLibpq

/// The object identifiers of PostgreSQL's built-in types (pg_type.dat), fixed since their making.
enum TypeID {
  static let unspecified: Oid = 0
  static let bool: Oid = 16
  static let bytea: Oid = 17
  static let name: Oid = 19
  static let int8: Oid = 20
  static let int2: Oid = 21
  static let int4: Oid = 23
  static let text: Oid = 25
  static let json: Oid = 114
  static let float4: Oid = 700
  static let float8: Oid = 701
  static let unknown: Oid = 705
  static let int4Array: Oid = 1007
  static let textArray: Oid = 1009
  static let varcharArray: Oid = 1015
  static let int8Array: Oid = 1016
  static let float4Array: Oid = 1021
  static let float8Array: Oid = 1022
  static let bpchar: Oid = 1042
  static let varchar: Oid = 1043
  static let date: Oid = 1082
  static let timestamp: Oid = 1114
  static let timestamptz: Oid = 1184
}

/// PostgreSQL counts days and microseconds from the first of January 2000.
enum Epoch {
  static let days: Int32 = 10_957
  static let microseconds: Int64 = 946_684_800_000_000
}
