import Campaign
import Modeling
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// A version goes live only through its gate, and which one is live is on record.
@Suite(.needsDatabase) struct GateTests {
  private static let good = GateSample.model("[strong, weak, region]")
  private static let noise = GateSample.model("[noise1, noise2, noise3]")

  // MARK: the checks

  @Test func `a version that holds every check goes live, and its checks are on record`() throws {
    let campaign = try GateSample.campaign(Self.good)
    let fit = try campaign.fitGate()
    #expect(fit.isLive && fit.failed == [] && fit.text.contains("gate: version 1 is live"))
    #expect(
      try campaign.ask(
        "select check_name, holds::text, sentence from model.gate_check order by position")
        == fit.gate.map { "\($0.name)|\($0.holds)|\($0.sentence)" })
    #expect(
      try campaign.ask(
        """
        select version::text, is_live::text, because from model.standing
        join model.version using (version_id)
        """) == ["1|true|gate"])
    // The best column is chosen by the training part, and its figures are of those held out.
    let column = try #require(fit.check("against_one_column"))
    #expect(column.sentence.contains("strong, highest first, missing last"))
    let value = try #require(column.value), low = try #require(column.low)
    #expect(value > low && value < (column.high ?? 0))
  }

  @Test func `a model of noise is refused, and score says why and what to do`() throws {
    let campaign = try GateSample.campaign(Self.noise)
    let fit = try campaign.fitGate()
    #expect(!fit.isLive && fit.failed.contains("above_chance"))
    let refused = try failure { _ = try campaign.scoreGate() }
    #expect(refused.kind == .refused && refused.what.contains("rank people better than chance"))
    #expect(refused.nextStep?.contains("no version was live before") == true)
    #expect(try campaign.count("select count(*) from score.person") == 0)
    #expect(try campaign.count("select count(*) from model.version") == 1, "the version is kept")
  }

  @Test func `an overfitted model is worse than one column, and its chances too far apart`() throws
  {
    let noise = (1...40).map { "noise\($0)" }.joined(separator: ", ")
    let campaign = try GateSample.campaign(
      GateSample.model("[strong, \(noise)]", share: "8%", penalty: "0.000001"))
    let fit = try campaign.fitGate()
    #expect(fit.trainedOn > 180 && fit.trainedOn < 300 && !fit.isLive)
    #expect(
      Set(fit.failed).isSuperset(of: [
        "against_one_column", "chances_against_one_column", "calibration_slope",
      ]))
    #expect(try #require(fit.check("calibration_slope")?.high) < 0.8)
  }

  @Test func `a column that nearly is the outcome raises a red flag that names it`() throws {
    let campaign = try GateSample.campaign(GateSample.model("[strong, nearly]"))
    let fit = try campaign.fitGate()
    #expect(fit.failed == ["no_leak"] && !fit.isLive)
    #expect(try #require(fit.check("no_leak")).sentence.contains("red flag: `nearly` alone"))
  }

  @Test(arguments: ["0", "0.0001", "0.1"])
  func `a copy of the outcome makes no model, and is named`(penalty: String) throws {
    let campaign = try GateSample.campaign(GateSample.model("[strong, copy]", penalty: penalty))
    let refused = try failure { _ = try campaign.fitGate() }
    #expect(refused.kind == .badInput && refused.what.contains("red flag: `copy` alone"))
  }

  @Test func `a feature of a protected trait serves research and no contact`() throws {
    let definition = GateSample.model("[strong, faith]")
    let campaign = try GateSample.campaign(definition)
    let fit = try campaign.fitGate()
    #expect(fit.failed == ["no_protected_trait"])
    #expect(try #require(fit.check("no_protected_trait")).sentence.contains("`faith` (religion)"))
    let research = try campaign.fitGate(
      GateSample.model("[strong, faith]", purpose: "research"))
    #expect(research.isLive)
  }

  @Test(arguments: [
    (share: 0.10, isFar: false), (0.20, true),
  ])
  func `a mean chance far from the share that came is refused`(
    share: Double, isFar: Bool
  ) throws {
    // One in ten of those trained on gives, of those held out `share` do; x says as much of both.
    var outcomes: [Double] = []
    var x: [Double] = []
    for row in 0..<4_000 {
      let rate = row < 2_000 ? 0.1 : share
      let gives = Double(row * 7_919 % 1_000) / 1_000 < rate
      outcomes.append(gives ? 1 : 0)
      x.append(Double(row * 104_729 % 1_000) / 1_000 + (gives ? 0.3 : 0))
    }
    let data = TrainingData(
      frame: RawFrame(rows: 4_000, columns: [("x", .numeric(x))]), outcomes: outcomes,
      training: Array(0..<2_000), heldOut: Array(2_000..<4_000),
      amounts: outcomes.map { _ in 0 }, highest: outcomes.map { _ in 0 },
      households: outcomes.indices.map { Int64($0) }, batches: [])
    let model = try ModelDefinition.read(Self.good, file: "models/gate.yml")
    let fitted = try Fit.fit(data, model)
    let evidence = try GateEvidence(data, fitted, model, former: .none)
    let check = try #require(
      Gate(model: model, evidence: evidence, features: ["x"]).checks.first {
        $0.name == "mean_chance"
      })
    #expect(check.holds != isFar, "\(check.sentence)")
  }

  // MARK: the version before

  @Test func `a version fitted again on the same people differs from the live one by nothing`()
    throws
  {
    let campaign = try GateSample.campaign(Self.good)
    let first = try campaign.fitGate()
    let again = try campaign.fitGate()
    let check = try #require(again.check("against_live_version"))
    #expect(again.version == 2 && again.isLive)
    // The former was scored in SQL and the new one in Swift.
    #expect(check.value == 0 && check.low == 0 && check.high == 0)
    let people = Int(try #require(first.metrics.first { $0.name == "held_out_people" }).value)
    #expect(check.sentence.contains("on the same \(people) people"))
  }

  @Test func `whom the live version was trained on has no say against it`() throws {
    let campaign = try GateSample.campaign(Self.good)
    _ = try campaign.fitGate()
    let other = try campaign.fitGate(GateSample.model("[strong, weak, region]", seed: "another"))
    let held = try #require(other.metrics.first { $0.name == "held_out_people" }).value
    let check = try #require(other.check("against_live_version"))
    let words = check.sentence.split(separator: " ")
    let place = try #require(words.firstIndex(of: "same"))
    let people = try #require(Double(words[place + 1]))
    // About two in five of those held out now were held out then.
    #expect(people > 0.3 * held && people < 0.5 * held)
  }

  @Test func `a much worse version doesn't go live, and rollback goes on with the one before`()
    throws
  {
    let campaign = try GateSample.campaign(Self.good)
    _ = try campaign.fitGate()
    _ = try campaign.scoreGate()
    let scores = try campaign.probabilities("gate")
    let worse = try campaign.fitGate(GateSample.model("[weak]"))
    #expect(worse.failed.contains("against_live_version") && !worse.isLive)
    let refused = try failure { _ = try campaign.scoreGate() }
    #expect(refused.kind == .refused && refused.what.contains("version 2"))
    #expect(refused.what.contains("it is worse than version 1, which is live"))
    #expect(refused.nextStep?.contains("`groundswell rollback gate`") == true)
    #expect(try campaign.probabilities("gate") == scores, "the scores stay")

    let back = try Rollback(campaign.workspace).run(model: "gate")
    #expect(back.version == 1 && back.from == 2 && back.wasRefused)
    #expect(
      back.text
        == "gate: version 1 is live again in place of version 2, which the gate refused; "
        + "run `groundswell score gate`")
    #expect(try campaign.scoreGate().version == 1)
    #expect(
      try campaign.ask(
        """
        select version::text, is_live::text, because, (changed_at > now() - interval '1 hour')::text
        from model.standing join model.version using (version_id) order by standing_id
        """) == ["1|true|gate|true", "2|false|gate|true", "1|true|rollback|true"])
    // What comes next is compared with the one that is live.
    #expect(try campaign.fitGate(Self.good).check("against_live_version")?.value == 0)
  }

  @Test func `rollback goes back version by version, and no further than the first`() throws {
    let campaign = try GateSample.campaign(Self.good)
    let never = try failure { _ = try Rollback(campaign.workspace).run(model: "gate") }
    #expect(never.kind == .badInput && never.what.contains("never fitted"))
    for _ in 1...3 { _ = try campaign.fitGate() }
    #expect(try Rollback(campaign.workspace).run(model: "gate").version == 2)
    #expect(try campaign.scoreGate().version == 2)
    #expect(try Rollback(campaign.workspace).run(model: "gate").version == 1)
    let end = try failure { _ = try Rollback(campaign.workspace).run(model: "gate") }
    #expect(end.kind == .badInput && end.what.contains("live before version 1"))
    #expect(try campaign.fitGate().version == 4)
    #expect(try Rollback(campaign.workspace).run(model: "gate").version == 1)
  }

  @Test func `a list is cut by the live version's scores and by no other's`() throws {
    let campaign = try GateSample.campaign(Self.good)
    try campaign.write(
      "list: best\nmodel: gate\npurpose: solicit\nchannel: mail\nrank_by: probability\nsize: 10\n",
      to: "lists/best.yml")
    for _ in 1...2 { _ = try campaign.fitGate() }
    _ = try campaign.scoreGate()
    #expect(try ListStage(campaign.workspace).run(list: "best").listed == 10)
    _ = try Rollback(campaign.workspace).run(model: "gate")
    let old = try failure { _ = try ListStage(campaign.workspace).run(list: "best") }
    #expect(old.kind == .badInput && old.what.contains("has no scores"))
    _ = try campaign.scoreGate()
    _ = try ListStage(campaign.workspace).run(list: "best")
    // A refused fit leaves the live version and its scores as they are.
    _ = try campaign.fitGate(Self.noise)
    #expect(try ListStage(campaign.workspace).run(list: "best").listed == 10)
  }
}
