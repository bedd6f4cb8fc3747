import Campaign

/// A backtest's page: what came, how to read it, and what is of today all the same.
struct BacktestPage {
  let list: ListDefinition
  let summary: BacktestSummary
  /// The chart's file beside the page, or why there is none.
  let chart: Drawn

  /// What became of the chart.
  enum Drawn {
    case file(String)
    case missing(reason: String)
  }

  /// The page as Markdown.
  var text: String {
    ([head, chartText] + summary.periods.map(period) + [Self.reading, Self.today])
      .joined(separator: "\n\n") + "\n"
  }

  private var head: String {
    let words = summary.bestRule.inWords
    let figures = summary.together ?? summary.days.first
    let lead = figures.flatMap { figures -> String? in
      guard let list = figures.of(.list), let rule = figures.of(summary.bestRule),
        let less = rule.listMinusGroup
      else { return nil }
      let money = BacktestSummary.money
      return "The list brought \(money(list.dollarsPer100)) per 100 people; the best simple rule, "
        + "*\(words)*, \(money(rule.dollarsPer100)). Difference: \(money(less))."
    }
    return """
      # \(list.title), replayed

      List `\(summary.list)`, \(summary.size) people at most, by the model `\(summary.model)`. For \
      each day below the model was fitted, everyone scored and the list cut as it could have been \
      done then; the dollars are those that came in the \(summary.window) days from that day on. In \
      brackets 95 % intervals.

      **\(lead ?? "Nobody was listed.")**
      """
  }

  private var chartText: String {
    switch chart {
    case .file(let name):
      "![Dollars per 100 people by day: the list, people contacted, the best simple rule](\(name))"
    case .missing(let reason): "There is no chart: \(reason)."
    }
  }

  private func period(_ figures: BacktestFigures) -> String {
    let money = BacktestSummary.money
    let rows = figures.groups.map { group in
      let words = BacktestGroup(rawValue: group.group)?.inWords ?? group.group
      return "| \(words) | \(group.people) | \(group.gave) | \(Cents(group.cents)) | "
        + "\(money(group.dollarsPer100)) | \(Self.percent(group.shareWhoGave)) | "
        + "\(Self.percent(group.capture)) | \(group.listMinusGroup.map(money) ?? "") |"
    }
    return """
      ## \(figures.asOf.map { "As of \($0)" } ?? "All days together")

      \(introduction(figures))

      | | people | gave | dollars | dollars per 100 people | % who gave | % of all dollars | \
      list less these, per 100 |
      |---|---|---|---|---|---|---|---|
      \(rows.joined(separator: "\n"))\(contacts(figures))
      """
  }

  private func introduction(_ figures: BacktestFigures) -> String {
    guard let day = figures.asOf, let start = figures.trainedAsOf else {
      return "Each day's people and dollars added up; a household is one cluster over all days. "
        + "Where the days' windows overlap, a gift counts in each."
    }
    return "Trained on \(figures.trainedOn ?? 0) people as of \(start), of whom "
      + "\(figures.trainedOnGivers ?? 0) gave before \(day). From \(day) on "
      + "\(Cents(figures.cents)) came in all, whoever gave."
  }

  private func contacts(_ figures: BacktestFigures) -> String {
    let isNobody = figures.of(.contacted)?.people == 0
    let others =
      figures.contactedOutside == 0
      ? "" : "\(figures.contactedOutside) others were contacted who aren't of the universe."
    let nobody =
      isNobody
      ? "Nobody of the universe was contacted in these days, by the results that are imported." : ""
    return [nobody, others].filter { !$0.isEmpty }.map { "\n\n" + $0 }.joined()
  }

  private static func percent(_ measure: BacktestFigures.Measure) -> String {
    guard let value = measure.value else { return "none" }
    guard let low = measure.low, let high = measure.high else { return Figure.percent(value) }
    return "\(Figure.percent(value)) (\(Figure.percent(low)) to \(Figure.percent(high)))"
  }

  private static let reading = """
    ## How to read it

    * The dollars are what came, not what calls add. People contacted were chosen and contacted; \
    people listed were mostly not contacted. A list that holds who gives anyway looks good here: only \
    a holdout or an experiment shows what a contact adds.
    * *People contacted* are those of the universe with a result dated in the window, however they \
    were reached; their gifts count from the window's first day, before the contact too.
    * *All whom the rules allow* is what a list drawn by lot would have brought. The simple rules' \
    lists are of the same size, by the same rules and phones. Which of the two is best was chosen by \
    what came, in its favour.
    * Intervals are by 1,999 draws of whole households; a group of which fewer than \
    \(BacktestFigures.fewestHouseholds) households gave has none. They hold for other people like \
    these, not for other weeks, and a few large gifts make them too narrow.
    """

  private static let today = """
    ## What is of today all the same

    * Gifts, refunds, requests, results of calls, deaths, registrations and votes count only from \
    before the day. Gifts and calls go by their own day, though their file may have come later.
    * Today's word alone is there for: which records are one person and one household, whose a phone \
    is, whether a record is confidential and an address foreign.
    * The definitions are today's: who chose the features, the universe and the size may have seen \
    what came. A definition tried until its backtest pleases proves nothing.
    * The gate and the drift's bounds aren't asked: they compare with versions that came later.
    """
}
