import ArgumentParser
import Campaign
import Pipeline

struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Replay a list as of earlier days, beside the dollars that came.",
    discussion: """
      For each day the model is fitted, everyone is scored and the list is cut as it could have been \
      then; nothing of it stays in the database. Refused (77) for a list by an experiment or of a \
      snapshot: no other day of those can be replayed.
      """)
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The list: lists/NAME.yml.")
  var list: String

  @Option(
    name: .long,
    help: ArgumentHelp("The days to replay, separated by commas.", valueName: "days"))
  var asOf: DaysArgument

  mutating func run() throws {
    try options.show(
      try Backtest(try options.workspace()).run(list: list, asOf: asOf.days))
  }
}

/// Days on the command line, separated by commas.
struct DaysArgument: ExpressibleByArgument {
  let days: [Day]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    days = parts.compactMap { Day(iso: String($0)) }
    guard days.count == parts.count else { return nil }
  }
}
