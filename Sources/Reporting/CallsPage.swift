public import Campaign
import Mustache

/// The page of what calls brought: one HTML file that refers to nothing outside itself.
public struct CallsPage: Sendable {
  /// The keys of the template.
  private struct Content {
    struct Section {
      let name: String
      let startsOn: String
      let effect: String
      let rows: [PageContent.Fact]
    }

    let style: String
    let committeeName: String
    let committeeID: String
    let asOf: String
    let days: Int
    let headline: String
    let headlineSays: String
    let lists: [Section]
  }

  private let template: MustacheTemplate
  private let style: String

  /// Makes a page from the texts of `Reports/calls/page.mustache` and `Reports/style.css`.
  ///
  /// - Throws: a failure of kind badInput where the template can't be read.
  public init(template: String, style: String) throws(Failure) {
    self.template = try PageTemplate.read(template)
    self.style = style
  }

  /// The page.
  public func render(_ report: CallsReport) -> String {
    let measured = report.lists.first { $0.effect != nil }
    return template.render(
      Content(
        style: style, committeeName: report.committeeName, committeeID: report.committeeID,
        asOf: PageText.day(report.asOf), days: report.days,
        headline: measured.map(Self.headline) ?? "Not measured",
        headlineSays: measured.map {
          "more by those called than by those held out, of the list \($0.name)."
        }
          ?? (report.lists.isEmpty
            ? "No list was called before this day."
            : "No list held people out, so nobody can tell what the calls brought."),
        lists: report.lists.map(Self.section)))
  }

  private static func headline(_ list: CallsReport.List) -> String {
    list.effect.map { per100($0.value) + " per 100" } ?? ""
  }

  private static func section(_ list: CallsReport.List) -> Content.Section {
    var rows = [
      ("listed", PageText.counted(list.listed.people, "person", many: "people")),
      ("tried", "\(PageText.count(list.tried)) people, \(PageText.counted(list.dials, "dial"))"),
      (
        "reached, of those tried",
        list.tried == 0
          ? "nobody was tried"
          : "\(PageText.count(list.reached)) (\(percent(list.reached, of: list.tried)))"
      ),
    ]
    if list.pledges > 0 {
      rows.append(
        ("pledges", "\(PageText.count(list.pledges)), \(PageText.dollars(list.pledgedCents))"))
      rows.append(
        (
          "of those due, kept",
          list.dueCents == 0
            ? "none is due"
            : "\(PageText.dollars(list.keptCents)) of \(PageText.dollars(list.dueCents)) "
              + "(\(percent(list.keptCents, of: list.dueCents)))"
        ))
    }
    rows.append(("given by 100 listed", per100(list.listed.mean)))
    if let heldOut = list.heldOut {
      rows.append(
        ("given by 100 held out", "\(per100(heldOut.mean)), of \(PageText.count(heldOut.people))"))
      if list.heldOutTried > 0 {
        rows.append(("held out and called all the same", PageText.count(list.heldOutTried)))
      }
    }
    if list.costCents > 0 {
      rows.append(("cost of the dials", PageText.dollars(list.costCents * list.dials)))
    }
    return Content.Section(
      name: list.name, startsOn: PageText.day(list.startsOn), effect: sentence(list),
      rows: rows.map { PageContent.Fact(label: $0, value: $1) })
  }

  /// What the calls brought, in a sentence.
  static func sentence(_ list: CallsReport.List) -> String {
    guard let effect = list.effect else {
      return list.heldOut == nil
        ? "Nobody was held out, so what the calls brought can’t be told from what would have come."
        : "Too few households were held out to compare with."
    }
    let range = "\(per100(effect.low)) to \(per100(effect.high))"
    let all = PageText.dollars(cents(effect.value * Double(list.listed.people)))
    let some = "\(per100(effect.value)) per 100 people listed (95 %: \(range)), \(all) in all"
    if effect.low > 0 { return "The calls brought \(some)." }
    if effect.high < 0 { return "The calls cost gifts: \(some)." }
    return "No evidence yet that the calls brought anything: \(some)."
  }

  private static func per100(_ centsAPerson: Double) -> String {
    PageText.dollars(cents(centsAPerson) * 100)
  }

  private static func cents(_ value: Double) -> Int64 { Int64(value.rounded()) }

  private static func percent(_ part: Int64, of whole: Int64) -> String {
    "\(Int64((100 * Double(part) / Double(whole)).rounded())) %"
  }
}
