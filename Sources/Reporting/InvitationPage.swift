public import Campaign
import Modeling
import Mustache

/// The page for an event's host: one HTML file that refers to nothing outside itself.
public struct InvitationPage: Sendable {
  /// The keys of the template.
  private struct Content {
    struct Row {
      let name: String
      let cells: [String]
    }

    let style: String
    let committeeName: String
    let committeeID: String
    let title: String
    let event: String
    let asOf: String
    let headline: String
    let headlineSays: String
    let choice: String
    let hasChart: Bool
    let chart: String
    let chartMissing: String
    let hasFrontier: Bool
    let frontier: [Row]
    let course: [Row]
    let hasOutlooks: Bool
    let outlooks: [Row]
    let hasTiers: Bool
    let tiers: [Row]
    let rates: [Row]
    let evidence: String
    let account: [PageContent.Fact]
  }

  /// A point of the chart.
  private struct Point: Encodable {
    let invitations: Int
    let chance: Double
    let what: String
    let isChosen: Bool
  }

  private let template: MustacheTemplate
  private let style: String
  private let chart: String

  /// Makes a page from the texts of `Reports/invitations/page.mustache`, `Reports/style.css` and
  /// `Reports/invitations/frontier.vl.json`.
  ///
  /// - Throws: a failure of kind badInput where the template can't be read.
  public init(template: String, style: String, chart: String) throws(Failure) {
    self.template = try PageTemplate.read(template)
    self.style = style
    self.chart = chart
  }

  /// The specification of the page's one chart; nil where nothing was cut.
  ///
  /// - Throws: a failure of kind badInput where the chart's text isn't a JSON object.
  public func chartSpecification(of report: InvitationReport) throws(Failure) -> String? {
    guard report.frontier.count > 1 else { return nil }
    let points = report.frontier.flatMap { step in
      [("the room is full", step.full), ("somebody has no seat", step.over)].map {
        Point(
          invitations: step.invitations, chance: $1, what: $0,
          isChosen: step.invitations == report.chosen)
      }
    }
    return try ChartSpecification(chart, file: "frontier.vl.json").filled("frontier", with: points)
  }

  /// The page, with its chart drawn by `drawer`.
  ///
  /// - Throws: a failure of kind badInput where the chart's text isn't a JSON object.
  public func render(_ report: InvitationReport, drawer: ChartDrawer) throws(Failure) -> String {
    let (drawn, missing): (String, String) =
      switch try chartSpecification(of: report).map(drawer.draw) {
      case .svg(let svg): (PageContent.inlined(svg), "")
      case .missing(let reason): ("", reason)
      case nil: ("", "nothing was cut")
      }
    let range = "\(report.range.lowerBound) to \(report.range.upperBound)"
    return template.render(
      Content(
        style: style, committeeName: report.committeeName, committeeID: report.committeeID,
        title: report.title, event: report.event, asOf: PageText.day(report.asOf),
        headline: "\(PageText.decimal(report.expected, places: 0)) of \(report.seats)",
        headlineSays: "seats will be taken (nine times in ten \(range)) by "
          + (report.wave == report.waves
            ? "all \(report.waves) waves. " : "wave \(report.wave) of \(report.waves) alone. ")
          + "The chance that nine tenths of the room are taken is "
          + "\(PageText.percent(report.full)), that somebody has no seat \(PageText.percent(report.over)).",
        choice: report.choice, hasChart: !drawn.isEmpty, chart: drawn, chartMissing: missing,
        hasFrontier: report.frontier.count > 1,
        frontier: report.frontier.map { step in
          Content.Row(
            name: PageText.count(Int64(step.invitations))
              + (step.invitations == report.chosen ? " (taken)" : ""),
            cells: [
              PageText.count(Int64(step.seats)), PageText.decimal(step.expected, places: 1),
              PageText.percent(step.full), PageText.percent(step.over),
            ])
        }, course: report.course.map(Self.wave), hasOutlooks: !report.outlooks.isEmpty,
        outlooks: report.outlooks.map(Self.outlook), hasTiers: !report.tiers.isEmpty,
        tiers: report.tiers.map(Self.tier),
        rates: report.rates.map { rate in
          let range = rate.rate.ninetyPercent
          return Content.Row(
            name: rate.label,
            cells: [
              PageText.percent(rate.rate.mean),
              "\(PageText.percent(range.lowerBound)) to \(PageText.percent(range.upperBound))",
            ])
        }, evidence: report.evidence,
        account: report.account.map {
          PageContent.Fact(label: $0.label, value: PageText.count(Int64($0.people)))
        }))
  }

  private static func wave(_ wave: InvitationReport.Wave) -> Content.Row {
    let answers = wave.answers.map { ["\($0.yes)", "\($0.no)", "\($0.silent)"] }
    return Content.Row(
      name: answers == nil ? "\(wave.number), on average" : "\(wave.number)",
      cells: [
        PageText.day(wave.answerBy), "\(answers == nil ? "about " : "")\(wave.invited)",
        "\(wave.seats)",
      ] + (answers ?? ["", "", ""]))
  }

  private static func outlook(_ outlook: InvitationReport.Outlook) -> Content.Row {
    Content.Row(
      name: outlook.choice + (outlook.isTaken ? " (taken)" : ""),
      cells: [
        PageText.decimal(outlook.outlook.taken, places: 1), PageText.percent(outlook.outlook.full),
        PageText.percent(outlook.outlook.over),
      ])
  }

  private static func tier(_ tier: InvitationReport.Tier) -> Content.Row {
    Content.Row(
      name: tier.price,
      cells: [
        tier.seats.map { "\($0)" } ?? "any", "\(tier.people)", "\(tier.offered)",
        PageText.decimal(tier.expected, places: 1),
      ])
  }
}
