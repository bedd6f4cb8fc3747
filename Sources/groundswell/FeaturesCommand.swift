import ArgumentParser
import Pipeline

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
