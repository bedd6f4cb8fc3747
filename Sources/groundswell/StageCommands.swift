import ArgumentParser
import Pipeline

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "Resolve records into people.")
  @OptionGroup var options: CampaignOptions

  mutating func run() throws { try options.show(try Match(try options.workspace()).run()) }
}

struct FeaturesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features", abstract: "Write down what was known of each person on a day.")
  @OptionGroup var options: CampaignOptions

  @Option(
    name: .long,
    help: ArgumentHelp("The day; what came on or after it is not used.", valueName: "day"))
  var asOf: DayArgument

  mutating func run() throws {
    try options.show(try Features(try options.workspace()).run(asOf: asOf.day))
  }
}

struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fit a model and measure it on people held out.")
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The model: models/NAME.yml.")
  var model: String

  mutating func run() throws {
    try options.show(try Fit(try options.workspace()).run(model: model))
  }
}

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score people with a model's latest version.")
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The model.")
  var model: String

  @Option(
    name: .long,
    help: ArgumentHelp("The day of the features; without it, the latest.", valueName: "day"))
  var asOf: DayArgument?

  @Option(help: ArgumentHelp("Write the scores into a CSV file too.", valueName: "file"))
  var csv: String?

  mutating func run() throws {
    try options.show(
      try Score(try options.workspace()).run(model: model, asOf: asOf?.day, csv: csv))
  }
}

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Cut a ranked list, and account for everyone not on it.")
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The list: lists/NAME.yml.")
  var list: String

  mutating func run() throws {
    try options.show(try ListStage(try options.workspace()).run(list: list))
  }
}

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a report as one page that answers one question.")
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The report: small-donors.")
  var report: String

  @Option(
    name: .long,
    help: ArgumentHelp("The day before which gifts count; without it, today.", valueName: "day"))
  var asOf: DayArgument?

  mutating func run() throws {
    let day = asOf?.day ?? DayArgument.today
    try options.show(try Report(try options.workspace()).run(report, asOf: day))
  }
}
