public import Campaign
import Modeling
import Mustache

/// The page of a search for cohorts: one HTML file that refers to nothing outside itself.
public struct CohortPage: Sendable {
  /// The keys of the template.
  private struct Content {
    struct Finding {
      let place: Int
      let who: String
      let verdict: String
      let rows: [PageContent.Fact]
      let universe: String
      let isListed: Bool
      let keepsBack: Bool
      let proxy: [Sentence]
      let formats: [Format]
      let hasFormats: Bool
    }

    struct Format {
      let name: String
      let came: String
      let factor: String
      let people: String
    }

    struct Sentence { let says: String }

    struct Proxy {
      let kinds: String
      let checked: String
      let isChecked: Bool
      let traits: [Trait]
      let hasTraits: Bool
      let traitsProbed: Int
      let together: [PageContent.Fact]
      let hasTogether: Bool
    }

    struct Trait {
      let name: String
      let kind: String
      let says: String
    }

    struct Star {
      let place: Int
      let name: String
      let fans: String
      let likeness: String
      let places: String
      let traits: String
    }

    struct Alike {
      let star: String
      let region: String
      let sentence: String
      let stars: [Star]
    }

    let style: String
    let committeeName: String
    let committeeID: String
    let title: String
    let target: String
    let asOf: String
    let groups: String
    let lots: Int
    let searched: String
    let confirming: String
    let headline: String
    let headlineSays: String
    let leftOut: String?
    let overSet: String
    let findings: [Finding]
    let proxy: Proxy?
    let alike: Alike?
  }

  private let template: MustacheTemplate
  private let style: String

  /// Makes a page from the texts of `Reports/cohort/page.mustache` and `Reports/style.css`.
  ///
  /// - Throws: a failure of kind badInput where the template can't be read.
  public init(template: String, style: String) throws(Failure) {
    self.template = try PageTemplate.read(template)
    self.style = style
  }

  /// The page.
  public func render(_ report: CohortReport) -> String {
    let best = report.findings.first { $0.finding.holdsUp }
    return template.render(
      Content(
        style: style, committeeName: report.committeeName, committeeID: report.committeeID,
        title: report.title, target: report.target, asOf: PageText.day(report.asOf),
        groups: PageText.count(Int64(report.groups)), lots: report.lots,
        searched: report.measure.words(report.searched),
        confirming: report.measure.words(report.confirming),
        headline: best.map { report.measure.headline($0.finding) } ?? "Nothing that holds up",
        headlineSays: best.map {
          "\(report.measure.beside($0.finding)): \($0.traits.joined(separator: ", "))."
        }
          ?? "Of \(PageText.count(Int64(report.groups))) groups none stands out beyond what chance finds and shows again among the people who were not searched.",
        leftOut: report.leftOut, overSet: report.set.map { " over the set \($0)" } ?? "",
        findings: report.findings.enumerated().map {
          Self.finding($0.offset, $0.element, report.measure, report.proxy)
        }, proxy: report.proxy.map(Self.proxy),
        alike: report.alike.map(Self.alike)))
  }

