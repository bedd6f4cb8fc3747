import ArgumentParser
import Pipeline

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
