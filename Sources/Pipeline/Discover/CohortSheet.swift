import Campaign
import Modeling
import Reporting

/// A search's page.
struct CohortSheet {
  private let columns: CohortColumns
  private let search: CohortSearch
  private let found: [CohortSearch.Found]
  private let told: CohortSearch.Told
  private let formats: CohortFormats
  private let probe: ProxyProbe
  private let like: (star: String, region: String)?
  private let matches: [CohortReport.Match]

  init(
    _ columns: CohortColumns, _ search: CohortSearch, _ found: [CohortSearch.Found],
    _ told: CohortSearch.Told, _ formats: CohortFormats, _ probe: ProxyProbe,
    _ like: (star: String, region: String)?, _ matches: [CohortReport.Match]?
  ) {
    self.columns = columns
    self.search = search
    self.found = found
    self.told = told
    self.formats = formats
    self.probe = probe
    self.like = like
    self.matches = matches ?? []
  }

  /// In how many other splits of the people each finding holds up again; nil where none is asked for.
  func heldUpAgain() -> [Int]? { search.heldUpAgain(found) }

  /// The page's text.
  ///
  /// - Parameter again: in how many other splits each finding holds up.
  func text(_ again: [Int]?) throws -> String {
    let definition = columns.definition
    let page = try CohortPage(
      template: SQLFiles.text("Reports/cohort/page.mustache"),
      style: SQLFiles.text("Reports/style.css"))
    return page.render(
      CohortReport(
        committeeName: columns.campaign.committeeName, committeeID: columns.campaign.committee,
        title: definition.title, target: definition.targetInWords, measure: definition.measure,
        asOf: definition.asOf.description, groups: search.groups,
        order: definition.orderInWords, lots: definition.lots,
        searched: told.everyone.searched ? search.first : nil,
        confirming: told.everyone.others ? search.second : nil, leftOut: search.leftOut,
        set: columns.set.isSnapshot ? columns.set.name : nil,
        findings: found.enumerated().map { place, found in
          CohortReport.Finding(
            traits: found.words, finding: found.finding,
            tellsFound: told.findings[place].found,
            tellsConfirmed: told.findings[place].confirmed,
            heldUpAgain: again.map { ($0[place], definition.splits) },
            universe: columns.universe(found.tests),
            formats: formats.report(of: place))
        },
        proxy: probe.report(findings: found.count, checked: definition.proxyChecked),
        alike: like.map {
          CohortReport.Alike(star: $0.star, region: $0.region, matches: matches)
        }))
  }
}

extension CohortDefinition {
  /// What a group is told by.
  var measure: CohortMeasure {
    switch target {
    case .answer, .star, .follows, .clicks, .column: .share
    case .dollars: .dollars
    case .uplift: .uplift
    }
  }
}
