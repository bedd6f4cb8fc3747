import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Columns and outcomes as dirty files bring them: a clear refusal or a stated handling, and never a
/// score that is no number.
@Suite(.needsDatabase) struct DirtyModelTests {
  private static let layout = """
    layout: gate
    kind: snapshot
    source: gate
    provenance: own_gift
    file: {delimiter: comma}
    key: id
    columns:
      id: key
      gifts: number
      twin: number
      fixed: number
      empty: number
      label: text
      gave: {role: outcome, type: flag}
    """

  /// Twelve hundred rows, of which `gave` says who gave.
  private static func campaign(
    _ gave: (Int) -> String = { ($0 &* 7_919) % 10 < 1 + $0 % 7 ? "1" : "0" },
    gifts: (Int) -> String = { "\($0 % 7)" }
  ) throws -> (TestCampaign, ImportSummary) {
    let campaign = try TestCampaign()
    try campaign.write(layout, to: "layouts/gate.yml")
    try campaign.write(
      GateSample.model("auto", share: "50%"), to: "models/gate.yml")
    let rows = (0..<1_200).map { row in
      "\(row),\(gifts(row)),\(2 * (row % 7) + 1),4,,L\(row),\(gave(row))"
    }
    let text = (["id,gifts,twin,fixed,empty,label,gave"] + rows).joined(separator: "\n") + "\n"
    let summary = try campaign.load(try campaign.write(text, to: "first.csv")) {
      $0.maximumRejected = 0.5
    }
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    return (campaign, summary)
  }

  @Test(arguments: ["0", "1"])
  func `outcomes of one kind make no model`(_ outcome: String) throws {
    let (campaign, _) = try Self.campaign({ _ in outcome })
    let refused = try failure { _ = try campaign.fitGate() }
    #expect(refused.kind == .badInput && refused.what.hasPrefix("no model: "))
    #expect(refused.nextStep?.contains("`outcome`") == true)
    #expect(try campaign.count("select count(*) from model.version") == 0)
  }

  @Test func `outcomes of one kind among those held out judge no model`() throws {
    let hash = SampleHash(seed: "gate")
    let (campaign, _) = try Self.campaign { row in
      let person = StableHash.personIdentifier(source: "gate", record: "\(row)")
      return hash.bucket(person) < 500_000 && (row &* 7_919) % 10 < 1 + row % 7 ? "1" : "0"
    }
    let refused = try failure { _ = try campaign.fitGate() }
    #expect(refused.kind == .badInput && refused.what.contains("part held out can't judge"))
  }

  @Test func `constant, empty and twin columns and one of a level a row are left out aloud`() throws
  {
    let (campaign, _) = try Self.campaign()
    let fit = try campaign.fitGate()
    let said = fit.leftOut.joined(separator: "; ")
    for part in [
      "fixed: one value alone", "empty: no value", "twin: told by other terms", "label: ",
    ] {
      #expect(said.contains(part), "\(part) in \(said)")
    }
    #expect(fit.terms == 1 && fit.isLive)
    #expect(try campaign.scoreGate().people == 1_200)
  }

  @Test(arguments: ["Infinity", "-inf", "NaN", "1e999", "nan(1)"])
  func `a number of a file that isn't finite is set aside with its row`(_ text: String) throws {
    let (_, summary) = try Self.campaign(gifts: { $0 % 100 == 0 ? text : "\($0 % 7)" })
    #expect(summary.rowsLoaded == 1_188)
    #expect(summary.rejected.keys.allSatisfy { $0.hasPrefix("gifts is no ") })
  }

  @Test(arguments: ["NaN", "Infinity", "-Infinity"])
  func `a number of the database that isn't finite counts as missing`(_ number: String) throws {
    let (campaign, _) = try Self.campaign()
    try campaign.write(GateSample.model("[gifts]", share: "50%"), to: "models/gate.yml")
    let change = { (value: String) in
      try campaign.change(
        Statement(
          "update person.snapshot_gate set gifts = \(value) where record::integer % 4 = 0",
          file: "test"))
      _ = try campaign.fitGate()
      _ = try campaign.scoreGate(anyway: true)
      return try campaign.probabilities("gate")
    }
    let missing = try change("null")
    let odd = try change("'\(number)'")
    #expect(odd == missing && Set(odd).count == 8)
    #expect(try campaign.count("select count(*) from model.term where kind = 'missing'") == 2)
  }

  // MARK: days

  private func donate(asOf day: String, days: Int = 90) throws -> TestCampaign {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.matched)
    let text = try String(decoding: campaign.bytes(of: "models/donate.yml"), as: UTF8.self)
    try campaign.write(
      text.replacing("2026-06-17", with: day)
        .replacing("gift_within_days: 90", with: "gift_within_days: \(days)"),
      to: "models/donate.yml")
    _ = try Features(campaign.workspace).run(asOf: try #require(Day(iso: day)))
    return campaign
  }

  @Test func `an as-of day before all data finds nobody to train on`() throws {
    let campaign = try donate(asOf: "1990-01-01")
    let refused = try failure { _ = try Fit(campaign.workspace).run(model: "donate") }
    #expect(refused.kind == .badInput && refused.what.contains("nobody to train on"))
    let unscored = try failure {
      _ = try Score(campaign.workspace).run(model: "donate", asOf: nil, csv: nil)
    }
    #expect(unscored.what.contains("never fitted"))
  }

  @Test func `an outcome's window that outlasts the ledger is refused with the latest day`() throws
  {
    let campaign = try donate(asOf: "2026-08-01")
    let refused = try failure { _ = try Fit(campaign.workspace).run(model: "donate") }
    #expect(refused.kind == .badInput && refused.what.contains("end on 2026-10-29"))
    #expect(try campaign.count("select count(*) from model.version") == 0)
    // The day that it names can be trained as of, and the next one can't.
    let words = try #require(refused.nextStep).split(separator: " ").map(String.init)
    let named = try #require(words.compactMap { Day(iso: $0) }.first)
    let last = try donate(asOf: named.description)
    _ = try Fit(last.workspace).run(model: "donate")
    let late = try donate(asOf: named.adding(days: 1).description)
    #expect(try failure { _ = try Fit(late.workspace).run(model: "donate") }.kind == .badInput)
  }

  @Test func `a ledger without a gift has nothing to learn from`() throws {
    let campaign = try donate(asOf: "2026-06-17")
    try campaign.change("delete from person.contribution")
    let refused = try failure { _ = try Fit(campaign.workspace).run(model: "donate") }
    #expect(refused.kind == .badInput && refused.what.contains("no gift on the ledger"))
  }
}
