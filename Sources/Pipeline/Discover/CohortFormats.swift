import Campaign
import Modeling
import Postgres
import Reporting

/// To which formats of event the people of findings come, against their own other invitations.
struct CohortFormats {
  /// A format, with what everyone of the search and each finding says of it.
  struct Told {
    let format: String
    let everyone: FormatPreference.Contrast
    let findings: [FormatPreference.Contrast]
    /// Of each finding, whether its counts may be told.
    let isTold: [Bool]
  }

  let told: [Told]

  /// Reads the invitations of a search's people before its day; none where nobody was invited to two formats.
  ///
  /// Events of the star by whom people are told apart are left out: who came to those was picked for coming.
  init(
    _ search: CohortSearch, _ found: [CohortSearch.Found], _ connection: inout Connection
  ) throws {
    let people = search.people.people
    let place = Dictionary(
      uniqueKeysWithValues: people.enumerated().map { ($0.element, $0.offset) })
    var formats: [String] = []
    var rows: [(place: Int, format: Int, invited: Int, came: Int)] = []
    _ = try connection.stream(
      SQLFiles.statement("discover/formats"),
      [
        .integers(people),
        .day(daysSince1970: search.columns.definition.asOf.daysSince1970),
        search.columns.definition.star.map { .text($0) } ?? .null,
      ]
    ) { row in
      let format = try row.text(1)
      if formats.last != format { formats.append(format) }
      guard let person = place[try row.integer(0)] else { return }
      rows.append(
        (person, formats.count - 1, Int(try row.integer(2)), Int(try row.integer(3))))
    }
    guard formats.count > 1 else {
      told = []
      return
    }
    let none = [Int](repeating: 0, count: formats.count)
    var invited = [[Int]](repeating: none, count: people.count)
    var came = invited
    for row in rows {
      invited[row.place][row.format] = row.invited
      came[row.place][row.format] = row.came
    }
    let preference = FormatPreference(
      zip(invited, came).map { FormatPreference.Invitations(invited: $0, came: $1) },
      formats: formats.count)
    let places = found.map { search.rows(of: $0.finding) }
    let groups = preference.groups(places)
    let sets = places.map { Set($0) }
    told = formats.enumerated().map { index, format in
      let all = invited.count
      func set(_ isIn: (Int) -> Bool) -> RowSet { RowSet(rows: all, where: isIn) }
      return Told(
        format: format, everyone: preference.everyone[index],
        findings: groups.map { $0[index] },
        isTold: ToldGroups(
          sets.map { own in set { own.contains($0) && invited[$0][index] > 0 } },
          kinds: [
            set { came[$0][index] > 0 }, set { came[$0][index] < invited[$0][index] },
            set { preference.tells(of: index, $0) },
          ]
        ).isTold)
    }
  }

  /// Keeps them with the search.
  func record(_ search: Int64, _ connection: inout Connection) throws {
    for told in told {
      for (place, contrast) in ([told.everyone] + told.findings).enumerated() {
        try connection.execute(
          SQLFiles.statement("discover/format"),
          [
            .integer(search), .integer(Int64(place)), .text(told.format),
            .integer(Int64(contrast.invited)), .integer(Int64(contrast.came)),
            .integer(Int64(contrast.people)), contrast.logOdds.map { .double($0) } ?? .null,
            contrast.standardError.map { .double($0) } ?? .null, .double(contrast.shrunken),
          ])
      }
    }
  }

  /// What the page says of a finding, the format that its people come to most first.
  func report(of finding: Int) -> [CohortReport.Format] {
    told.map {
      CohortReport.Format(
        name: $0.format, contrast: $0.isTold[finding] ? $0.findings[finding] : nil)
    }.sorted {
      ($1.contrast?.shrunken ?? -.infinity, $0.name)
        < ($0.contrast?.shrunken ?? -.infinity, $1.name)
    }
  }
}

extension CohortDefinition {
  /// The star whom the cohort is of; nil where it is of none.
  var star: String? {
    switch target {
    case .star(let star), .dollars(let star), .follows(let star): star
    case .answer(let question, _):
      question.hasPrefix("star:") ? String(question.dropFirst("star:".count)) : nil
    case .uplift, .clicks, .column: nil
    }
  }
}
