import Foundation
import Postgres
import Testing

/// Ctrl-C and its like in the middle of the work.
@Suite(.needsServer) struct InterruptTests {
  @Test(arguments: [SIGINT, SIGTERM])
  func `a stopped import ends with 130, leaves nothing, and works again`(_ signal: CInt) throws {
    let campaign = try TestCampaign()
    let rows = 400_000
    try campaign.scratch.write(Self.committees(rows), to: "cm.txt")
    let command = try campaign.start("import", campaign.scratch["cm.txt"])
    try campaign.waits(
      for: "select count(*) from pg_stat_progress_copy where bytes_processed > 0 and "
        + "datname = current_database()")
    command.send(signal)
    let outcome = try command.wait().ends(with: 130)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("groundswell: interrupted"))
    #expect(try campaign.count("select count(*) from run.batch") == 0)
    #expect(try campaign.count("select count(*) from fec.committee") == 0)
    #expect(campaign.scratch.files(below: "campaign/out/rejects") == [])

    _ = try campaign.run("import", campaign.scratch["cm.txt"]).ends(with: 0)
    #expect(try campaign.count("select count(*) from fec.committee") == Int64(rows))
  }

  @Test func `a command that waits for another can be stopped`() throws {
    let campaign = try TestCampaign()
    var other = try campaign.connect()
    try other.script("begin; lock table person.identity in access exclusive mode")
    let command = try campaign.start("match")
    try campaign.waits(for: "select count(*) from pg_locks where not granted")
    command.send(SIGINT)
    let outcome = try command.wait().ends(with: 130)
    #expect(outcome.seconds < 30)
    try other.script("rollback")
    _ = try campaign.run("match").ends(with: 0)
    #expect(try campaign.count("select count(*) from run.run") == 1)
  }

  @Test func `a killed import leaves nothing in the database`() throws {
    let campaign = try TestCampaign()
    try campaign.scratch.write(Self.committees(400_000), to: "cm.txt")
    let command = try campaign.start("import", campaign.scratch["cm.txt"])
    try campaign.waits(
      for: "select count(*) from pg_stat_progress_copy where bytes_processed > 0 and "
        + "datname = current_database()")
    command.send(SIGKILL)
    _ = try command.wait().ends(with: 128 + SIGKILL)
    try campaign.waits(
      for: "select 1 - count(*) from pg_stat_progress_copy where "
        + "datname = current_database()")
    #expect(try campaign.count("select count(*) from run.batch") == 0)
    #expect(try campaign.count("select count(*) from fec.committee") == 0)
  }

  /// Rows of the FEC's committee master.
  private static func committees(_ count: Int) -> String {
    var text = ""
    for number in 0..<count {
      text += "C\(10_000_000 + number)|A COMMITTEE|||||NC||U|Q|DEM|Q|||\n"
    }
    return text
  }
}

extension TestCampaign {
  /// Waits until the query counts something.
  fileprivate func waits(for query: String) throws {
    var connection = try connect()
    let statement = Statement(query, file: "test")
    for _ in 0..<6_000 {
      if try connection.rows(statement, [], { try $0.integer(0) }).first ?? 0 > 0 { return }
      usleep(10_000)
    }
    throw Stuck("waited a minute for: \(query)")
  }
}
