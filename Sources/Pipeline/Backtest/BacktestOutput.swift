import Campaign
import Reporting

/// A backtest's page, figures and chart on their way into `out/backtests/`.
struct BacktestOutput {
  let list: ListDefinition
  let summary: BacktestSummary

  /// Writes them.
  ///
  /// - Returns: the summary with their places.
  func write(into folder: String) throws -> BacktestSummary {
    var summary = summary
    let path = "\(folder)/\(summary.list)"
    let drawn: BacktestPage.Drawn
    switch try draw() {
    case .svg(let text):
      try OutputFile.write(text, to: "\(path).svg")
      summary.chart = "\(path).svg"
      drawn = .file("\(summary.list).svg")
    case .missing(let reason): drawn = .missing(reason: reason)
    }
    summary.csv = "\(path).csv"
    try BacktestFile.write(summary, to: summary.csv)
    summary.page = "\(path).md"
    try OutputFile.write(
      BacktestPage(list: list, summary: summary, chart: drawn).text, to: summary.page)
    return summary
  }

  private func draw() throws -> ChartDrawer.Drawing {
    let groups = [BacktestGroup.list, .contacted, summary.bestRule]
    let rows = summary.days.flatMap { figures in
      groups.compactMap { group -> DollarsChart.Row? in
        guard let measure = figures.of(group)?.dollarsPer100, let value = measure.value else {
          return nil
        }
        return DollarsChart.Row(
          day: figures.asOf ?? "", group: group.inWords, dollars: value, least: measure.low,
          most: measure.high)
      }
    }
    let chart = SQLFiles.text("Reports/backtest/dollars.vl.json")
    return ChartDrawer.installed.draw(try DollarsChart(rows).specification(from: chart))
  }
}
