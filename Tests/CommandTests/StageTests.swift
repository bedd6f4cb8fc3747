import Foundation
import Postgres
import Testing

/// The stages as a nightly job calls them, on the server that the environment names.
@Suite(.needsServer) struct StageTests {
  @Test func `--json prints one object on one line and nothing else`() throws {
    let campaign = try TestCampaign(voters: 3_000)
    try campaign.score()
    for words in [
      ["db", "status"], ["db", "migrate"], ["match"], ["features", "--as-of", "2026-09-15"],
      ["fit", "donate"], ["rollback", "donate"], ["score", "donate"], ["list", "weekend"],
      ["backtest", "weekend", "--as-of", "2026-06-10"],
      ["contest", "open", "dinner", "--as-of", "2026-07-20"],
      ["contest", "close", "dinner", "--as-of", "2026-09-01"],
      ["contest", "draw", "dinner", "--as-of", "2026-09-04", "--beacon", "0123456789"],
      ["contest", "winner", "dinner", "--as-of", "2026-09-08", "--rank", "1", "--verified"],
      ["report", "small-donors", "--as-of", "2026-09-15"],
      ["report", "compliance", "--as-of", "2026-09-15", "--until", "2026-08-31"], ["undo", "1"],
    ] {
      let outcome = try campaign.run(words + ["--json"]).ends(with: 0)
      let isObject = try Self.isObject(outcome.output)
      #expect(isObject, "\(words)")
      #expect(outcome.errors.isEmpty)
    }
    let gifts = "\(campaign.folder)/files/actblue_contributions.csv"
    let outcome = try campaign.run("import", gifts, "--json").ends(with: 0)
    let isObject = try Self.isObject(outcome.output)
    #expect(isObject)
  }

  @Test func `the same file loads once`() throws {
    let campaign = try TestCampaign()
    let calls = "\(campaign.folder)/files/call_results.csv"
    _ = try campaign.run("import", calls).ends(with: 0)
    let again = try campaign.run("import", calls).ends(with: 0)
    #expect(again.output.contains("loaded before"))
    #expect(try campaign.count("select count(*) from run.batch") == 1)
  }

  @Test func `too many bad rows end with 65 and load nothing`() throws {
    let campaign = try TestCampaign()
    let outcome = try campaign.run("import", "\(campaign.folder)/files/cm.txt").ends(with: 65)
    #expect(outcome.errors.contains("Nothing was loaded"))
    #expect(outcome.output.isEmpty)
    #expect(try campaign.count("select count(*) from run.batch") == 0)
    #expect(try campaign.count("select count(*) from fec.committee") == 0)
  }

  @Test func `a prize that a state wants registered ends with 77, and so does a step out of order`()
    throws
  {
    let campaign = try TestCampaign()
    let words = ["contest", "open", "dinner", "--as-of", "2026-07-20"]
    try campaign.edit("contests/dinner.yml", "value: 1150", "value: 1666.67")
    let refused = try campaign.run(words).ends(with: 77)
    #expect(refused.errors.contains("N.Y. Gen. Bus. Law 369-e"))
    #expect(refused.errors.contains("next: Register with the Secretary of State by 2026-07-02"))
    #expect(try campaign.count("select count(*) from contest.contest") == 0)
    try campaign.edit("contests/dinner.yml", "value: 1666.67", "value: 1666.66")
    _ = try campaign.run(words).ends(with: 0)
    let early = try campaign.run(
      "contest", "draw", "dinner", "--as-of", "2026-09-04", "--beacon", "0123456789"
    ).ends(with: 77)
    #expect(early.errors.contains("isn't closed") && early.output.isEmpty)
  }

  @Test func `a stage before its time says which stage comes first`() throws {
    let campaign = try TestCampaign()
    let fit = try campaign.run("fit", "donate").ends(with: 65)
    #expect(fit.errors.contains("groundswell features --as-of 2026-06-17"))
    _ = try campaign.run("score", "donate").ends(with: 65)
    _ = try campaign.run("undo", "1").ends(with: 65)
    #expect(try campaign.count("select count(*) from run.run where finished_at is null") == 0)
  }

  @Test func `a database without tables ends with 69 and names the command that makes them`() throws
  {
    let campaign = try TestCampaign()
    let schemas = "run, source, fec, person, feature, model, score, list"
    var connection = try campaign.connect()
    try connection.script(Statement("drop schema \(schemas) cascade", file: "test"))
    let outcome = try campaign.run("match").ends(with: 69)
    #expect(outcome.errors.contains("groundswell db migrate"))
  }

  @Test func `a login that is no member of the stage's role ends with 77`() throws {
    let campaign = try TestCampaign()
    let outcome = try campaign.run(["match"], login: "reporter").ends(with: 77)
    #expect(outcome.errors.contains("role"))
  }

  @Test func `a model on data that the law hasn't opened to its purpose ends with 77`() throws {
    let campaign = try TestCampaign(voters: 3_000)
    for name in ["ncvoter", "ncvhis"] {
      try campaign.edit("layouts/\(name).yml", "voter_file:NC", "voter_file:SC")
    }
    try campaign.edit("models/donate.yml", "use: auto", "use: [gift_count, party]")
    for file in ["ncvoter_Statewide.txt", "actblue_contributions.csv"] {
      _ = try campaign.run("import", "\(campaign.folder)/files/\(file)").ends(with: 0)
    }
    _ = try campaign.run("match").ends(with: 0)
    _ = try campaign.run("features", "--as-of", "2026-06-17").ends(with: 0)
    let outcome = try campaign.run("fit", "donate").ends(with: 77)
    #expect(outcome.errors.contains("party"))
    #expect(try campaign.count("select count(*) from model.version") == 0)
  }

  @Test func `rows whose keys differ in the file and not in value are set aside`() throws {
    let campaign = try TestCampaign()
    let line = "C00000001|N|Q1|P2026|1|15|IND|A, B|C|NC|27601|E|O|01012026|10||T1|1||M|"
    try campaign.scratch.write("\(line)1\n\(line)01\n", to: "itcont.txt")
    let words = ["import", campaign.scratch["itcont.txt"], "--max-rejected", "50%"]
    let outcome = try campaign.run(words).ends(with: 0)
    #expect(outcome.output.contains("1 row: its key stood in an earlier row"))
  }

  private static func isObject(_ text: String) throws -> Bool {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    return value is [String: Any] && text.hasSuffix("}\n") && text.filter { $0 == "\n" }.count == 1
  }
}
