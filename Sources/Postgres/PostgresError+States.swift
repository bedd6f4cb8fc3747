extension PostgresError {
  /// A row that isn't there (`no_data`).
  public static let noData = "02000"
  /// A null where a value is needed (`null_value_not_allowed`).
  public static let nullValueNotAllowed = "22004"
  /// A number outside its type (`numeric_value_out_of_range`).
  public static let numericValueOutOfRange = "22003"
  /// A text that isn't of the form its type wants (`invalid_text_representation`).
  public static let invalidTextRepresentation = "22P02"
  /// COPY data of the wrong form (`bad_copy_file_format`).
  public static let badCopyFileFormat = "22P04"
  /// A null in a column that takes none (`not_null_violation`).
  public static let notNullViolation = "23502"
  /// A key that refers to no row (`foreign_key_violation`).
  public static let foreignKeyViolation = "23503"
  /// A key that is there already (`unique_violation`).
  public static let uniqueViolation = "23505"
  /// A row that a check refuses (`check_violation`).
  public static let checkViolation = "23514"
  /// A transaction inside another (`active_sql_transaction`).
  public static let activeTransaction = "25001"
  /// No transaction where there should be one (`no_active_sql_transaction`).
  public static let noActiveTransaction = "25P01"
  /// A transaction in which a statement failed (`in_failed_sql_transaction`).
  public static let failedTransaction = "25P02"
  /// A login that the server refuses (`invalid_authorization_specification`).
  public static let invalidAuthorization = "28000"
  /// A wrong password (`invalid_password`).
  public static let invalidPassword = "28P01"
  /// A database that isn't there (`invalid_catalog_name`).
  public static let undefinedDatabase = "3D000"
  /// Transactions that can't be put in an order (`serialization_failure`).
  public static let serializationFailure = "40001"
  /// Transactions that wait for each other (`deadlock_detected`).
  public static let deadlockDetected = "40P01"
  /// A right that the role doesn't have (`insufficient_privilege`).
  public static let insufficientPrivilege = "42501"
  /// SQL that can't be read (`syntax_error`).
  public static let syntaxError = "42601"
  /// A column that isn't there (`undefined_column`).
  public static let undefinedColumn = "42703"
  /// A value of another type than asked for (`datatype_mismatch`).
  public static let datatypeMismatch = "42804"
  /// A function that isn't there (`undefined_function`).
  public static let undefinedFunction = "42883"
  /// A table that isn't there (`undefined_table`).
  public static let undefinedTable = "42P01"
  /// A lock that couldn't be had in time (`lock_not_available`).
  public static let lockNotAvailable = "55P03"
  /// A statement that was cancelled (`query_canceled`).
  public static let queryCanceled = "57014"
  /// No connection could be made (`sqlclient_unable_to_establish_sqlconnection`).
  public static let cannotConnect = "08001"
  /// The connection broke (`connection_failure`).
  public static let connectionFailure = "08006"

  /// A schema that isn't there.
  public static let undefinedSchema = "3F000"
  /// A setting that can't have that value, such as a role that isn't there.
  public static let invalidParameterValue = "22023"
  /// The server has no room for another connection.
  public static let tooManyConnections = "53300"
  /// Settings that libpq can't read; a state of this program's own.
  public static let unreadableSettings = "GS001"

  /// Whether the connection is gone (or never was); a new one may work.
  public var isConnectionLost: Bool {
    sqlState.hasPrefix("08") || ["57P01", "57P02", "57P03"].contains(sqlState)
  }

  /// Whether the statement was cancelled, by the person or by a time limit.
  public var isCanceled: Bool { sqlState == Self.queryCanceled }

  /// A phrase for a state of the server, or else for its class.
  static func phrase(for sqlState: String) -> String {
    phrases[sqlState] ?? phrases[String(sqlState.prefix(2))] ?? "the server refused the statement"
  }

  private static let phrases = [
    "08": "the connection to the server broke",
    "22": "a value doesn't fit",
    nullValueNotAllowed: "a null where a value is needed",
    numericValueOutOfRange: "a number is outside the range of its type",
    "22008": "a day or an instant is outside the range of its type",
    "22012": "division by zero",
    "22021": "a text holds bytes that its encoding doesn't allow",
    invalidTextRepresentation: "a text isn't of the form that its type wants",
    badCopyFileFormat: "the COPY data is of the wrong form",
    "23": "a constraint is violated",
    notNullViolation: "a null in a column that takes none",
    foreignKeyViolation: "a key refers to no row, or is still referred to",
    uniqueViolation: "a key is there already",
    checkViolation: "a check refuses a row",
    "23P01": "a row is excluded by another one",
    "25": "the state of the transaction doesn't allow it",
    failedTransaction: "an earlier statement of the transaction failed",
    "28": "the server refuses the login",
    invalidPassword: "the password is wrong or missing",
    undefinedDatabase: "there is no such database",
    "40": "the transaction was rolled back and can be tried again",
    "42": "the SQL and the tables don't agree",
    insufficientPrivilege: "the role hasn't the right to do this",
    syntaxError: "the SQL can't be read",
    undefinedColumn: "there is no such column",
    datatypeMismatch: "a type doesn't match",
    "42704": "there is no such role, type or object",
    "42710": "such an object is there already",
    undefinedFunction: "there is no such function or operator",
    undefinedTable: "there is no such table",
    "42P07": "such a table is there already",
    "42P06": "such a schema is there already",
    "3F000": "there is no such schema",
    "53": "the server lacks room, memory or connections",
    "53100": "the server's disk is full",
    "53300": "the server has too many connections",
    "54": "the statement is beyond a limit of the server",
    "55": "an object isn't in the state this needs",
    lockNotAvailable: "a lock couldn't be had in time",
    "57": "an operator stopped the statement or the server",
    queryCanceled: "cancelled",
    "58": "the server's system failed",
    "P0": "a rule of the database refuses",
    "XX": "the server found its own data or state damaged",
  ]
}
