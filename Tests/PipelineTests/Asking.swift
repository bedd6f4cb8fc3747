import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

extension TestCampaign {
  /// The rows of a query of texts, as the server's administrator.
  func ask(_ query: Statement, _ values: [Value] = []) throws -> [String] {
    var connection = try administrator()
    return try connection.rows(query, values) { row in
      try (0..<row.columnCount).map { try row.textIfPresent($0) ?? "null" }.joined(separator: "|")
    }
  }

  /// The one number that a query of a bigint gives.
  func count(_ query: Statement, _ values: [Value] = []) throws -> Int64 {
    var connection = try administrator()
    return try #require(try connection.rows(query, values) { try $0.integer(0) }.first)
  }

  /// The records of a list's file, as a spreadsheet shows them.
  func records(of name: String) throws -> [[String]] {
    var records: [[String]] = []
    var reader = RecordReader(format: FileFormat())
    let bytes = try bytes(of: "out/lists/\(name)")
    let take: (borrowing Record) -> Void = { record in
      records.append((0..<record.count).map { record.text($0) })
    }
    try reader.feed(bytes.span, take)
    _ = try reader.finish(take)
    return records
  }

  /// Runs commands as the server's administrator.
  func change(_ script: Statement) throws {
    var connection = try administrator()
    try connection.script(script)
  }
}

/// The failure that a body ends in.
func failure(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) throws -> Failure {
  try #require(
    #expect(throws: Failure.self, sourceLocation: sourceLocation) { try body() },
    sourceLocation: sourceLocation)
}

/// PostgreSQL's error that a body ends in.
func databaseError(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> Void
) throws -> PostgresError {
  try #require(
    #expect(throws: PostgresError.self, sourceLocation: sourceLocation) { try body() },
    sourceLocation: sourceLocation)
}
