import ArgumentParser
import Campaign
import Pipeline

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Load files; good rows load, bad rows are set aside with a reason each.",
    discussion: """
      A file is one batch, loaded whole or not at all; the same file loads once. --inbox takes in what \
      callers wrote down under logins of their own, as a batch like any other.
      """)

  @OptionGroup var options: CampaignOptions

  @Argument(help: ArgumentHelp("The files, gzipped or not.", valueName: "file"))
  var files: [String] = []

  @Flag(help: "Take in the callers' inbox of a shared server.")
  var inbox = false

  @Option(help: "The layout; without it, the one that the file's columns fit.")
  var layout: String?

  @Option(help: "The share of rows that may be set aside, such as 10%.")
  var maxRejected = "10%"

  @Option(help: ArgumentHelp("The day from which the rows count as known.", valueName: "day"))
  var knownOn: DayArgument?

  @Flag(help: "Load a file that was cut in mid-line up to the cut.")
  var acceptCut = false

  mutating func run() throws {
    let workspace = try options.workspace()
    guard !inbox else {
      try options.show(try Inbox(workspace, today: DayArgument.today).run())
      return
    }
    var choices = Import.Options()
    choices.layout = layout
    choices.maximumRejected = try share()
    choices.knownOn = knownOn?.day
    choices.acceptsCutFile = acceptCut
    let stage = Import(workspace, options: choices, today: DayArgument.today)
    var summaries: [ImportSummary] = []
    for file in files {
      let summary = try stage.run(file: file)
      summaries.append(summary)
      if !options.json { try options.show(summary) }
    }
    if options.json { try options.show(ImportSummaries(imports: summaries)) }
  }

  mutating func validate() throws {
    guard inbox == files.isEmpty else { throw ValidationError("Name files, or --inbox alone.") }
    _ = try share()
  }

  private func share() throws -> Double {
    let isPercent = maxRejected.hasSuffix("%")
    guard let number = Double(isPercent ? String(maxRejected.dropLast()) : maxRejected),
      (0...(isPercent ? 100 : 1)).contains(number)
    else { throw ValidationError("--max-rejected takes a share such as 10% or 0.1.") }
    return isPercent ? number / 100 : number
  }
}
