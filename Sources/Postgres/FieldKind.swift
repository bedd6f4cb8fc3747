import CLibpq

/// What a reading of a row gives, and from which types of the server.
enum FieldKind {
  case integer, double, bool, text, day, timestamp, bytes, integers, doubles, texts

  func accepts(_ type: Oid) -> Bool {
    switch self {
    case .integer: type == TypeID.int8 || type == TypeID.int4 || type == TypeID.int2
    case .double: type == TypeID.float8 || type == TypeID.float4
    case .bool: type == TypeID.bool
    case .text: Self.isText(type)
    case .day: type == TypeID.date
    case .timestamp: type == TypeID.timestamptz || type == TypeID.timestamp
    case .bytes: type == TypeID.bytea || Self.isText(type)
    case .integers: type == TypeID.int8Array || type == TypeID.int4Array
    case .doubles: type == TypeID.float8Array || type == TypeID.float4Array
    case .texts: type == TypeID.textArray || type == TypeID.varcharArray
    }
  }

  /// The types that it reads, for errors.
  var name: String {
    switch self {
    case .integer: "int2, int4 or int8"
    case .double: "float4 or float8"
    case .bool: "bool"
    case .text: "a text"
    case .day: "a finite date"
    case .timestamp: "a finite timestamp or timestamptz"
    case .bytes: "bytea or a text"
    case .integers: "int4[] or int8[] without nulls"
    case .doubles: "float4[] or float8[] without nulls"
    case .texts: "text[] or varchar[] without nulls"
    }
  }

  private static func isText(_ type: Oid) -> Bool {
    switch type {
    case TypeID.text, TypeID.varchar, TypeID.bpchar, TypeID.name, TypeID.json, TypeID.unknown: true
    default: false
    }
  }
}
