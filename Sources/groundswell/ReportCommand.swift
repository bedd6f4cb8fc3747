import ArgumentParser
import Pipeline

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a report as one page that answers one question.",
    discussion: """
      The report `summaries` writes no page but the counts that leadership's logins read, in fives, \
      with those under ten and what would give them away left out. The report `compliance` writes \
      files beside its page, Schedule A among them; it is not legal advice.
      """)
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The report: small-donors, calls, compliance or summaries.")
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

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The first day of Schedule A, of the report compliance; without it, of the cycle.",
      valueName: "day"))
  var from: DayArgument?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The last day of Schedule A; without it, the day before --as-of.", valueName: "day"))
  var until: DayArgument?

  func validate() throws {
    guard report == "compliance" || (from == nil && until == nil) else {
      throw ValidationError("--from and --until are for the report compliance.")
    }
  }

  mutating func run() throws {
    let day = asOf?.day ?? DayArgument.today
    let workspace = try options.workspace()
    switch report {
    case Summaries.name: try options.show(try Summaries(workspace).run(asOf: day))
    case "compliance":
      try options.show(
        try Report(workspace).compliance(asOf: day, from: from?.day, through: until?.day))
    case "calls": try options.show(try Report(workspace).calls(asOf: day))
    default:
      try options.show(try Report(workspace).run(report, asOf: day, committees: committee))
    }
  }
}
