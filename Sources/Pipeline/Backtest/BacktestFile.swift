import Campaign

/// A backtest's figures as a CSV file, a row a day and group.
enum BacktestFile {
  static func write(_ summary: BacktestSummary, to path: String) throws {
    let measures = ["dollars_per_100", "share_who_gave", "capture", "list_minus_group"]
    let headers =
      ["as_of", "trained_as_of", "window_days", "group", "people", "gave", "dollars"]
      + measures.flatMap { [$0, "\($0)_low", "\($0)_high"] }
    try OutputFile.writeTable(headers, to: path) { writer in
      for figures in summary.periods {
        for group in figures.groups {
          writer.field(figures.asOf ?? "all")
          writer.field(figures.trainedAsOf ?? "")
          writer.number(Int64(summary.window))
          writer.field(group.group)
          writer.number(Int64(group.people))
          writer.number(Int64(group.gave))
          writer.amount(Cents(group.cents))
          for measure in [
            group.dollarsPer100, group.shareWhoGave, group.capture, group.listMinusGroup,
          ] {
            for value in [measure?.value, measure?.low, measure?.high] {
              writer.field(value.map { Figure.text($0, places: 4) } ?? "")
            }
          }
          try writer.endRow()
        }
      }
    }
  }
}
