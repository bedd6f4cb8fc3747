import Campaign
import Modeling
import Postgres
import Reporting

/// Who is drawn by what: cohorts found in one part of the people and confirmed in the other, and the
/// stars whose fans are alike.
public struct Discover {
  /// What a search found.
  public struct Summary: StageSummary {
    /// A cohort found.
    public struct Finding: Encodable, Sendable {
      /// Its traits in words.
      public var traits: [String]
      /// People of it among those who confirm; this and what follows is nil where they are too few to be told.
      public var people: Int?
      /// Those of them with the outcome.
      public var positives: Int?
      /// The share of them with the outcome, cents an invitation, or the uplift.
      public var rate: Double?
      /// The same in words, or that it may not be told.
      public var told: String
      /// The lower end of its 95 % interval.
      public var low: Double?
      /// The upper end.
      public var high: Double?
      /// The rate, everyone's being 100.
      public var index: Double?
      /// The chance that a lot gives a group as good anywhere, among those searched.
      public var familyWiseP: Double?
      /// The corrected chance, among those who confirm, of standing above everyone else and above the
      /// others of each group with one trait fewer.
      public var confirmedP: Double?
      /// Whether both parts say so, and of itself.
      public var holdsUp: Bool
      /// In how many of the definition's other splits a group of mostly these people holds up; nil where it asks for
      /// none.
      public var holdsUpInSplits: Int?
      /// The place, from 1, of the finding that tells it too.
      public var toldBy: Int?
      /// The protected classes that it stands in for or leaves out, such as `race Black`.
      public var standsInFor: [String]
    }

    /// A star compared.
    public struct Match: Encodable, Sendable {
      /// The star.
      public var star: String
      /// Fans in the region.
      public var fans: Int
      /// Those of them who could be asked to come, in words; nil of people whom no file knows.
      public var reachable: String?
      /// The cosine of the profiles.
      public var similarity: Double
      /// The places within which nine in ten resamples put it.
      public var places: [Int]
      /// Traits by which both stars' fans differ alike from others.
      public var traits: [String]
    }

    /// The cohort's name.
    public var cohort: String
    /// What is looked for, in words.
    public var target: String
    /// The day.
    public var asOf: String
    /// People looked at.
    public var people: Int
    /// Those of them with the outcome; nil where they, or the others, are too few to be told.
    public var positives: Int?
    /// The rate of everyone among those who confirm, in words.
    public var everyone: String
    /// What the files couldn't tell, in a sentence.
    public var leftOut: String?
    /// Groups of people looked at.
    public var groups: Int
    /// Other splits of the people in which the search was made again.
    public var splits: Int
    /// The findings, the strongest first.
    public var findings: [Finding]
    /// The kinds of protected class that were probed; none where none of these people is loaded.
    public var probed: [String]
    /// The stars compared, the most alike first.
    public var matches: [Match]
    /// The page.
    public var page: String

    /// The summary in a few lines.
    public var text: String {
      let found = findings.map {
        let holds =
          $0.toldBy.map { "told by finding \($0)" }
          ?? ($0.holdsUp ? "holds up" : "does not hold up")
        let proxy =
          $0.standsInFor.isEmpty
          ? "" : "; stands in for \($0.standsInFor.joined(separator: ", "))"
        let again = $0.holdsUpInSplits.map { ", in \($0) of \(splits) other splits" } ?? ""
        return
          "  \($0.traits.joined(separator: ", ")): \($0.told), everyone \(everyone); \(holds)\(again)\(proxy)"
      }
      let probe =
        "  probed for stand-ins: \(probed.isEmpty ? "no protected class is loaded" : probed.joined(separator: ", "))"
      let alike = matches.map {
        "  like it: \($0.star), place \($0.places[0]) to \($0.places[1]), \($0.fans) fans"
          + ($0.reachable.map { ", \($0) can be reached" } ?? "")
      }
      let head =
        "\(cohort) as of \(asOf): \(positives.map { "\($0)" } ?? "some") of \(people) \(target); \(groups) groups looked at"
      let rest = [leftOut.map { "  \($0)" }, probe, "page: \(page)"].compactMap { $0 }
      return ([head] + found + alike + rest).joined(separator: "\n")
    }
  }

