import ArgumentParser
import Pipeline

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a report as one page that answers one question.")
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The report: small-donors or calls.")
  var report: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The day before which gifts and calls count; without it, today.", valueName: "day"))
  var asOf: DayArgument?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A committee whose itemised FEC rows are shown, by its FEC id; may stand several times. "
        + "Without it, all that are loaded.", valueName: "id"))
  var committee: [String] = []

  mutating func run() throws {
    let day = asOf?.day ?? DayArgument.today
    let stage = Report(try options.workspace())
    if report == "calls" {
      try options.show(try stage.calls(asOf: day))
    } else {
      try options.show(try stage.run(report, asOf: day, committees: committee))
    }
  }
}
