import Foundation
import Postgres
import Testing

/// The gate as a nightly job meets it, and what a column of very many levels costs.
@Suite(.needsServer) struct GateTests {
  private static let layout = """
    layout: letter
    kind: snapshot
    source: letter
    provenance: own_gift
    file: {delimiter: comma}
    key: id
    columns: {id: key, gifts: number, label: text, gave: {role: outcome, type: flag}}
    """

  private static func model(_ features: String) -> String {
    """
    model: letter
    question: Who answers the letter?
    purpose: solicit
    features: {set: letter, use: \(features)}
    outcome: {column: gave}
    penalty: 0.0001
    """
  }

  private static func campaign(rows: Int, _ features: String) throws -> TestCampaign {
    let campaign = try TestCampaign()
    try campaign.scratch.write(layout, to: "campaign/layouts/letter.yml")
    try campaign.scratch.write(model(features), to: "campaign/models/letter.yml")
    var text = "id,gifts,label,gave\n"
    for row in 0..<rows {
      // The finaliser of SplitMix64.
      var draw = UInt64(row) &* 0x9E37_79B9_7F4A_7C15
      draw = (draw ^ (draw >> 30)) &* 0xBF58_476D_1CE4_E5B9
      draw = (draw ^ (draw >> 27)) &* 0x94D0_49BB_1331_11EB
      draw ^= draw >> 31
      let gave = draw % 1_000 < 40 + 40 * UInt64(row % 5) ? 1 : 0
      text += "\(row),\(row % 5),a rather long label number \(row),\(gave)\n"
    }
    try campaign.scratch.write(text, to: "letter.csv")
    _ = try campaign.run("import", campaign.scratch["letter.csv"]).ends(with: 0)
    _ = try campaign.run("match").ends(with: 0)
    _ = try campaign.run("features", "--as-of", "2026-09-15").ends(with: 0)
    return campaign
  }

  @Test func `a refused version ends score with 77, and rollback mends it`() throws {
    let campaign = try Self.campaign(rows: 4_000, "[gifts]")
    _ = try campaign.run("fit", "letter").ends(with: 0)
    try campaign.scratch.write(
      Self.model("[gifts]").replacingOccurrences(of: "penalty: 0.0001", with: "penalty: 1000000"),
      to: "campaign/models/letter.yml")
    let fit = try campaign.run("fit", "letter").ends(with: 0)
    #expect(fit.output.contains("version 2 is refused and scores nobody"))
    let score = try campaign.run("score", "letter").ends(with: 77)
    #expect(score.errors.contains("the gate refused version 2"))
    #expect(score.errors.contains("groundswell rollback letter") && score.output.isEmpty)
    let back = try campaign.run("rollback", "letter").ends(with: 0)
    #expect(back.output.contains("version 1 is live again"))
    _ = try campaign.run("score", "letter").ends(with: 0)
    _ = try campaign.run("rollback", "letter").ends(with: 65)
    let unknown = try campaign.run("rollback", "letters").ends(with: 65)
    #expect(unknown.errors.contains("never fitted"))
  }

  @Test func `a column of a hundred thousand levels is pooled, in little memory`() throws {
    let campaign = try Self.campaign(rows: 100_000, "auto")
    let fit = try campaign.run("fit", "letter", withinKiB: 256 * 1_024).ends(with: 0)
    #expect(fit.output.contains("label: no level of enough people"))
    #expect(fit.output.contains("version 1 is live"))
    _ = try campaign.run("score", "letter").ends(with: 0)
    let odd = "select count(*) from score.person where not (probability > 0 and probability < 1)"
    #expect(try campaign.count(odd) == 0)
    // No word of the card is a level of so few.
    let card = try campaign.scratch.read("campaign/out/cards/letter.md")
    #expect(!card.isEmpty && !card.contains("rather long label"))
  }
}
