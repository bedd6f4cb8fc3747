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
      let isOfTags: Bool
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
    let order: String
    let hasSplits: Bool
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
        groups: PageText.count(Int64(report.groups)), order: report.order,
        hasSplits: report.findings.contains { $0.heldUpAgain != nil }, lots: report.lots,
        searched: report.searched.map(report.measure.words) ?? CohortMeasure.untold,
        confirming: report.confirming.map(report.measure.words) ?? CohortMeasure.untold,
        headline: best.map {
          $0.tellsConfirmed ? report.measure.headline($0.finding) : "A group that holds up"
        } ?? "Nothing that holds up",
        headlineSays: best.map {
          ($0.tellsConfirmed
            ? report.measure.beside($0.finding) : "of too few people to tell by how much")
            + ": \($0.traits.joined(separator: ", "))."
        }
          ?? "Of \(PageText.count(Int64(report.groups))) groups none stands out beyond what chance finds and shows again among the people who were not searched.",
        leftOut: report.leftOut, overSet: report.set.map { " over the set \($0)" } ?? "",
        findings: report.findings.enumerated().map {
          Self.finding($0.offset, $0.element, report)
        }, proxy: report.proxy.map(Self.proxy),
        alike: report.alike.map(Self.alike)))
  }

  private static func finding(
    _ place: Int, _ told: CohortReport.Finding, _ report: CohortReport
  ) -> Content.Finding {
    let finding = told.finding
    let proxy = report.proxy
    return Content.Finding(
      place: place + 1, who: told.traits.joined(separator: ", "),
      verdict: verdict(finding), rows: facts(told, report), universe: told.universe ?? "",
      isListed: finding.toldBy == nil && told.universe != nil,
      isOfTags: finding.toldBy == nil && told.universe == nil,
      keepsBack: proxy?.keepsBack(place) ?? false,
      proxy: (proxy?.says(of: place) ?? []).map { Content.Sentence(says: $0) },
      formats: told.formats.map {
        guard let contrast = $0.contrast else {
          return Content.Format(
            name: $0.name, came: CohortMeasure.untold, factor: "", people: "")
        }
        return Content.Format(
          name: $0.name,
          came:
            "\(PageText.count(Int64(contrast.came))) of \(PageText.count(Int64(contrast.invited)))",
          factor: "\(PageText.decimal(contrast.factor, places: 2)) times",
          people: PageText.count(Int64(contrast.people)))
      }, hasFormats: !told.formats.isEmpty)
  }

  /// What is counted and reckoned of a finding; of few people's counts not even what they could be reckoned from.
  private static func facts(
    _ told: CohortReport.Finding, _ report: CohortReport
  ) -> [PageContent.Fact] {
    let (finding, measure) = (told.finding, report.measure)
    let untold = CohortMeasure.untold
    var facts = [
      (
        "where it was searched for", told.tellsFound ? measure.words(finding.found) : untold
      ), ("among the others", told.tellsConfirmed ? measure.words(finding.confirmed) : untold),
    ]
    if told.tellsConfirmed {
      facts.append(
        (
          "95 % interval",
          "\(measure.words(finding.interval.lowerBound)) to \(measure.words(finding.interval.upperBound))"
        ))
    }
    facts.append(
      ("everyone there", report.confirming == nil ? untold : measure.words(finding.everyone)))
    if told.tellsConfirmed {
      if measure != .uplift {
        facts.append(("index, everyone being 100", "\(Int64(finding.index.rounded()))"))
      }
      facts.append(("rate to plan with, drawn in", measure.words(finding.shrunkenRate)))
    }
    let again = told.heldUpAgain.map {
      [("holds up in other splits of these people", "\($0.splits) of \($0.of)")]
    }
    return
      (facts + (again ?? []) + [
        (
          "chance that a lot finds as good a group", chance(finding.familyWiseP, told.tellsFound)
        ),
        ("chance among the others, corrected", chance(finding.everyoneP, told.tellsConfirmed)),
        ("the same, with a trait left out too", chance(finding.confirmedP, told.tellsConfirmed)),
      ]).map { PageContent.Fact(label: $0, value: $1) }
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
            + (match.reachableInWords.map { " (\($0) can be reached)" } ?? ""),
          likeness: PageText.decimal(match.match.similarity, places: 2),
          places: "\(match.match.ranks.lowerBound) to \(match.match.ranks.upperBound)",
          traits: match.traits.isEmpty ? "none beyond chance" : match.traits.joined(separator: ", ")
        )
      })
  }

  /// A chance; of counts that may not be told only whether it is small, since a chance has its count.
  private static func chance(_ p: Double, _ isTold: Bool) -> String {
    guard isTold else { return p <= 0.05 ? "1 in 20 at most" : "more than 1 in 20" }
    return p < 0.0001 ? "under 1 in 10,000" : PageText.decimal(p, places: 4)
  }
}