  private static func finding(
    _ place: Int, _ told: CohortReport.Finding, _ measure: CohortMeasure, _ proxy: CohortProxy?
  ) -> Content.Finding {
    let finding = told.finding
    let range =
      "\(measure.words(finding.interval.lowerBound)) to \(measure.words(finding.interval.upperBound))"
    let index =
      measure == .uplift
      ? [] : [("index, everyone being 100", "\(Int64(finding.index.rounded()))")]
    return Content.Finding(
      place: place + 1, who: told.traits.joined(separator: ", "),
      verdict: verdict(finding),
      rows: [
        ("where it was searched for", measure.words(finding.found)),
        ("among the others", measure.words(finding.confirmed)),
        ("95 % interval", range),
        ("everyone there", measure.words(finding.everyone)),
      ].map { PageContent.Fact(label: $0, value: $1) }
        + index.map { PageContent.Fact(label: $0, value: $1) }
        + [
          ("rate to plan with, drawn in", measure.words(finding.shrunkenRate)),
          ("chance that a lot finds as good a group", chance(finding.familyWiseP)),
          ("chance among the others, corrected", chance(finding.everyoneP)),
          ("the same, with a trait left out too", chance(finding.confirmedP)),
        ].map { PageContent.Fact(label: $0, value: $1) }, universe: told.universe,
      isListed: finding.toldBy == nil, keepsBack: proxy?.keepsBack(place) ?? false,
      proxy: (proxy?.says(of: place) ?? []).map { Content.Sentence(says: $0) },
      formats: told.formats.map {
        let contrast = $0.contrast
        return Content.Format(
          name: $0.name,
          came:
            "\(PageText.count(Int64(contrast.came))) of \(PageText.count(Int64(contrast.invited)))",
          factor: "\(PageText.decimal(contrast.factor, places: 2)) times",
          people: PageText.count(Int64(contrast.people)))
      }, hasFormats: !told.formats.isEmpty)
  }

  private static func verdict(_ finding: SubgroupDiscovery.Finding) -> String {
    if let teller = finding.toldBy {
      return
        "Told by finding \(teller + 1): without that one’s people the rest stand no higher than everyone else, beyond chance."
    }
    if finding.holdsUp {
      return "Holds up: those searched and the others say so, and every trait adds something."
    }
    if finding.familyWiseP > 0.05 {
      return "Does not hold up: among so many groups chance finds one as good."
    }
    return finding.everyoneP <= 0.05
      ? "Does not hold up: among the others it stands above everyone, but a trait can be left out without loss."
      : "Does not hold up: those who were searched say so, the others don’t."
  }

  private static func proxy(_ proxy: CohortProxy) -> Content.Proxy {
    Content.Proxy(
      kinds: proxy.kinds.joined(separator: ", "), checked: proxy.checked ?? "",
      isChecked: proxy.checked != nil,
      traits: proxy.traits.map {
        Content.Trait(name: $0.traits.joined(separator: ", "), kind: $0.kind, says: $0.words)
      }, hasTraits: !proxy.traits.isEmpty, traitsProbed: proxy.traitsProbed,
      together: proxy.together.map {
        let area = $0.area
        let ends =
          "\(PageText.decimal(area.interval.lowerBound, places: 2)) to \(PageText.decimal(area.interval.upperBound, places: 2))"
        return PageContent.Fact(
          label: "\($0.kind): \($0.value)",
          value: "\(PageText.decimal(area.value, places: 2)) (\(ends))")
      }, hasTogether: !proxy.together.isEmpty)
  }

  private static func alike(_ alike: CohortReport.Alike) -> Content.Alike {
    let sentence: String
    if let first = alike.matches.first {
      sentence =
        "\(first.star)’s fans there are the most like \(alike.star)’s: first in "
        + "\(PageText.percent(first.match.firstShare)) of resamples, among places \(first.match.ranks.lowerBound) to "
        + "\(first.match.ranks.upperBound) in nine of ten."
    } else {
      sentence = "No other star has enough fans there to be compared."
    }
    return Content.Alike(
      star: alike.star, region: alike.region, sentence: sentence,
      stars: alike.matches.enumerated().map { index, match in
        Content.Star(
          place: index + 1, name: match.star,
          fans: PageText.count(Int64(match.match.fans))
            + (match.reachable.map { " (\(PageText.count(Int64($0))) can be reached)" } ?? ""),
          likeness: PageText.decimal(match.match.similarity, places: 2),
          places: "\(match.match.ranks.lowerBound) to \(match.match.ranks.upperBound)",
          traits: match.traits.isEmpty ? "none beyond chance" : match.traits.joined(separator: ", ")
        )
      })
  }

  private static func chance(_ p: Double) -> String {
    p < 0.0001 ? "under 1 in 10,000" : PageText.decimal(p, places: 4)
  }
}
