import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// The veterans' donors of examples/experiments: 3,120 rows drawn by their outcome, from the file as
/// it is published to the figures of docs/experiments.md.
@Suite(.needsDatabase) struct ExperimentTests {
  private struct Veterans: Sendable {
    let campaign: TestCampaign
    let imported: ImportSummary
    let fit: FitSummary
    let score: Score.Summary
  }

  private static let veterans = Result {
    let campaign = try TestCampaign()
    for name in ["campaign.yml", "layouts/fundraising.yml", "models/veterans.yml"] {
      try campaign.write(
        try String(contentsOfFile: "examples/experiments/\(name)", encoding: .utf8), to: name)
    }
    let imported = try campaign.load("examples/experiments/fundraising.csv.gz")
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    let fit = try Fit(campaign.workspace).run(model: "veterans")
    let scores = "\(campaign.folder)/scores.csv"
    return Veterans(
      campaign: campaign, imported: imported, fit: fit,
      score: try Score(campaign.workspace).run(model: "veterans", asOf: nil, csv: scores))
  }

  @Test func `a file with a byte order mark and CR alone for line ends loads as it is`() throws {
    let veterans = try Self.veterans.get()
    #expect(veterans.imported.rowsRead == 3_120 && veterans.imported.rowsLoaded == 3_120)
    #expect(veterans.imported.rejected.isEmpty && veterans.imported.blanked.isEmpty)
    // Sums by by_hand.py's reader: as many gave as didn't, $20,278.79 in all.
    let sums = try veterans.campaign.ask(
      """
      select (count(*) filter (where target_b = 1))::text, sum(target_d)::text,
        sum(maxramnt)::text, count(icavg)::text, count(distinct record)::text
      from source.snapshot_fundraising
      """)
    #expect(sums == ["1560|2027879|5195236|3120|3120"])
  }

  @Test func `the outcomes and the row numbers are no features, by themselves or by name`() throws {
    let veterans = try Self.veterans.get()
    let features = try veterans.campaign.ask(
      "select feature from feature.feature where feature_set = 'fundraising'")
    #expect(features.count == 20)
    #expect(!features.contains { $0.hasPrefix("target") || $0.contains("row") })
    let campaign = try TestCampaign(copyOf: veterans.campaign.database)
    let definition = "examples/experiments/models/veterans.yml"
    let text = try String(contentsOfFile: definition, encoding: .utf8)
    try campaign.write(
      text.replacing("use: auto", with: "use: [lastgift, target_d]"), to: "models/veterans.yml")
    let failure = try failure { _ = try Fit(campaign.workspace).run(model: "veterans") }
    #expect(failure.kind == .badInput && failure.what.contains("`target_d` is an outcome"))
  }

  /// Reference numbers: Reference/veterans.py, scikit-learn 1.9.1 and statsmodels 0.15.0.
  @Test(arguments: [
    ("auc", 0.566663177), ("log_loss", 0.200154264), ("brier", 0.048288171),
    ("calibration_intercept", 0.428990376), ("calibration_slope", 1.149215756),
    ("mean_chance", 0.051226631), ("profit_per_1000_all", -48.762490518),
    ("profit_per_1000_worthwhile", 25.260733491), ("profit_per_1000_gain", 74.023224009),
    ("share_worthwhile", 0.301761787),
  ])
  func `the population's figures are those of scikit-learn`(name: String, value: Double) throws {
    let metric = try Self.metric(name)
    #expect(abs(metric.value - value) < 1e-6 * max(1, abs(value)))
  }

