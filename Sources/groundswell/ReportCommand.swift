import ArgumentParser
import Pipeline

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a report as one page that answers one question.",
    discussion: """
      The report `summaries` writes no page but the counts that leadership's logins read, in fives, \
      with those under ten and what would give them away left out.
      """)
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The report: small-donors, calls or summaries.")
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
    let workspace = try options.workspace()
    switch report {
    case Summaries.name: try options.show(try Summaries(workspace).run(asOf: day))
    case "calls": try options.show(try Report(workspace).calls(asOf: day))
    default:
      try options.show(try Report(workspace).run(report, asOf: day, committees: committee))
    }
  }
}
