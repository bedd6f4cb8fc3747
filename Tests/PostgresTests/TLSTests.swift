import Glibc
import Postgres
import Testing

@Suite(.needsServerProgramsAndOpenSSL, .tlsServer) struct TLSTests {
  private static let isEncrypted: Statement =
    "select ssl from pg_stat_ssl where pid = pg_backend_pid()"

  private let server: TLSServer

  init() throws { server = try #require(TLSServer.current) }

  @Test(arguments: [
    [:],
    ["host": "127.0.0.1"],
    ["channel_binding": "require"],
    // The name is no matter for verify-ca, nor the authority for require without one.
    ["host": "elsewhere.example", "sslmode": "verify-ca"],
    ["host": "elsewhere.example", "sslmode": "require", "sslrootcert": "/nowhere"],
  ])
  func `a login that trusts the server's certificate is encrypted`(
    _ keywords: [String: String]
  ) throws {
    var connection = try Connection(server.settings(keywords))
    #expect(try connection.rows(Self.isEncrypted) { try $0.bool(0) } == [true])
  }

  @Test(arguments: ["ca.crt", "other-ca.crt", "no.crt"])
  func `a certificate of another name or authority is refused`(_ authority: String) throws {
    var keywords = ["sslrootcert": server.file(authority)]
    if authority == "ca.crt" { keywords["host"] = "elsewhere.example" }
    let error = try postgresError { _ = try Connection(server.settings(keywords)) }
    #expect(error.sqlState == PostgresError.cannotConnect)
    #expect(error.description.contains("a certificate of the connection is refused"))
  }

  @Test func `a login without TLS is refused`() throws {
    let error = try postgresError { _ = try Connection(server.settings(["sslmode": "disable"])) }
    #expect(error.sqlState == PostgresError.invalidAuthorization)
  }

  @Test func `a wrong password is refused, and not repeated`() throws {
    let wrong = "wrong-0815"
    let uri = "postgresql://\(TLSServer.user):\(wrong)@127.0.0.1:\(server.port)/postgres"
    for settings in [
      server.settings(["password": wrong]),
      // libpq tries again without TLS, and tells of both.
      server.settings(["password": wrong, "sslmode": "prefer"]),
      ConnectionSettings("\(uri)?sslmode=require"),
    ] {
      let error = try postgresError { _ = try Connection(settings) }
      #expect(error.sqlState == PostgresError.invalidPassword)
      var dumped = ""
      dump(error, to: &dumped)
      let texts = ["\(error)", String(reflecting: error), dumped, error.sensitiveMessage]
      #expect(!texts.contains { $0.contains(wrong) })
    }
  }

  @Test func `the password is taken from the password file`() throws {
    let file = try server.write(
      "localhost:\(server.port):*:\(TLSServer.user):\(TLSServer.password)\n", to: "passwords")
    var connection = try Connection(server.settings(["password": "", "passfile": file]))
    #expect(try connection.rows("select session_user") { try $0.text(0) } == [TLSServer.user])
  }

  // libpq has no keyword for a service file, and no other thread may read the environment while it
  // is changed: hence a process of its own.
  @Test func `service and password files that the environment names are used`() async throws {
    await #expect(processExitsWith: .success) { [server = server as TLSServer] in
      let service = try server.write(
        """
        [campaign]
        host=localhost
        hostaddr=127.0.0.1
        port=\(server.port)
        dbname=postgres
        user=\(TLSServer.user)
        sslmode=verify-full
        sslrootcert=\(server.file("ca.crt"))

        """, to: "services")
      let line = "*:*:*:\(TLSServer.user):\(TLSServer.password)\n"
      setenv("PGSERVICEFILE", service, 1)
      for name in ["PGHOST", "PGPORT", "PGUSER", "PGDATABASE"] { unsetenv(name) }

      setenv("PGPASSFILE", try server.write(line, to: "private"), 1)
      for settings in [
        ConnectionSettings("service=campaign"),
        ConnectionSettings("postgresql://?service=campaign"),
      ] {
        var connection = try Connection(settings)
        #expect(try connection.rows(Self.isEncrypted) { try $0.bool(0) } == [true])
      }
      let unknown = try postgresError { _ = try Connection(ConnectionSettings("service=other")) }
      #expect(unknown.description.contains("settings can't be read"))

      // One that others can read is not used; libpq says so on standard error.
      setenv("PGPASSFILE", try server.write(line, to: "open", mode: 0o644), 1)
      let refused = try postgresError { _ = try Connection(ConnectionSettings("service=campaign")) }
      #expect(refused.sqlState == PostgresError.invalidPassword)
    }
  }

  @Test func `a login takes a role that it is a member of, and no other`() throws {
    var connection = try Connection(server.settings(role: TLSServer.group))
    let names = try connection.rows("select current_user, session_user") {
      try [$0.text(0), $0.text(1)]
    }
    #expect(names == [[TLSServer.group, TLSServer.user]])
    let error = try postgresError {
      _ = try Connection(server.settings(role: TLSServer.foreignGroup))
    }
    #expect(error.sqlState == PostgresError.insufficientPrivilege)
  }

  @Test func `more rows than any buffer holds go both ways`() throws {
    var connection = try Connection(server.settings())
    try connection.script("create temp table t (n int8, s text)")
    let text = String(repeating: "x", count: 2000)
    let count: Int64 = 10_000
    try connection.copyIn("copy t from stdin (format binary)") { writer in
      for number in 1...count {
        try writer.beginRow(fields: 2)
        try writer.integer(number)
        try writer.text(text)
      }
    }
    var sum: Int64 = 0
    try connection.stream("select n, length(s) from (select n, s from t offset 0) t") {
      sum += try $0.integer(0) * $0.integer(1)
    }
    #expect(sum == count * (count + 1) / 2 * 2000)
    let rows = try connection.rows("select s from t") { try $0.text(0) }
    #expect(rows.count == Int(count) && rows.allSatisfy { $0 == text })
    let copied = try connection.copyRows("copy t to stdout (format binary)") { row throws in
      sum -= try row.integer(0) * 2000
    }
    #expect(copied == Int(count) && sum == 0)
  }

  @Test func `a running statement is cancelled`() throws {
    let interrupt = Interrupt()
    var connection = try Connection(server.settings(), interrupt: interrupt)
    let thread = try SystemThread {
      usleep(300_000)
      interrupt.request()
    }
    defer { thread.join() }
    #expect(try postgresError { try connection.execute("select pg_sleep(30)") }.isCanceled)
  }
}