  @Test(arguments: [
    ("mean_chance", 0.000374119), ("profit_per_1000_all", 16.711040767),
    ("profit_per_1000_worthwhile", 19.202399014), ("profit_per_1000_gain", 18.505498416),
    ("share_worthwhile", 0.015546212),
  ])
  func `their intervals are those of a stratified sample`(name: String, error: Double) throws {
    let metric = try Self.metric(name)
    let (low, high) = (try #require(metric.low), try #require(metric.high))
    #expect(abs((high - low) / 2 / 1.959963985 - error) < 1e-6 * max(1, error))
  }

  @Test func `the mean chance of the rest is the population's 5.1 % within its standard error`()
    throws
  {
    let metric = try Self.metric("mean_chance")
    let error = (try #require(metric.high) - metric.value) / 1.959963985
    #expect(abs(metric.value - 0.051) < error)
    #expect(error < 0.0005)
  }

  @Test func `scores are the population's chances too`() throws {
    let veterans = try Self.veterans.get()
    #expect(veterans.score.people == 1_576)
    // Unweighted, so a little above the population's mean: half of these people gave.
    #expect(abs(try #require(veterans.score.meanProbability) - 0.052309) < 1e-6)
    let stored = try veterans.campaign.ask(
      "select population_rate::text, contact_cost_cents::text, intercept::text from model.version")
    let parts = try #require(stored.first).split(separator: "|")
    #expect(parts[0] == "0.051" && parts[1] == "68")
    let intercept = try #require(Double(parts[2]))
    #expect(abs(intercept + 2.923693414) < 1e-6)
  }

  @Test func `the page says what a fresh fit finds`() throws {
    let veterans = try Self.veterans.get()
    let table = try ExperimentTable.read()
    try table.expect(veterans.imported, of: "fundraising")
    try table.expect(veterans.fit, of: "fundraising", atLeast: 13)
  }

  @Test func `each file of the folder is of one layout`() throws {
    let layouts = try CampaignFolder(folder: "examples/experiments").layouts()
    let files = try FileManager.default.contentsOfDirectory(atPath: "examples/experiments")
      .filter { $0.hasSuffix(".csv.gz") }
    #expect(files.count >= 2)
    for file in files {
      let opened = try OpenedFile.open(
        path: "examples/experiments/\(file)", layouts: layouts, chosen: nil)
      #expect(file == "\(opened.layout.name).csv.gz")
    }
  }

  private static func metric(_ name: String) throws -> FitSummary.Metric {
    try #require(try veterans.get().fit.metrics.first { $0.name == name })
  }
}

/// The table of docs/experiments.md, as `make experiments` writes it.
struct ExperimentTable {
  /// One line.
  struct Line {
    let set: String
    let rows: String
    let figure: String
    let product: String
    let agrees: String
  }

  let lines: [Line]

  static func read() throws -> ExperimentTable {
    let page = try String(contentsOfFile: "docs/experiments.md", encoding: .utf8)
    let start = try #require(page.range(of: "<!-- figures: begin"))
    let end = try #require(page.range(of: "<!-- figures: end -->"))
    let lines = page[start.upperBound..<end.lowerBound].split(separator: "\n")
      .filter { $0.hasPrefix("|") }.dropFirst(2)
    return ExperimentTable(
      lines: try lines.map { line in
        let cells = line.split(separator: "|", omittingEmptySubsequences: false)
          .map { $0.trimmingCharacters(in: .whitespaces) }
        try #require(cells.count == 9, "seven cells a line")
        return Line(
          set: cells[1], rows: cells[2], figure: cells[4], product: cells[5], agrees: cells[7])
      })
  }

  /// Each of a fit's figures on the page is the fit's own.
  func expect(_ fit: FitSummary, of set: String, atLeast count: Int) throws {
    var found = [
      "trained_on": Double(fit.trainedOn), "trained_positives": Double(fit.positives),
    ]
    for metric in fit.metrics { found[metric.name] = metric.value }
    var compared = 0
    for line in lines where line.set == set {
      #expect(line.agrees == "yes")
      guard let value = found[line.figure] else { continue }
      let said = try #require(Double(line.product), "\(line.figure)")
      #expect(abs(said - value) < 2e-6, "\(line.figure): run `make experiments`")
      compared += 1
    }
    #expect(compared >= count, "figures of the fit on the page")
  }

  /// The page's count of rows is that of an import.
  func expect(_ imported: ImportSummary, of set: String) throws {
    let line = try #require(lines.first { $0.set == set })
    let read = imported.rowsRead
    let loaded = imported.rowsLoaded
    #expect(line.rows == "\(read) / \(loaded) / \(read - loaded)")
  }
}
