import Foundation
import Modeling
import Testing

@testable import Reporting

/// The page for an event's host.
struct InvitationPageTests {
  private static func report(title: String = "A dinner", isCut: Bool = true) -> InvitationReport {
    let steps = [
      SeatPlan.Step(invitations: 0, seats: 0, expected: 3, full: 0, over: 0),
      SeatPlan.Step(invitations: 1_211, seats: 1_317, expected: 31.46, full: 0.4321, over: 0.0499),
    ]
    return InvitationReport(
      committeeName: "Example", committeeID: "C00999001", title: title,
      event: "Concert on 2026-10-24, 40 seats.", asOf: "2026-09-15", seats: 40, wave: 2, waves: 3,
      expected: 31.46, range: 19...47, full: 0.4321, over: 0.0499, choice: "So many and why.",
      rates: [.init("of those invited, accept", SharedRate(certain: 0.0831))],
      evidence: "From 24 past events.",
      course: [
        .init(
          number: 1, answerBy: "2026-09-28", invited: 77, seats: 88,
          answers: (yes: 7, no: 9, silent: 61)),
        .init(number: 3, answerBy: "2026-10-17", invited: 55, seats: 66, answers: nil),
      ],
      outlooks: [
        .init(
          choice: "a seat for everyone", isTaken: true,
          outlook: .init(full: 0.627, over: 0.0412, taken: 35.74, waves: []))
      ], frontier: isCut ? steps : [], chosen: 1_211,
      tiers: [.init(price: "$500", seats: 15, people: 22, offered: 29, expected: 14.25)],
      account: [("invited by this wave", 1_211), ("not invited: has died", 3)])
  }

  private func page() throws -> InvitationPage {
    try InvitationPage(
      template: Fixtures.text("invitations/page.mustache"), style: Fixtures.text("style.css"),
      chart: Fixtures.text("invitations/frontier.vl.json"))
  }

  @Test func `seats, chances, waves, prices, rates and people stand on it`() throws {
    let html = try page().render(Self.report(), drawer: ChartDrawer(python: nil))
    for words in [
      "<p class=\"figure\">31 of 40</p>", "nine times in ten 19 to 47", "by wave 2 of 3 alone",
      "43.2 %",
      "5.0 %", "So many and why.", "1,211 (taken)", "<td>1,317</td><td>31.5</td><td>43.2 %</td>",
      "<td>September 28, 2026</td><td>77</td><td>88</td><td>7</td><td>9</td><td>61</td>",
      "3, on average", "about 55",
      "a seat for everyone (taken)</th><td>35.7</td><td>62.7 %</td><td>4.1 %</td>", "$500",
      "<td>15</td><td>22</td><td>29</td><td>14.3</td>",
      "8.3 %", "From 24 past events.", "has died</th><td>3</td>", "No chart:",
      "Concert on 2026-10-24, 40 seats. As of September 15, 2026.",
    ] { #expect(html.contains(words), "\(words)") }
    #expect(!html.contains("{{") && !html.contains("nan"))
  }

  @Test func `the chart has both chances of each step, and none where nothing was cut`() throws {
    let text = try #require(try page().chartSpecification(of: Self.report()))
    let chart = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let sets = try #require(chart["datasets"] as? [String: [[String: Any]]])
    let points = try #require(sets["frontier"])
    #expect(points.count == 4 && points.count { $0["isChosen"] as? Bool == true } == 2)
    #expect(points.compactMap { $0["chance"] as? Double }.sorted() == [0, 0, 0.0499, 0.4321])
    let uncut = Self.report(isCut: false)
    #expect(try page().chartSpecification(of: uncut) == nil)
    let html = try page().render(uncut, drawer: ChartDrawer(python: nil))
    #expect(!html.contains("What more invitations would do") && !html.contains("No chart"))
  }

  @Test func `what an event is called can't become part of the page`() throws {
    let html = try page().render(
      Self.report(title: "<script>alert(1)</script>"), drawer: ChartDrawer(python: nil))
    #expect(!html.contains("<script") && html.contains("&lt;script&gt;"))
    for word in ["http", "src=", "href=", "url(", "@import"] { #expect(!html.contains(word)) }
  }
}
