import Postgres
import Testing

@Suite(.needsServer, .freshDatabase) struct TransactionTests {
  private static let count: Statement = "select count(*) from t"

  private func connectionWithTable() throws -> Connection {
    var connection = try PostgresServer.connect()
    try connection.script("create temp table t (n int8 unique deferrable initially deferred)")
    return connection
  }

  @Test func `a transaction is kept when its body returns`() throws {
    var connection = try connectionWithTable()
    let number = try connection.transaction(.serializable) { connection in
      let level = try connection.rows("show transaction_isolation") { try $0.text(0) }
      #expect(level == ["serializable"])
      return try connection.execute("insert into t values ($1), ($1 + 1)", [.integer(1)])
    }
    #expect(number == 2)
    #expect(try connection.rows(Self.count) { try $0.integer(0) } == [2])
  }

  @Test func `a transaction is undone when its body throws`() throws {
    var connection = try connectionWithTable()
    #expect(throws: Stop.self) {
      try connection.transaction { connection in
        try connection.execute("insert into t values (1)")
        throw Stop()
      }
    }
    #expect(try connection.rows(Self.count) { try $0.integer(0) } == [0])
  }

  @Test func `a failed statement that the body hides fails the transaction`() throws {
    var connection = try connectionWithTable()
    let error = try postgresError {
      try connection.transaction { connection in
        try connection.execute("insert into t values (1)")
        _ = try? connection.execute("select 1 / 0")
      }
    }
    #expect(error.sqlState == PostgresError.failedTransaction)
    #expect(try connection.rows(Self.count) { try $0.integer(0) } == [0])
  }

  @Test func `a check that waits for the commit fails the transaction`() throws {
    var connection = try connectionWithTable()
    let error = try postgresError {
      try connection.transaction { connection in
        _ = try connection.execute("insert into t values (1), (1)")
      }
    }
    #expect(error.sqlState == PostgresError.uniqueViolation)
    #expect(try connection.rows(Self.count) { try $0.integer(0) } == [0])
  }

  @Test func `a transaction inside another is refused`() throws {
    var connection = try connectionWithTable()
    let error = try postgresError {
      try connection.transaction { connection in
        try connection.transaction { _ in Issue.record("began") }
      }
    }
    #expect(error.sqlState == PostgresError.activeTransaction)
  }

  @Test func `a body that ends the transaction itself is an error`() throws {
    var connection = try connectionWithTable()
    let error = try postgresError {
      try connection.transaction { connection in try connection.script("commit") }
    }
    #expect(error.sqlState == PostgresError.noActiveTransaction)
  }

  @Test func `a stream or copy that its body ends is undone with the transaction`() throws {
    var connection = try connectionWithTable()
    #expect(throws: Stop.self) {
      try connection.transaction { connection in
        try connection.execute("insert into t values (1)")
        try connection.stream("select generate_series(1, 1000000)") { _ in throw Stop() }
      }
    }
    #expect(throws: Stop.self) {
      try connection.transaction { connection in
        try connection.copyIn("copy t from stdin (format binary)") { _ in throw Stop() }
      }
    }
    #expect(try connection.rows(Self.count) { try $0.integer(0) } == [0])
  }
}