  let workspace: Workspace

  /// Prepares the stage.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Fewer people with the outcome than these in either part show nothing.
  static let fewest = 20
  /// Fewer fans in a region than these are too few to be compared.
  static let fewestFans = 20

  /// Searches for the cohorts of a definition and writes a page into `out/cohorts/`.
  ///
  /// - Parameter like: a star, and the region of campaign.yml in which others are compared with it.
  /// - Throws: `Failure`: `badInput` where nobody was asked or too few did what is looked for, `refused`
  ///   where a class of data may not serve the purpose.
  public func run(cohort name: String, like: (star: String, region: String)? = nil) throws
    -> Summary
  {
    let folder = CampaignFolder(folder: workspace.folder)
    let definition = try folder.cohort(name)
    let campaign = try folder.campaign()
    var connection = try workspace.connect(as: .dataTeam)
    let (told, page) = try connection.transaction(.repeatableRead) {
      connection -> (Summary, CohortSheet) in
      let columns = try CohortColumns(definition, campaign, &connection)
      try refuseOtherUse(definition, of: columns.set, &connection)
      let run = try Run.open(
        stage: "discover", name: name, asOf: definition.asOf, definition: definition.text,
        seed: definition.seed, &connection)
      var search = try CohortSearch(columns, folder, &connection)
      let found = search.find()
      let identifier = try record(search, found, run, &connection)
      let told = search.told(found)
      let formats = try CohortFormats(search, found, &connection)
      try formats.record(identifier, &connection)
      let probe = try ProxyProbe(search, found, run, &connection)
      try probe.record(identifier, &connection)
      let alike = try like.map {
        try StarSearch(columns: columns, star: $0.star, region: $0.region).matches(&connection)
      }
      try record(alike, like?.region ?? "", search: identifier, &connection)
      try run.close(
        "\(found.filter(\.finding.holdsUp).count) of \(found.count) hold up", &connection)
      return (
        self.summary(search, found, told, probe, alike ?? []),
        CohortSheet(columns, search, found, told, formats, probe, like, alike)
      )
    }
    var summary = told
    summary.page = "\(try workspace.outputFolder("cohorts"))/\(name).html"
    // The search again and again needs nothing of the database.
    let again = page.heldUpAgain()
    for place in summary.findings.indices {
      summary.findings[place].holdsUpInSplits = again?[place]
    }
    try OutputFile.write(try page.text(again), to: summary.page)
    return summary
  }

  /// What people answered, attended or clicked picks whom the findings are of, as much as a trait does.
  private func refuseOtherUse(
    _ definition: CohortDefinition, of set: FeatureSet, _ connection: inout Connection
  ) throws {
    for tag in definition.tags {
      try refuseOtherUse(definition, tag.table, nil, &connection)
    }
    let target: String
    var columns: [String]?
    switch definition.target {
    case .answer, .follows: target = "poll_answer"
    case .star, .dollars: target = "attendance"
    case .clicks: target = "email_event"
    case .column(let conditions):
      target = set.table
      columns = conditions.map(\.feature) + (definition.stars?.columns.map(\.column) ?? [])
    // The experiment's own columns are asked when it is read.
    case .uplift: return
    }
    try refuseOtherUse(definition, target, columns, &connection)
  }

  private func refuseOtherUse(
    _ definition: CohortDefinition, _ target: String, _ columns: [String]?,
    _ connection: inout Connection
  ) throws {
    let forbidden = try connection.rows(
      SQLFiles.statement("discover/answer_classes"),
      [.text(target), .text(definition.purpose), columns.map { .texts($0) } ?? .null]
    ) { (column: try $0.text(0), provenance: try $0.text(1)) }
    guard let first = forbidden.first else { return }
    throw Failure(
      .refused,
      "`\(first.column)` comes from \(first.provenance), which may not serve to \(definition.purpose)",
      at: definition.file,
      next: "Where counsel allows the use, add it to `permitted_use` in campaign.yml with its cite."
    )
  }

