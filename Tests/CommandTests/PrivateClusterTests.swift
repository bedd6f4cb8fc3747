import Foundation
import Testing

/// The database that a campaign's folder has to itself, as whoever runs the tests: started on
/// demand, stopped, and removed with the test.
@Suite(.serialized) struct PrivateClusterTests {
  @Test func `it starts on demand, stops, and keeps its data`() throws {
    let home = try Home()
    #expect(try home.status() == false)
    _ = try home.run("match").ends(with: 0)
    #expect(try home.status() == true)
    _ = try home.run("import", "\(home.campaign)/files/call_results.csv").ends(with: 0)
    _ = try home.run("db", "stop").ends(with: 0)
    #expect(try home.status() == false)
    _ = try home.run("db", "stop").ends(with: 0)
    let again = try home.run("import", "\(home.campaign)/files/call_results.csv").ends(with: 0)
    #expect(again.output.contains("loaded before as batch 1"))
  }

  @Test func `two that start it at once both work`() throws {
    let home = try Home()
    let both = try [home.start("db", "start"), home.start("db", "migrate")]
    for command in both { _ = try command.wait().ends(with: 0) }
    #expect(try home.status() == true)
  }

  @Test func `a stage that comes while another command migrates waits for it`() throws {
    let home = try Home()
    let both = try [home.start("db", "start"), home.start("match")]
    let codes = try both.map { try $0.wait().code }
    #expect(codes == [0, 0])
  }

  @Test func `it listens on no port, and only its owner enters its folder`() throws {
    let home = try Home()
    _ = try home.run("db", "start").ends(with: 0)
    let folder = try home.folder()
    let attributes = try FileManager.default.attributesOfItem(atPath: folder)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    let pid = try Scratch.read("\(folder)/data/postmaster.pid").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(pid[3] == "5432" && pid[5].isEmpty, "a listen address stands on line 6")
    let doors = try Scratch.read("\(folder)/data/pg_hba.conf")
    #expect(doors == "local all all peer map=groundswell\n")
    #expect(folder.hasPrefix(isRoot ? "/var/lib/groundswell/" : home.scratch.path))
  }

  @Test func `its log holds nothing that a file says about people`() throws {
    let home = try Home()
    let line = "C00000001|N|Q1|P2026|1|15|IND|SECRETNAME|C|NC|27601|E|O|01012026|10||T1|1||M|"
    // The database itself refuses the second row: the case in which a server would quote it.
    try home.scratch.write("\(line)1\n\(line)01\n", to: "itcont.txt")
    let outcome = try home.run("import", home.scratch["itcont.txt"], "--max-rejected", "50%")
    #expect(!(outcome.output + outcome.errors).contains("SECRETNAME"))
    let log = try Scratch.read("\(try home.folder())/log")
    #expect(log.contains("ready to accept connections"))
    #expect(!log.contains("SECRETNAME"))
  }

  @Test func `one that is killed while it starts is made good by the next`() throws {
    let home = try Home()
    for milliseconds: UInt32 in [50, 250, 500, 750] {
      let command = try home.start("db", "start")
      usleep(milliseconds * 1_000)
      command.send(SIGKILL)
      _ = try command.wait()
    }
    _ = try home.run("match").ends(with: 0)
  }

  @Test(.enabled(if: !isRoot, "root's clusters stand in one place, whose path is short"))
  func `a state folder too deep for a socket's path works`() throws {
    let home = try Home(depth: 100)
    _ = try home.run("match").ends(with: 0)
    #expect(try home.status() == true)
  }

  @Test func `start and stop are refused for a server of somebody else's`() throws {
    let home = try Home()
    for word in ["start", "stop"] {
      _ = try home.run("db", word, "--database", "host=/nonexistent").ends(with: 64)
    }
  }
}

private let isRoot = geteuid() == 0

/// A campaign's folder and a state folder, whose private cluster goes with them.
private final class Home {
  let scratch: Scratch
  private let state: String

  var campaign: String { scratch["campaign"] }

  /// - Parameter depth: how many bytes to add to the state folder's path.
  init(depth: Int = 0) throws {
    scratch = try Scratch()
    state = scratch["state" + String(repeating: "/d", count: depth / 2)]
    _ = try ["demo", scratch["campaign"], "--voters", "200"].ends(with: 0)
  }

  deinit {
    do {
      _ = try run("db", "stop").ends(with: 0)
      let folder = try folder()
      for path in [folder, "\(folder).lock"] where FileManager.default.fileExists(atPath: path) {
        try FileManager.default.removeItem(atPath: path)
      }
    } catch { Issue.record("the test's cluster stays: \(error)") }
  }

  func run(_ words: String...) throws -> Command.Outcome {
    try Command.run(words + ["--campaign", campaign], environment: ["XDG_STATE_HOME": state])
  }

  func start(_ words: String...) throws -> Command {
    try Command.start(words + ["--campaign", campaign], environment: ["XDG_STATE_HOME": state])
  }

  /// Whether it runs.
  func status() throws -> Bool? { try report()["is_running"] as? Bool }

  /// Where it stands.
  func folder() throws -> String { try #require(try report()["folder"] as? String) }

  private func report() throws -> [String: Any] {
    let outcome = try run("db", "status", "--json").ends(with: 0)
    return try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
  }
}
