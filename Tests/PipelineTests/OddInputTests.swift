import Campaign
import Foundation
import TestSupport
import Testing

@testable import Pipeline

/// Definitions and files that ask for what can't be.
@Suite struct OddInputTests {
  private let mailing = SnapshotSample.layout

  @Test(arguments: ["source", "record", "person_id", "known_on", "batch_id", "ctid", "xmin"])
  func `a snapshot's column can't have the name of one that its tables have`(_ name: String) throws
  {
    let text = mailing + "\n  \(name): number"
    let refused = try failure { _ = try LayoutDefinition.read(text, file: "mailing.yml") }
    #expect(refused.kind == .badInput)
    _ = try LayoutDefinition.read(mailing + "\n  \(name): ignore", file: "mailing.yml")
    _ = try LayoutDefinition.read(
      mailing + "\n  \(name): {to: its_\(name)}", file: "mailing.yml")
  }

  @Test func `a file with more columns than a table holds is refused`() throws {
    let layout = try LayoutDefinition.read(mailing + "\n  'c*': number", file: "mailing.yml")
    let header = ["id", "age", "gifts", "party", "asked", "gave", "rented"]
    #expect(try layout.resolved(for: header + (1...9).map { "c\($0)" }).snapshot.count == 15)
    let refused = try failure {
      _ = try layout.resolved(for: header + (1...1_700).map { "c\($0)" })
    }
    #expect(refused.kind == .badInput)
  }

  @Test func `two columns of a file don't fill one column`() throws {
    let text = """
      layout: voters
      kind: snapshot
      source: voters
      into: voter
      provenance: voter_file:NC
      file: {delimiter: comma}
      key: id
      columns: {id: key, s: status, a: last_name, b: last_name}
      """
    #expect(try failure { _ = try LayoutDefinition.read(text, file: "v.yml") }.kind == .badInput)
  }

  @Test(arguments: ["9223372036854775807", "0", "-1"])
  func `a list's size has bounds`(_ size: String) throws {
    let text = """
      list: calls
      model: donate
      purpose: solicit
      channel: call
      size: \(size)
      """
    #expect(try failure { _ = try ListDefinition.read(text, file: "l.yml") }.kind == .badInput)
  }

  @Test(arguments: ["[]", "[age, age]"])
  func `a model's features are some, and each once`(_ features: String) throws {
    let text = SnapshotSample.model(features: features)
    #expect(try failure { _ = try ModelDefinition.read(text, file: "m.yml") }.kind == .badInput)
  }

  @Test func `pipes and links are neither read nor replaced`() throws {
    let folder = NSTemporaryDirectory() + "odd-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
    #expect(symlink("/dev/null", "\(folder)/link") == 0)
    for name in ["pipe", "link"] {
      #expect(try failure { _ = try OutputFile(path: "\(folder)/\(name)") }.kind == .badInput)
    }
    #expect(try failure { _ = try ByteSource(path: "\(folder)/pipe") }.kind == .badInput)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["link", "pipe"])
  }

  @Test(.needsDatabase) func `an amount that no sum could hold is set aside`() throws {
    let campaign = try TestCampaign()
    let gifts = ["25.00", "10000000000.00", "92233720368547758.07"].enumerated().map {
      TestGift(line: $0.offset, donor: "d", first: "Ona", last: "Oak", amount: $0.element)
    }
    let file = try campaign.write(try TestCampaign.giftFile(gifts), to: "gifts.csv")
    let summary = try campaign.load(file) { $0.maximumRejected = 1 }
    #expect(summary.rowsLoaded == 1)
    #expect(summary.rejected == ["Amount is no amount of money": 2])
  }

  @Test(.needsDatabase) func `a test that doesn't suit its feature is bad input`() throws {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.withFeatures)
    let text = try String(decoding: campaign.bytes(of: "models/donate.yml"), as: UTF8.self)
    let tests = ["sex: {at_least: 1}", "sex: {is: yes}", "is_sustainer: {at_most: 1}"]
    for test in tests {
      try campaign.write(
        text.replacing("gift_count: {at_least: 1}", with: test), to: "models/donate.yml")
      let refused = try failure { _ = try Fit(campaign.workspace).run(model: "donate") }
      #expect(refused.kind == .badInput && refused.what.contains("doesn't test"), "\(test)")
    }
  }
}
