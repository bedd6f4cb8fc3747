import Glibc
import Postgres
import Testing

@Suite(.needsServer, .freshDatabase) struct InterruptTests {
  /// Runs `work` and asks to stop from another thread soon after; the error and the seconds.
  private func interrupted(
    _ interrupt: Interrupt, _ work: () throws -> Void
  ) throws -> (error: PostgresError, seconds: Double) {
    let thread = try SystemThread {
      usleep(300_000)
      interrupt.request()
    }
    let start = ContinuousClock.now
    let error = try postgresError { try work() }
    thread.join()
    return (error, (ContinuousClock.now - start) / .seconds(1))
  }

  @Test func `a running statement is cancelled from another thread`() throws {
    let interrupt = Interrupt()
    var connection = try PostgresServer.connect(interrupt: interrupt)
    let outcome = try interrupted(interrupt) { try connection.execute("select pg_sleep(30)") }
    #expect(outcome.error.isCanceled)
    #expect(outcome.seconds < 5)
  }

  @Test func `a copy that waits for the server is cancelled`() throws {
    let interrupt = Interrupt()
    var other = try PostgresServer.connect()
    try other.script("create table public.locked (n int8)")
    try other.script("begin; lock table public.locked")
    var connection = try PostgresServer.connect(interrupt: interrupt)
    let outcome = try interrupted(interrupt) {
      try connection.copyIn("copy public.locked from stdin (format binary)") { _ in }
    }
    #expect(outcome.error.isCanceled)
    #expect(outcome.seconds < 5)
  }

  @Test func `a copy in, a copy out and a stream that go on for ever are cancelled`() throws {
    for work in 0..<3 {
      let interrupt = Interrupt()
      var connection = try PostgresServer.connect(interrupt: interrupt)
      try connection.script("create temp table t (n int8)")
      let outcome = try interrupted(interrupt) {
        switch work {
        case 0:
          try connection.copyIn("copy t from stdin (format binary)") { writer in
            while true {
              try writer.beginRow(fields: 1)
              try writer.integer(1)
            }
          }
        case 1:
          try connection.copyOut(
            "copy (select generate_series(1, 10000000000)) to stdout"
          ) { _ in }
        default: try connection.stream("select generate_series(1, 10000000000)") { _ in }
        }
      }
      #expect(outcome.error.isCanceled)
      #expect(outcome.seconds < 10)
    }
  }

  @Test func `after the wish to stop a transaction is rolled back and no statement begins`() throws
  {
    let interrupt = Interrupt()
    var connection = try PostgresServer.connect(interrupt: interrupt)
    try connection.script("create table public.kept (n int8)")
    let error = try postgresError {
      try connection.transaction { connection in
        try connection.execute("insert into public.kept values (1)")
        interrupt.request()
      }
    }
    #expect(error.isCanceled)
    var other = try PostgresServer.connect()
    // Were the first transaction still open, this would wait for its lock.
    try other.script("set lock_timeout = '1s'; lock table public.kept")
    #expect(try other.rows("select count(*) from public.kept") { try $0.integer(0) } == [0])
    #expect(try postgresError { try connection.execute("select 1") }.isCanceled)
  }
}
