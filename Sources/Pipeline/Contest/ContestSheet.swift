import Campaign
import Reporting

/// A contest's page for counsel: by which rules, in which steps, with which odds.
struct ContestSheet {
  private typealias Row = ContestPage.Content.Row
  private typealias Section = ContestPage.Content.Section

  private let files: ContestFiles
  private let counts: ContestCounts
  private let standings: [ContestStanding]
  private let withoutGift: Int
  private var definition: ContestDefinition { files.definition }
  private var state: ContestState { files.state }

  init(
    _ files: ContestFiles, _ counts: ContestCounts, _ standings: [ContestStanding],
    withoutGift: Int
  ) {
    self.files = files
    self.counts = counts
    self.standings = standings
    self.withoutGift = withoutGift
  }

  /// The page's text.
  func text() throws -> String {
    let page = try ContestPage(
      template: SQLFiles.text("Reports/contest/page.mustache"),
      style: SQLFiles.text("Reports/style.css"))
    return page.render(
      ContestPage.Content(
        committeeName: files.campaign.committeeName, committeeID: files.campaign.committee,
        title: definition.title, headline: answer.0, headlineSays: answer.1,
        sections: [offered, steps, states, entries, drawn].compactMap { $0 }))
  }

  private var answer: (String, String) {
    guard let closing = state.closing else {
      return ("Open", "Entries are taken until \(definition.closes), \(definition.zone.rawValue).")
    }
    guard state.draw != nil else {
      return (
        "Closed",
        "\(closing.entrants) take part. To be drawn by the value of \(closing.beaconOn)."
      )
    }
    let verified = standings.count { $0.kind == .verified }
    return (
      "Drawn", "\(verified) of \(definition.prize.winners) prizes have their winner, verified."
    )
  }

  private var offered: Section {
    let prize = definition.prize
    var rows = [
      Row("sponsor", definition.sponsor, ""),
      Row(
        "prize", prize.what,
        "\(prize.winners) at about \(prize.value), \(prize.total) in all; guests: \(prize.guests)"),
      Row(
        "free way in", "\(definition.freeEntry.way.rawValue): \(definition.freeEntry.at)",
        "stands in the rules"),
      Row("entries a person", "one", "by either route, with the same odds"),
      Row("states", definition.states.joined(separator: " "), ""),
      Row("rules, SHA-256", state.rulesSHA256, "the same since the opening, or no step is taken"),
    ]
    if let star = definition.star {
      rows.insert(Row("with", star, definition.eventOn.map { "on \($0)" } ?? ""), at: 2)
    }
    return Section(title: "What is offered", rows: rows)
  }

  private var steps: Section {
    var rows = [
      Row(
        "opened", "\(state.openedOn)", "commitment \(state.commitment)",
        recorded: recorded(state.recordedAt)),
      Row("entries from", "\(definition.opens)", definition.zone.rawValue),
      Row("entries until", "\(definition.closes)", "this second still counts"),
    ]
    if let closing = state.closing {
      rows.append(
        Row(
          "closed", "\(closing.on)", "list \(closing.entriesSHA256)",
          recorded: recorded(closing.recordedAt)))
    }
    rows.append(
      Row("public value", definition.beacon.what, "comes out on \(files.beaconOn)"))
    if let draw = state.draw {
      rows.append(
        Row("drawn", "\(draw.on)", "seed \(draw.seed)", recorded: recorded(draw.recordedAt)))
    }
    return Section(title: "Steps", rows: rows)
  }

  /// The server's own time of a step, beside the day that the caller named.
  private func recorded(_ seconds: Int64) -> String {
    "the server’s day: \(definition.zone.day(at: seconds))"
  }

  private var states: Section {
    Section(
      title: "States that want a registration",
      rows: SweepstakesLaw.all.flatMap { law -> [Row] in
        let standing = law.standing(of: definition)
        var rows = [
          Row(
            law.state, Contest.inWords(standing, law), "\(law.cite), looked up \(law.checkedOn)")
        ]
        let drawnOn = state.draw?.on ?? files.beaconOn
        if let due = law.winnersListDue(definition, drawnOn: drawnOn) {
          rows.append(
            Row("\(law.state), winners’ list", "with \(law.office) by \(due)", law.cite))
        }
        return rows
      })
  }

  private var entries: Section? {
    guard state.closing != nil else { return nil }
    let odds = "1 in \(counts.entrants) for each of \(definition.prize.winners)"
    var rows = ContestEntry.Route.allCases.map {
      Row(
        $0 == .free ? "without a contribution" : "with a contribution",
        "\(counts.inDraw[$0] ?? 0) of \(counts.entered($0)) take part", "odds of each: \(odds)")
    }
    rows += EntryReason.allCases.filter { counts.count($0) > 0 }.map {
      Row($0.inWords, "\(counts.count($0))", $0.cite)
    }
    if withoutGift > 0 {
      rows.append(
        Row("paid, but no such gift in the ledger", "\(withoutGift)", "take part all the same"))
    }
    return Section(title: "Entries", rows: rows)
  }

  private var drawn: Section? {
    guard state.draw != nil else { return nil }
    return Section(
      title: "Who was drawn",
      rows: standings.map {
        Row(
          "\($0.rank)", "\($0.kind.rawValue)\($0.reason.map { ", \($0.inWords)" } ?? "")",
          "\($0.ticket.prefix(16))… on \($0.on)")
      })
  }
}
