import Campaign
import Modeling
import Reporting

/// A search's page.
struct CohortSheet {
  private let columns: CohortColumns
  private let search: CohortSearch
  private let found: [CohortSearch.Found]
  private let like: (star: String, region: String)?
  private let matches: [CohortReport.Match]

  init(
    _ columns: CohortColumns, _ search: CohortSearch, _ found: [CohortSearch.Found],
    _ like: (star: String, region: String)?, _ matches: [CohortReport.Match]?
  ) {
    self.columns = columns
    self.search = search
    self.found = found
    self.like = like
    self.matches = matches ?? []
  }

  /// The page's text.
  func text() throws -> String {
    let definition = columns.definition
    let page = try CohortPage(
      template: SQLFiles.text("Reports/cohort/page.mustache"),
      style: SQLFiles.text("Reports/style.css"))
    return page.render(
      CohortReport(
        committeeName: columns.campaign.committeeName, committeeID: columns.campaign.committee,
        title: definition.title, target: definition.targetInWords,
        asOf: definition.asOf.description, groups: search.groups, lots: definition.lots,
        searched: search.first, confirming: search.second,
        findings: found.map {
          CohortReport.Finding(
            traits: $0.words, finding: $0.finding, universe: columns.universe($0.tests))
        },
        alike: like.map {
          CohortReport.Alike(star: $0.star, region: $0.region, matches: matches)
        }))
  }
}
