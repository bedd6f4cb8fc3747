import ArgumentParser
import Pipeline

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score people with a model's live version.",
    discussion: """
      Refused (77) where the gate refused the newest version (see `rollback`), and where the people \
      have drifted from those that the version was learned from: the stability index of the score \
      is over 0.25, or the mean chance's odds are over twice or under half of the base rate's.
      """)
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The model.")
  var model: String

  @Option(
    name: .long,
    help: ArgumentHelp("The day of the features; without it, the latest.", valueName: "day"))
  var asOf: DayArgument?

  @Option(help: ArgumentHelp("Write the scores into a CSV file too.", valueName: "file"))
  var csv: String?

  @Flag(help: "Score although the people have drifted.")
  var anyway = false

  mutating func run() throws {
    try options.show(
      try Score(try options.workspace()).run(
        model: model, asOf: asOf?.day, csv: csv, anyway: anyway))
  }
}
