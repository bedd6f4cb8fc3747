import Foundation
import Postgres
import Testing

/// Logins of people and the erasure of people, as they are called.
@Suite(.needsServer) struct AccessTests {
  @Test func `the private database refuses logins of people, and says why`() throws {
    let folder = try Scratch()
    _ = try ["demo", folder["c"], "--voters", "50"].ends(with: 0)
    for words in [["add", "alice", "--role", "field_staff"], ["remove", "alice"]] {
      let outcome = try (["user"] + words + ["--campaign", folder["c"]]).ends(with: 77)
      #expect(outcome.errors.contains("takes no logins of people"))
      #expect(outcome.errors.contains("docs/security.md") && outcome.output.isEmpty)
    }
  }

  @Test func `a server without TLS gets no logins`() throws {
    // The tests' own server has a socket alone.
    let campaign = try TestCampaign()
    let outcome = try campaign.run("user", "add", "alice", "--role", "leadership").ends(with: 77)
    #expect(outcome.errors.contains("the server has no TLS"))
    #expect(try campaign.count("select count(*) from pg_roles where rolname = 'alice'") == 0)
  }

  @Test(arguments: [
    ["add", "Alice", "--role", "field_staff"], ["add", "pg_alice", "--role", "field_staff"],
    ["add", "a-b", "--role", "field_staff"],
    ["add", "a\"; drop role owner", "--role", "leadership"],
    ["add", "public", "--role", "leadership"], ["add", "nobody", "--role", "field_staff"],
    ["add", "", "--role", "leadership"],
    ["add", "alice", "--role", "owner"], ["add", "alice"], ["remove", "1a"],
    ["add", "alice", "--role", "leadership", "--valid-until", "2020-01-01"],
  ])
  func `names and roles that can't be end with 64`(_ words: [String]) throws {
    let folder = try Scratch()
    _ = try ["demo", folder["c"], "--voters", "50"].ends(with: 0)
    let outcome = try Command.run(
      ["user"] + words + ["--campaign", folder["c"], "--database", "host=/nonexistent"])
    #expect(outcome.code == 64, "\(words): \(outcome.errors)")
  }

  @Test func `an inbox with nothing in it is no error, and files beside it are`() throws {
    let campaign = try TestCampaign()
    let outcome = try campaign.run("import", "--inbox").ends(with: 0)
    #expect(outcome.output == "inbox: nothing to take in\n")
    _ = try campaign.run("import", "--inbox", "gifts.csv").ends(with: 64)
  }

  @Test func `a person is erased when --yes says so, and no output names them`() throws {
    let campaign = try TestCampaign(voters: 400)
    for file in ["ncvoter_Statewide.txt", "actblue_contributions.csv"] {
      _ = try campaign.run("import", "\(campaign.folder)/files/\(file)").ends(with: 0)
    }
    _ = try campaign.run("match").ends(with: 0)
    let people = "select count(*) from person.person"
    let before = try campaign.count(people)
    let donor = try campaign.count(
      "select person_id from person.person where is_voter and is_donor order by 1 limit 1")
    var connection = try campaign.connect()
    let names = try connection.rows(
      "select last_name, coalesce(email, 'none') from person.person where is_voter and is_donor order by person_id limit 1"
    ) { [try $0.text(0), try $0.text(1)] }.joined()
    for words in [["erase", "P\(donor)"], ["erase", "P\(donor)", "--json"]] {
      _ = try campaign.run(words).ends(with: 0)
      #expect(try campaign.count(people) == before)
    }
    let outcome = try campaign.run("erase", "P\(donor)", "--yes").ends(with: 0)
    #expect(try campaign.count(people) == before - 1)
    #expect(outcome.output.contains("nothing else is left"))
    #expect(outcome.output.contains("held by a file that was imported: ncvoter_Statewide.txt"))
    let said = outcome.output.lowercased()
    for name in names { #expect(!said.contains(name.lowercased())) }
    _ = try campaign.run("erase", "P\(donor)", "--yes").ends(with: 65)
  }

  @Test func `summaries are a report`() throws {
    let campaign = try TestCampaign()
    let outcome = try campaign.run("report", "summaries", "--as-of", "2026-09-15").ends(with: 0)
    #expect(outcome.output.contains("summaries as of 2026-09-15"))
    let wrong = try campaign.run("report", "summarie").ends(with: 64)
    #expect(wrong.errors.contains("Did you mean `summaries`?"))
  }
}
