import Testing

@testable import Reporting

struct CompliancePageTests {
  private func render(_ items: [ComplianceReport.Item], absent: [String] = []) throws -> String {
    let page = try CompliancePage(
      template: Fixtures.text("compliance/page.mustache"), style: Fixtures.text("style.css"))
    return page.render(
      ComplianceReport(
        committeeName: "Example", committeeID: "C00999001", asOf: "2026-07-01",
        headline: "2 over a limit", headlineSays: "one past the 60 days",
        sections: [
          .init(
            title: "Over a limit", count: "\(items.count)", rule: "A rule.", cite: "11 CFR 1.1",
            file: "limits.csv", items: items, limit: 2)
        ], period: "a period", account: [.init("Itemised", "$12")], absent: absent))
  }

  private func item(_ who: String) -> ComplianceReport.Item {
    .init(who: who, received: "2026-05-01", what: "$1 over", due: "2026-06-30", clock: "1 day left")
  }

  @Test func `each item stands with its day, its clock and its law`() throws {
    let html = try render([item("Oak, Ona")])
    for words in [
      "Oak, Ona", "2026-05-01", "$1 over", "2026-06-30", "1 day left", "11 CFR 1.1", "$12",
      "As of July 1, 2026. Not legal advice", "2 over a limit",
    ] { #expect(html.contains(words), "\(words)") }
    #expect(!html.contains(">none</td>") && !html.contains("Not looked at"))
  }

  @Test func `no item, too many items, and what wasn't looked at are told of`() throws {
    #expect(try render([]).contains(">none</td>"))
    let many = try render(["Ash", "Elm", "Oak"].map(item))
    #expect(many.contains("the first 2 here") && many.contains("Elm") && !many.contains("Oak"))
    #expect(try render([], absent: ["limits: why"]).contains("<li>limits: why</li>"))
  }

  @Test func `what a contributor is called can't become part of the page`() throws {
    let html = try render([item("<script>alert(1)</script>")])
    #expect(!html.contains("<script") && html.contains("&lt;script&gt;"))
    #expect(!html.contains("{{"))
    for word in ["http", "src=", "href=", "url(", "@import"] { #expect(!html.contains(word)) }
  }
}
