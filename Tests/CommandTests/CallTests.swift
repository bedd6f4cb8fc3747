import Foundation
import Testing

/// What a person meets who calls the command with the wrong words, in the wrong place or without a
/// database: an exit code, one message on standard error, nothing on standard output.
@Suite struct CallTests {
  @Test(arguments: [["--help"], ["help", "import"], ["db", "--help"], ["--version"], []])
  func `help and version go to standard output and end with 0`(_ words: [String]) throws {
    let outcome = try words.ends(with: 0)
    #expect(!outcome.output.isEmpty)
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: [
    ["import", "--layot", "actblue", "gifts.csv"], ["imprt"], ["import"], ["undo", "many"],
    ["features"], ["features", "--as-of", "2026-02-30"], ["demo", "x", "--voters", "0"],
    ["demo", "x", "--seed", "-1"], ["match", "surplus"], ["db", "begin"],
    ["report", "calls", "--from", "2026-01-01"], ["report", "compliance", "--until", "2026-02-30"],
    ["contest", "winner", "x", "--rank", "1"], ["contest", "winner", "x", "--verified"],
    ["contest", "winner", "x", "--rank", "1", "--disqualified", "rude"], ["contest", "draw", "x"],
    ["contest", "winner", "x", "--rank", "1", "--verified", "--disqualified", "declined"],
    ["contest", "winner", "x", "--verified", "--disqualified", "declined"],
    ["backtest", "weekend"], ["backtest", "weekend", "--as-of", "2026-06-10,2026-06-31"],
  ])
  func `wrong words end with 64 and are explained on standard error`(_ words: [String]) throws {
    let outcome = try words.ends(with: 64)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("Usage: groundswell"))
  }

  @Test func `a misspelt option is answered with the right one`() throws {
    let outcome = try ["import", "--layot", "actblue", "gifts.csv"].ends(with: 64)
    #expect(outcome.errors.contains("Did you mean '--layout'?"))
  }

  @Test(arguments: ["many", "-1%", "101%", "1.5", "nan", "", "%"])
  func `a share of rejects that is no share ends with 64`(_ share: String) throws {
    let folder = try Scratch()
    let words = ["import", "gifts.csv", "--campaign", folder.path, "--max-rejected=\(share)"]
    _ = try words.ends(with: 64)
  }

  @Test func `a folder that isn't there or isn't a campaign's ends with 65`() throws {
    let folder = try Scratch()
    let absent = try ["match", "--campaign", folder["absent"]].ends(with: 65)
    #expect(absent.errors.contains("there is no such folder"))
    let empty = try ["import", "gifts.csv", "--campaign", folder.path].ends(with: 65)
    #expect(empty.errors.contains("the folder has no campaign.yml"))
    #expect(empty.errors.contains("next: "))
    #expect(absent.output.isEmpty && empty.output.isEmpty)
  }

  @Test func `no command makes a database for a folder that isn't a campaign's`() throws {
    let folder = try Scratch()
    let nowhere = ["--campaign", folder.path, "--database", "host=/nonexistent"]
    for words in [
      ["match"], ["features", "--as-of", "2026-09-15"], ["undo", "1"], ["score", "donate"],
    ] {
      let outcome = try Command.run(words + nowhere)
      #expect(outcome.code == 65, "\(words)")
    }
  }

  @Test func `names that aren't known are answered with the nearest`() throws {
    let folder = try Scratch()
    _ = try ["demo", folder["c"], "--voters", "50"].ends(with: 0)
    let campaign = ["--campaign", folder["c"], "--database", "host=/nonexistent"]
    let gifts = folder["c/files/actblue_contributions.csv"]
    let layout = try (["import", gifts, "--layout", "actblu"] + campaign).ends(with: 64)
    #expect(layout.errors.contains("Did you mean `actblue`?"))
    let model = try (["fit", "donat"] + campaign).ends(with: 65)
    #expect(model.errors.contains("Did you mean `donate`?"))
  }

  @Test func `a wrong key in a definition is named with its line and the right key`() throws {
    let folder = try Scratch()
    _ = try ["demo", folder["c"], "--voters", "50"].ends(with: 0)
    let definition = try folder.read("c/models/donate.yml")
    try folder.write(
      definition.replacingOccurrences(of: "terms:", with: "tirms:"), to: "c/models/donate.yml")
    let outcome = try ["fit", "donate", "--campaign", folder["c"]].ends(with: 65)
    let line = try #require(
      definition.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex { $0.hasPrefix("terms:") })
    #expect(outcome.errors.contains("models/donate.yml:\(line + 1):1: "))
    #expect(outcome.errors.contains("`tirms`"))
    #expect(outcome.errors.contains("`terms`"))
  }

  @Test(arguments: [
    "host=/nonexistent", "host=127.0.0.1 port=1", "postgresql:///x?host=/nonexistent",
  ])
  func `a database that can't be reached ends with 69 at once`(_ conninfo: String) throws {
    let folder = try Scratch()
    _ = try ["demo", folder["c"], "--voters", "50"].ends(with: 0)
    let outcome = try Command.run(["match", "--campaign", folder["c"], "--database", conninfo])
      .ends(with: 69)
    #expect(outcome.seconds < 10)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("next: "))
  }

  @Test func `settings that libpq can't read are the caller's fault`() throws {
    let folder = try Scratch()
    _ = try ["demo", folder["c"], "--voters", "50"].ends(with: 0)
    let words = ["match", "--campaign", folder["c"], "--database", "nonsense=1"]
    let outcome = try Command.run(words)
    #expect(outcome.code == 64)
  }

  @Test func `a reader that leaves is met with silence`() throws {
    for words in [["--help"], ["db", "--help"]] {
      let outcome = try Command.run(words, closedOutput: true)
      #expect([0, 128 + SIGPIPE].contains(outcome.code))
      #expect(outcome.errors.isEmpty)
    }
  }
}
