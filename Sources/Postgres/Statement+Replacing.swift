extension Statement {
  /// What may stand for a `{placeholder}` in DDL and COPY, which take no `$n`: nothing that could
  /// hold a string from outside.
  public enum Literal: Sendable {
    /// A quoted name.
    case identifier(Identifier)
    /// Quoted names, separated by commas.
    case identifiers([Identifier])
    /// A whole number.
    case integer(Int64)
    /// A finite `float8` that reads back as the same number.
    case double(Double)
    /// `true` or `false`.
    case bool(Bool)
    /// A `date` between the years 1 and 9999.
    case day(daysSince1970: Int32)
    /// SQL from a generator of the program.
    case expression(SQLExpression)
  }

  /// The statement with its `{lower_snake}` placeholders replaced.
  ///
  /// Comments, quoted names and string literals (such as `'{a,b}'`) are left as they are; the body
  /// of a dollar-quoted block is code like any other.
  ///
  /// - Throws: a syntax error (42601) for a placeholder without a literal, a literal without a
  ///   placeholder, a number that isn't finite or a day out of range.
  public func replacing(_ literals: [String: Literal]) throws(PostgresError) -> Statement {
    var output: [UInt8] = []
    var used: Set<String> = []
    var scanner = PlaceholderScanner(text)
    while let piece = scanner.next() {
      switch piece {
      case .text(let bytes): output += bytes
      case .placeholder(let name, let line):
        guard let literal = literals[name] else {
          throw PostgresError(
            PostgresError.syntaxError, "no value for the placeholder {\(name)}", file: file,
            line: line)
        }
        guard let sql = literal.sql else {
          throw PostgresError(
            PostgresError.syntaxError, "the placeholder {\(name)} can't hold such a value",
            file: file, line: line)
        }
        used.insert(name)
        output += sql.utf8
      }
    }
    if let unknown = literals.keys.filter({ !used.contains($0) }).min() {
      throw PostgresError(
        PostgresError.syntaxError, "there is no placeholder {\(unknown)}", file: file)
    }
    return Statement(String(decoding: output, as: UTF8.self), from: file)
  }
}

extension Statement.Literal {
  /// The literal as SQL; nil where it has none.
  fileprivate var sql: String? {
    switch self {
    case .identifier(let identifier): identifier.description
    case .identifiers(let identifiers): identifiers.map(\.description).joined(separator: ", ")
    // A bare minus could meet another one and begin a comment.
    case .integer(let value): value < 0 ? "'\(value)'::bigint" : "\(value)"
    case .double(let value): value.isFinite ? "'\(value)'::float8" : nil
    case .bool(let value): value ? "true" : "false"
    case .day(let days): isoDay(days).map { "date '\($0)'" }
    case .expression(let expression): expression.text
    }
  }
}

/// The Gregorian `YYYY-MM-DD` of a day; nil outside the years 1 to 9999.
private func isoDay(_ daysSince1970: Int32) -> String? {
  guard (-719_162...2_932_896).contains(daysSince1970) else { return nil }
  // Years counted from March end in the leap day; day 0 is 0000-03-01, 719468 days before 1970.
  let day = Int(daysSince1970) + 719_468
  let era = day / 146_097
  let dayOfEra = day % 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let monthFromMarch = (5 * dayOfYear + 2) / 153
  let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
  let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
  let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: width - digits.count) + digits
  }
  return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
}
