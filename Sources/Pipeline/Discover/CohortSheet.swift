import Campaign
import Modeling
import Reporting

/// A search's page.
struct CohortSheet {
  private let columns: CohortColumns
  private let search: CohortSearch
  private let found: [CohortSearch.Found]
  private let like: (star: String, region: String)?
  private let matches: [StarSearch.Named]

  init(
    _ columns: CohortColumns, _ search: CohortSearch, _ found: [CohortSearch.Found],
    _ like: (star: String, region: String)?, _ matches: [StarSearch.Named]?
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
        searched: share(search.first), confirming: share(search.second),
        findings: found.map(finding),
        alike: like.map { like in
          CohortReport.Alike(
            star: like.star, region: like.region,
            matches: matches.map {
              CohortReport.Match(
                star: $0.star, fans: Int64($0.match.fans), similarity: $0.match.similarity,
                places: $0.match.ranks, firstShare: $0.match.firstShare, traits: $0.traits)
            })
        }))
  }

  private func share(_ share: SubgroupDiscovery.Share) -> CohortReport.Share {
    CohortReport.Share(people: Int64(share.size), positives: Int64(share.positives))
  }

  private func finding(_ found: CohortSearch.Found) -> CohortReport.Finding {
    let finding = found.finding
    return CohortReport.Finding(
      traits: found.words, found: share(finding.found), confirmed: share(finding.confirmed),
      interval: finding.interval, shrunkenRate: finding.shrunkenRate, index: finding.index,
      familyWiseP: finding.familyWiseP, confirmedP: finding.confirmedP, holdsUp: finding.holdsUp,
      universe: columns.universe(found.tests))
  }
}
