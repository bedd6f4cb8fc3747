public import Campaign
import Mustache

/// The compliance view as a page: one HTML file that refers to nothing outside itself.
public struct CompliancePage: Sendable {
  /// The keys of the template.
  private struct Content {
    let style: String
    let committeeName: String
    let committeeID: String
    let asOf: String
    let headline: String
    let headlineSays: String
    let sections: [ComplianceReport.Section]
    let period: String
    let account: [ComplianceReport.Fact]
    let hasAbsent: Bool
    let absent: [String]
  }

  private let template: MustacheTemplate
  private let style: String

  /// Makes a page from the texts of `Reports/compliance/page.mustache` and `Reports/style.css`.
  ///
  /// - Throws: a failure of kind badInput where the template can't be read.
  public init(template: String, style: String) throws(Failure) {
    self.template = try PageTemplate.read(template)
    self.style = style
  }

  /// The page.
  public func render(_ report: ComplianceReport) -> String {
    template.render(
      Content(
        style: style, committeeName: report.committeeName, committeeID: report.committeeID,
        asOf: PageText.day(report.asOf), headline: report.headline,
        headlineSays: report.headlineSays, sections: report.sections, period: report.period,
        account: report.account, hasAbsent: !report.absent.isEmpty, absent: report.absent))
  }
}
