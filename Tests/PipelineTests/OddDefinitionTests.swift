import Campaign
import Testing

@testable import Pipeline

/// Definitions that a person would hardly write, found by the fuzzer or while writing its targets.
@Suite struct OddDefinitionTests {
  private static let layout = """
    layout: gifts
    kind: events
    source: gifts
    into: contribution
    provenance: own_gift
    file: {delimiter: comma}
    key: id
    columns:
      id: donor_record
      amount: amount_cents
    """

  private func refusal(_ text: String) throws -> Failure {
    try #require(
      #expect(throws: Failure.self) { try LayoutDefinition.read(text, file: "gifts.yml") })
  }

  @Test(arguments: ["','", "\"\\n\"", "\"\\r\"", "\"\\0\""])
  func `a quote that could be no quote is bad input, not a trap`(_ quote: String) throws {
    let text = Self.layout.replacing("comma}", with: "comma, quote: \(quote)}")
    let refused = try refusal(text)
    #expect(refused.kind == .badInput && refused.place == "gifts.yml:6:33")
  }

  @Test(arguments: [
    "{to: amount_cents, values: {a: b}}", "{to: contributed_on, mask: 99}",
    "{to: phone, contains: {a: b}}", "{to: amount_cents, is: [a]}", "{to: employer, is_not: [a]}",
  ])
  func `a conversion fills only a column of its own type`(conversion: String) throws {
    let refused = try refusal(Self.layout.replacing("amount_cents", with: conversion))
    #expect(refused.kind == .badInput && refused.place?.hasPrefix("gifts.yml:10:") == true)
    #expect(refused.what.contains("can't fill"))
  }

  @Test func `lists of aliases of lists are refused before anything follows them`() throws {
    var text = "a: &a0 [x, x]\n"
    for level in 1...20 {
      let alias = "*a\(level - 1)"
      text += "a\(level): &a\(level) [\(alias), \(alias), \(alias)]\n"
    }
    let refused = try refusal(text + "? *a20\n: x\n")
    #expect(refused.kind == .badInput && refused.place == "gifts.yml:12")
  }

  @Test func `a few aliases and any number of asterisks are read`() throws {
    let snapshot = SnapshotSample.layout + "\n  '*': number"
    let stars = String(repeating: "# ** * 2*3\n", count: 40)
    _ = try LayoutDefinition.read(stars + snapshot, file: "gifts.yml")
    let shared = "missing: [&none n/a, *none]\n"
    _ = try LayoutDefinition.read(shared + Self.layout, file: "gifts.yml")
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func `a text nested without end is bad input`(_ opening: String) throws {
    let refused = try refusal(String(repeating: opening, count: 100_000))
    #expect(refused.kind == .badInput && refused.place?.hasPrefix("gifts.yml:1:") == true)
  }

  @Test func `a byte that YAML doesn't know is named with its line`() throws {
    let refused = try refusal("layout: gifts\r\nkind: é\u{7}\n")
    #expect(refused.place == "gifts.yml:2")
    #expect(try refusal("# nothing\n").place == "gifts.yml:1")
  }

  @Test(arguments: [
    "elections:\n  - {name: primary, day: 2026-03-03}\n  - {name: primary, day: 2026-11-03}",
    "limits:\n  - {dollars: 0, from: 2025-01-01, cite: none}",
  ])
  func `what a campaign's rules refuse has its place`(_ part: String) throws {
    let text = "committee: {name: Oak, fec_id: C1}\ncycle: {starts_on: 2025-01-01}\n" + part
    let failure = try #require(
      #expect(throws: Failure.self) { try CampaignDefinition.read(text, file: "campaign.yml") })
    #expect(failure.kind == .badInput && failure.place?.hasPrefix("campaign.yml:4:") == true)
  }
}
