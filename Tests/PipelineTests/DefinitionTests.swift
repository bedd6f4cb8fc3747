import Campaign
import TestSupport
import Testing

@testable import Pipeline

@Suite struct DefinitionTests {
  private static let model = """
    model: donate
    question: Will someone give?
    purpose: solicit
    features:
      set: history
      use: auto
    outcome:
      gift_within_days: 90
    train:
      as_of: 2026-06-17
      share: 70%
    """

  private func failure(of text: String) throws -> Failure {
    try #require(
      #expect(throws: Failure.self) { try ModelDefinition.read(text, file: "models/donate.yml") })
  }

  @Test func `a wrong key is named with file, line, column and the nearest right one`() throws {
    let text = Self.model.replacing("purpose:", with: "purpos:")
    let failure = try failure(of: text)
    #expect(failure.kind == .badInput)
    #expect(failure.place == "models/donate.yml:3:1")
    #expect(failure.what.contains("`purpos`"))
    #expect(failure.nextStep?.contains("Did you mean `purpose`?") == true)
  }

  @Test func `a wrong key further in is named with its own place`() throws {
    let failure = try failure(of: Self.model.replacing("  share:", with: "  shar:"))
    #expect(failure.place == "models/donate.yml:11:3")
    #expect(failure.nextStep?.contains("Did you mean `share`?") == true)
  }

  @Test func `a key that lacks is named`() throws {
    let failure = try failure(of: Self.model.replacing("purpose: solicit\n", with: ""))
    #expect(failure.kind == .badInput && failure.what.contains("lacks the key `purpose`"))
  }

  @Test(arguments: ["a: [1, 2", "a: \"open", "\tmodel: x", "a: b: c", "a: 1\na: 2", ""])
  func `text that is no YAML is bad input with its line`(_ text: String) throws {
    let failure = try failure(of: text)
    #expect(failure.kind == .badInput)
    #expect(failure.place?.hasPrefix("models/donate.yml") == true)
    if !text.isEmpty { #expect(failure.place?.contains(":") == true) }
  }

  @Test func `a purpose that the law doesn't know is refused with the known ones`() throws {
    let failure = try failure(of: Self.model.replacing("solicit", with: "solicits"))
    #expect(failure.place == "models/donate.yml:3:10")
    #expect(failure.nextStep?.contains("Did you mean `solicit`?") == true)
  }

  @Test(arguments: ["0%", "100%", "170%", "-0.2", "nan", "inf", "most", "0"])
  func `a training share that leaves nobody to measure on is refused`(_ share: String) throws {
    let failure = try failure(of: Self.model.replacing("70%", with: share))
    #expect(failure.kind == .badInput && failure.place == "models/donate.yml:11:10")
  }

  @Test func `shares are taken as a percentage or as a fraction`() throws {
    let percent = try ModelDefinition.read(Self.model, file: "m.yml")
    let fraction = try ModelDefinition.read(Self.model.replacing("70%", with: "0.7"), file: "m.yml")
    #expect(percent.trainingBuckets == 700_000 && fraction.trainingBuckets == 700_000)
  }

  @Test func `an outcome within no days and a day that is none are refused`() throws {
    #expect(try failure(of: Self.model.replacing("90", with: "0")).kind == .badInput)
    let failure = try failure(of: Self.model.replacing("2026-06-17", with: "2026-06-31"))
    #expect(failure.place == "models/donate.yml:10:10")
  }

  @Test func `a layout that fills an unknown column is refused with the nearest`() throws {
    let layout = """
      layout: gifts
      kind: events
      source: gifts
      into: contribution
      provenance: own_gift
      file: {delimiter: comma}
      key: id
      columns:
        id: key
        amount: amount_cent
      """
    let failure = try #require(
      #expect(throws: Failure.self) { try LayoutDefinition.read(layout, file: "layouts/gifts.yml") }
    )
    #expect(failure.place == "layouts/gifts.yml:10:11")
    #expect(failure.nextStep?.contains("Did you mean `amount_cents`?") == true)
  }

  @Test func `a folder without campaign_yml and a model that isn't there are bad input`() throws {
    let folder = CampaignFolder(folder: "/nonexistent")
    #expect(throws: Failure.self) { try folder.campaign() }
    let failure = try #require(#expect(throws: Failure.self) { try folder.model("donate") })
    #expect(failure.kind == .badInput && failure.nextStep == "Write models/donate.yml.")
  }

  @Test func `a source passes gifts on for one conduit, whose parts are all there`() throws {
    func read(_ conduits: String) throws -> CampaignDefinition {
      try CampaignDefinition.read(
        """
        committee: {name: Example, fec_id: C00999001}
        cycle: {starts_on: 2026-01-01}
        conduits:
        \(conduits)
        """, file: "campaign.yml")
    }
    let one =
      "  - {source: a, name: One, fec_id: C1, street: S, city: C, state: MA, zip: \"02144\"}"
    let conduit = try #require(try read(one).conduits["a"])
    #expect(conduit.name == "One" && conduit.committee == "C1" && conduit.zip == "02144")
    let twice = #expect(throws: Failure.self) { try read("\(one)\n\(one)") }
    #expect(twice?.place == "campaign.yml:5:5" && twice?.what.contains("already") == true)
    let lacking = #expect(throws: Failure.self) { try read(one.replacing("state: MA, ", with: "")) }
    #expect(lacking?.kind == .badInput && lacking?.what.contains("`state`") == true)
  }
}
