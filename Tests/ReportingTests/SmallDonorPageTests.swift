import Campaign
import Foundation
import Testing

@testable import Reporting

struct SmallDonorPageTests {
  private let noPython = ChartDrawer(python: nil)

  @Test func `the headline is the money from small donors, with its band`() throws {
    let html = try Fixtures.page().render(Fixtures.report(), drawer: noPython)
    #expect(html.contains("<p class=\"figure\">18.8%</p>"))
    #expect(html.contains("came from donors who gave $200 or less in all."))
    #expect(html.contains("The band runs between 18.8% and 34.6%:"))
    #expect(html.contains("As of July 1, 2026"))
    #expect(html.contains("from January 1, 2026 until the day before July 1, 2026"))
  }

  @Test func `every share stands with figure, parts, threshold and definition`() throws {
    let html = try Fixtures.page().render(Fixtures.report(itemised: []), drawer: noPython)
    for text in [
      "85.7%", "58.1%", "37.2%", "40.0%", "$1,110.01", "$1,910.02", "$360", "$710", "$250",
      "between 40.0% and 54.5%", "Gifts of $250 or less, out of all gifts",
      "actblue: gifts of the committee’s own ledger; 3 files, 12,345 rows loaded",
    ] {
      #expect(html.contains(text), "\(text) is missing")
    }
  }

  @Test func `every key of the template has a value, and every value its key`() throws {
    let template = try Fixtures.text("small-donors/page.mustache")
    let keys = Set(
      template.matches(of: #/\{\{\{?[#^/]?([\w.]+)\}\}/#).map { String($0.output.1) })
    let content = PageContent(try Fixtures.report(), style: "", drawing: nil)
    var labels: Set = ["."]
    for part: Any in [content, content.facts[0], content.shares[0], content.itemised[0]] {
      for child in Mirror(reflecting: part).children { child.label.map { _ = labels.insert($0) } }
    }
    #expect(keys == labels)
  }

  @Test func `the page refers to nothing outside itself`() throws {
    let svg = #"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://x"><g/></svg>"#
    let content = PageContent(try Fixtures.report(), style: "", drawing: .svg(svg))
    #expect(content.chart == "<svg><g/></svg>")
    let html = try Fixtures.page().render(Fixtures.report(), drawer: noPython)
    for word in ["http", "//", "src=", "href=", "url(", "@import", "<link", "<script", "<iframe"] {
      #expect(!html.contains(word), "\(word) reaches outside")
    }
  }

  @Test func `text from data is escaped`() throws {
    let name = "<img onerror=alert(1)> & \"Sons\""
    var figures = Fixtures.itemised
    figures.name = name
    let html = try Fixtures.page().render(
      Fixtures.report(name: name, itemised: [figures]), drawer: noPython)
    #expect(!html.contains("<img"))
    #expect(html.contains("&lt;img onerror=alert(1)&gt; &amp; &quot;Sons&quot;"))
  }

  /// The template engine escapes by character and lets a quote with a combining mark pass.
  @Test func `no value from data stands in an attribute`() throws {
    let template = try Fixtures.text("small-donors/page.mustache")
    let inTags = template.matches(of: #/<[^<>]*\{\{(\w+)\}\}[^<>]*>/#).map { $0.output.1 }
    #expect(inTags == ["chartSays"])
  }

  @Test func `without a chart the page keeps its tables and says what is missing`() throws {
    let html = try Fixtures.page().render(Fixtures.report(), drawer: noPython)
    #expect(html.contains("No chart: drawing needs Python with vl-convert; Scripts/setup makes it"))
    #expect(html.contains("<table>"))
    #expect(!html.contains("<figure>"))
  }

  @Test func `without gifts the page says so and prints no percentage`() throws {
    let html = try Fixtures.page().render(
      Fixtures.report(ledger: Fixtures.noGifts, itemised: []), drawer: noPython)
    #expect(html.contains("There are no gifts in the period."))
    #expect(html.contains("<p class=\"figure\">No gifts</p>"))
    #expect(!html.contains("nan") && !html.contains("NaN") && !html.contains("class=\"band\""))
    let body = try #require(html.split(separator: "</style>").last)
    #expect(!body.contains("%"))
  }

  @Test func `itemised shares are of the rows in this file, the rest says why not`() throws {
    let html = try Fixtures.page().render(Fixtures.report(), drawer: noPython)
    #expect(html.contains("of the rows in this file: unitemised money is not in it"))
    #expect(html.components(separatedBy: "Not computable from this file.").count - 1 == 3)
    #expect(html.contains("25.0%"))
    #expect(html.contains("between 0.0% and 50.0%"))
    #expect(html.contains("4 gifts of $1,050, 3 refunds of $450, net $600"))
    #expect(html.contains("Left out: 2 memo rows, 2 other rows. Without a day, but counted: 1."))
  }

  @Test func `an amount that names no gift and a file that waits are said first`() throws {
    var ledger = Fixtures.ledger
    ledger.unlinkedRefundCount = 1
    ledger.unlinkedRefundCents = 2_000
    var source = Fixtures.sources[0]
    source.waitingBatchCount = 2
    let notes = PageContent.notes(try Fixtures.report(ledger: ledger, sources: [source]))
    #expect(notes[0].hasPrefix("2 files loaded or undone since the last match are not yet"))
    #expect(notes[1].hasPrefix("1 amount below zero, $20 in all, names no gift"))
  }

  @Test func `the report in JSON holds cents, percentages and reasons`() throws {
    let json = try Fixtures.report().json()
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let shares = try #require(object["shares"] as? [[String: Any]])
    #expect(shares.count == 5)
    #expect(shares[2]["threshold_cents"] as? Int == 20_000)
    let most = try #require(shares[2]["most"] as? [String: Any])
    #expect(most["numerator"] as? Int == 66_000)
    #expect(most["percent"] as? Double == 34.6)
    let itemised = try #require((object["itemised"] as? [[String: Any]])?.first)
    let reasons = try #require(itemised["shares"] as? [[String: Any]])
    #expect(reasons.map { $0["not_computable"] != nil } == [false, false, true, true, true])
    #expect(object["scope"] as? String == "campaign committee")
    #expect(itemised["scope"] as? String == "the rows in this file")
  }

  @Test func `a broken template or chart is the campaign's own to mend`() throws {
    #expect(throws: Failure.self) {
      try SmallDonorPage(template: "{{#open}}", style: "", chart: "{}")
    }
    let page = try SmallDonorPage(template: "", style: "", chart: "[]")
    #expect(throws: Failure.self) { try page.chartSpecification(of: Fixtures.report()) }
  }
}
