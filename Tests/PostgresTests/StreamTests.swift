import Glibc
import Postgres
import Testing

@Suite(.needsServer, .freshDatabase) struct StreamTests {
  @Test func `a stream gives each row in order, and their number`() throws {
    var connection = try PostgresServer.connect()
    var sum: Int64 = 0
    let count = try connection.stream("select n from generate_series(1, $1::int8) n", [.integer(9)])
    {
      sum = sum * 10 + (try $0.integer(0))
    }
    #expect(count == 9)
    #expect(sum == 123_456_789)
  }

  @Test func `an empty stream calls nothing`() throws {
    var connection = try PostgresServer.connect()
    let count = try connection.stream("select 1 where false") { _ in Issue.record("a row") }
    #expect(count == 0)
    #expect(try connection.stream("set work_mem = '4MB'") { _ in Issue.record("a row") } == 0)
  }

  @Test func `a body that throws ends the stream, and the connection goes on`() throws {
    var connection = try PostgresServer.connect()
    var seen = 0
    #expect(throws: Stop.self) {
      try connection.stream("select generate_series(1, 1000000000), repeat('x', 1000)") { _ in
        seen += 1
        if seen == 3 { throw Stop() }
      }
    }
    #expect(seen == 3)
    #expect(try connection.rows("select 1") { try $0.integer(0) } == [1])
  }

  @Test func `an error in the middle of a stream is thrown after the rows before it`() throws {
    var connection = try PostgresServer.connect()
    var seen = 0
    let error = try postgresError {
      try connection.stream("select 1 / (1000 - n) from generate_series(1, 2000) n") { _ in
        seen += 1
      }
    }
    #expect(error.sqlState == "22012")
    #expect(seen == 999)
    #expect(try connection.rows("select 1") { try $0.integer(0) } == [1])
  }

  // In a process of its own, where no other test takes memory.
  @Test func `a hundred megabytes stream through constant memory`() async {
    await #expect(processExitsWith: .success) {
      var connection = try Connection(ConnectionSettings("postgres"))
      var before = 0
      var count = 0
      var most = 0
      try connection.stream("select repeat('x', 1000) from generate_series(1, 100000) n") { _ in
        count += 1
        if count == 1000 { before = residentPages() }
        if count % 1000 == 0 { most = max(most, residentPages()) }
      }
      let growth = (most - before) * Int(getpagesize())
      exit(count == 100_000 && before > 0 && growth < 10_000_000 ? EXIT_SUCCESS : EXIT_FAILURE)
    }
  }
}

/// The pages of memory that the process holds: the second number of /proc/self/statm.
private func residentPages() -> Int {
  guard let file = fopen("/proc/self/statm", "r") else { return 0 }
  defer { fclose(file) }
  var line = [CChar](repeating: 0, count: 200)
  guard fgets(&line, 200, file) != nil else { return 0 }
  let words = String(decoding: line.map(UInt8.init(bitPattern:)), as: UTF8.self).split(
    separator: " ")
  return words.count > 1 ? Int(words[1]) ?? 0 : 0
}
