import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// What counsel is asked, and what counsel is shown of a list.
@Suite(.needsDatabase) struct CounselTests {
  private static let list = """
    list: calls
    model: donate
    purpose: solicit
    channel: call
    capacity: {callers: 2, hours: 1, dials_per_hour: 10, days: 2026-09-16}
    universe: {gift_count: {at_least: 1}, age: {at_least: 30}}
    quotas: {by: county, at_most: 50%}
    """

  private func campaign(_ more: String = "") throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.scored)
    try campaign.write(DemoCampaigns.rules(more), to: "campaign.yml")
    try campaign.write(Self.list, to: "lists/calls.yml")
    return campaign
  }

  @Test func `a voter file serves nothing until counsel has answered`() throws {
    let fresh = try TestCampaign()
    #expect(
      try fresh.count("select count(*) from run.permitted_use where provenance like 'voter_file:%'")
        == 0)
    let campaign = try campaign()
    _ = try ListStage(campaign.workspace).run(list: "calls")
    try campaign.change(
      Statement(
        """
        set session_replication_role = replica;
        delete from list.column_provenance;
        delete from run.permitted_use where provenance = 'voter_file:NC' and purpose = 'solicit';
        """, file: "counsel"))
    let refused = try failure { _ = try ListStage(campaign.workspace).run(list: "calls") }
    #expect(refused.kind == .refused && refused.nextStep?.contains("permitted_use") == true)
  }

  @Test func `counsel sees every feature that chooses or ranks, and the hash of every file`() throws
  {
    let campaign = try campaign(
      "canaries: [{name: Ada Quill, phone: 919-555-0199, city: Raleigh, state: NC}]")
    _ = try ListStage(campaign.workspace).run(list: "calls")
    let page = String(
      decoding: try campaign.bytes(of: "out/lists/calls.counsel.html"), as: UTF8.self)
    for words in ["chooses.age<", "chooses.county<", "chooses.gift_count<", "voter.last_name<"] {
      #expect(page.contains(words), "\(words)")
    }
    let ranking = try campaign.ask(
      """
      select distinct 'donate.' || feature from model.term_provenance
      where version_id = (select version_id from list.cut)
      """)
    #expect(!ranking.isEmpty && ranking.allSatisfy { page.contains("\($0)<") })
    // The query that stands on the page gives the page's rows.
    let cut = try campaign.count("select max(cut_id)::bigint from list.cut")
    var administrator = try campaign.administrator()
    let proof = try administrator.rows(
      SQLFiles.statement("list/provenance_proof"), [.integer(cut)]
    ) { try $0.text(0) }
    #expect(proof.count > 10 && proof.allSatisfy { page.contains("\($0)<") })
    func digest(_ name: String) throws -> String {
      Digest.of(String(decoding: try campaign.bytes(of: name), as: UTF8.self))
    }
    #expect(page.contains(try digest("out/lists/calls.manifest.json")))
    #expect(page.contains(try digest("lists/calls.yml")))
    let files = [
      "calls.csv", "calls/caller_1.csv", "calls/caller_1.html", "calls/caller_2.csv",
      "calls/caller_2.html",
    ]
    let manifest = String(
      decoding: try campaign.bytes(of: "out/lists/calls.manifest.json"), as: UTF8.self)
    for file in files {
      let hash = try digest("out/lists/\(file)")
      #expect(page.contains(hash) && manifest.contains(hash), "\(file)")
    }
    // Each holds a row of the campaign's own, under a number that no other has but the sheets for print of the same turf.
    for file in files where file.hasSuffix(".csv") {
      let line = try #require(page.components(separatedBy: "<li>\(file): ").dropFirst().first)
      let number = String(line.prefix { $0 != "," })
      for other in files {
        let text = String(decoding: try campaign.bytes(of: "out/lists/\(other)"), as: UTF8.self)
        let isBeside = other.dropLast(4) == file.dropLast(3) || other == file
        #expect(text.contains(number) == isBeside, "\(number) in \(other)")
      }
    }
  }

  @Test func `a list that goes by other models names their versions`() throws {
    let sample = try InvitationSample(event: "chances: donate")
    _ = try sample.cut()
    let manifest = String(
      decoding: try sample.campaign.bytes(of: "out/lists/dinner.manifest.json"), as: UTF8.self)
    #expect(manifest.contains("\"other_models\"") && manifest.contains("\"version\" : 1"))
    #expect(
      try sample.campaign.count(
        "select count(*) from list.column_provenance where target = 'donate'") > 0)
  }
}
