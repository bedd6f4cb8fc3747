public import Campaign
import Mustache

/// The small-donor page: one HTML file that refers to nothing outside itself.
public struct SmallDonorPage: Sendable {
  private let template: MustacheTemplate
  private let style: String
  private let chart: String

  /// Makes a page from the texts of `Reports/small-donors/page.mustache`, `Reports/style.css` and
  /// `Reports/small-donors/shares.vl.json`, or of a campaign's own in their place.
  ///
  /// - Throws: a failure of kind badInput where the template can't be read.
  public init(template: String, style: String, chart: String) throws(Failure) {
    self.template = try PageTemplate.read(template)
    self.style = style
    self.chart = chart
  }

  /// The specification of the page's one chart; nil where no share is measured.
  ///
  /// - Throws: a failure of kind badInput where the chart's text isn't a JSON object.
  public func chartSpecification(of report: SmallDonorReport) throws(Failure) -> String? {
    if report.ledger.giftCount == 0 { return nil }
    return try ShareChart(report.shares).specification(from: chart)
  }

  /// The page, with its chart drawn by `drawer`.
  ///
  /// - Throws: a failure of kind badInput where the chart's text isn't a JSON object.
  public func render(_ report: SmallDonorReport, drawer: ChartDrawer) throws(Failure) -> String {
    let drawing = try chartSpecification(of: report).map(drawer.draw)
    return template.render(PageContent(report, style: style, drawing: drawing))
  }
}