  private func record(
    _ search: CohortSearch, _ found: [CohortSearch.Found], _ run: Run,
    _ connection: inout Connection
  ) throws -> Int64 {
    let definition = search.columns.definition
    let identifiers = try connection.rows(
      SQLFiles.statement("discover/open_search"),
      [
        .text(definition.name), .int32(run.identifier), .text(definition.purpose),
        .text(definition.text), .day(daysSince1970: definition.asOf.daysSince1970),
        .integer(Int64(search.first.size)), .integer(Int64(search.first.positives)),
        .integer(Int64(search.second.size)), .integer(Int64(search.second.positives)),
        .integer(Int64(search.traits.count)), .integer(Int64(search.groups)),
        .text(definition.measure.rawValue),
      ]
    ) { try $0.integer(0) }
    guard let identifier = identifiers.first else {
      throw Failure(.bug, "a search without a number")
    }
    for (place, found) in found.enumerated() {
      let finding = found.finding
      try connection.execute(
        SQLFiles.statement("discover/finding"),
        [
          .integer(identifier), .integer(Int64(place + 1)), .texts(found.words),
          .integer(Int64(finding.found.size)), .integer(Int64(finding.found.positives)),
          .double(finding.familyWiseP), .integer(Int64(finding.confirmed.size)),
          .integer(Int64(finding.confirmed.positives)), .double(finding.interval.lowerBound),
          .double(finding.interval.upperBound), .double(finding.shrunkenRate),
          .double(finding.confirmedP), .bool(finding.holdsUp), .double(finding.found.rate),
          .double(finding.confirmed.rate),
        ])
    }
    return identifier
  }

  private func record(
    _ matches: [CohortReport.Match]?, _ region: String, search: Int64,
    _ connection: inout Connection
  ) throws {
    for match in matches ?? [] {
      try connection.execute(
        SQLFiles.statement("discover/match"),
        [
          .integer(search), .text(match.star), .text(region), .integer(Int64(match.match.rank)),
          .integer(Int64(match.match.fans)), .double(match.match.similarity),
          .integer(Int64(match.match.ranks.lowerBound)),
          .integer(Int64(match.match.ranks.upperBound)), .double(match.match.firstShare),
          .texts(match.traits), match.reachable.map { .integer(Int64($0)) } ?? .null,
        ])
    }
  }

  private func summary(
    _ search: CohortSearch, _ found: [CohortSearch.Found], _ told: CohortSearch.Told,
    _ probe: ProxyProbe, _ matches: [CohortReport.Match]
  ) -> Summary {
    let definition = search.columns.definition
    let tellsAll = told.everyone.searched && told.everyone.others
    return Summary(
      cohort: definition.name, target: definition.targetInWords,
      asOf: definition.asOf.description, people: search.first.size + search.second.size,
      positives: tellsAll ? search.first.positives + search.second.positives : nil,
      everyone: told.everyone.others
        ? definition.measure.words(search.second.rate) : CohortMeasure.untold,
      leftOut: search.leftOut,
      groups: search.groups, splits: definition.splits,
      findings: found.enumerated().map { place, found in
        let finding = found.finding
        let (isFound, isConfirmed) = told.findings[place]
        func confirmed<Figure>(_ figure: Figure) -> Figure? { isConfirmed ? figure : nil }
        return Summary.Finding(
          traits: found.words, people: confirmed(finding.confirmed.size),
          positives: confirmed(finding.confirmed.positives),
          rate: confirmed(finding.confirmed.rate),
          told: isConfirmed ? definition.measure.words(finding.confirmed) : CohortMeasure.untold,
          low: confirmed(finding.interval.lowerBound),
          high: confirmed(finding.interval.upperBound), index: confirmed(finding.index),
          familyWiseP: isFound ? finding.familyWiseP : nil,
          confirmedP: confirmed(finding.confirmedP),
          holdsUp: finding.holdsUp, toldBy: finding.toldBy.map { $0 + 1 },
          standsInFor: probe.standsIn(place))
      }, probed: probe.kinds,
      matches: matches.map {
        Summary.Match(
          star: $0.star, fans: $0.match.fans, reachable: $0.reachableInWords,
          similarity: $0.match.similarity,
          places: [$0.match.ranks.lowerBound, $0.match.ranks.upperBound], traits: $0.traits)
      }, page: "")
  }
}
