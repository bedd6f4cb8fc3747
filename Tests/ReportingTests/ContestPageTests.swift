import Campaign
import Foundation
import Reporting
import Testing

/// A contest's page for counsel.
@Suite struct ContestPageTests {
  @Test func `sections and rows stand in their order, and words are escaped`() throws {
    func text(_ path: String) throws -> String {
      try String(contentsOfFile: path, encoding: .utf8)
    }
    let page = try ContestPage(
      template: text("Reports/contest/page.mustache"), style: text("Reports/style.css"))
    let html = page.render(
      ContestPage.Content(
        committeeName: "Example <b>", committeeID: "C1", title: "Dinner & more", headline: "Open",
        headlineSays: "Until noon.",
        sections: [
          .init(title: "First", rows: [.init("a", "1", "law <i>", recorded: "today")]),
          .init(title: "Second", rows: [.init("b", "2", "")]),
        ]))
    #expect(html.contains("Example &lt;b&gt;") && html.contains("Dinner &amp; more"))
    #expect(html.contains("law &lt;i&gt; today") && !html.contains("<i>"))
    let first = try #require(html.range(of: "First")).lowerBound
    let second = try #require(html.range(of: "Second")).lowerBound
    #expect(first < second)
    // The style's own line and no reference to anything outside the file.
    #expect(html.contains("--ink") && !html.contains("http"))
  }
}
