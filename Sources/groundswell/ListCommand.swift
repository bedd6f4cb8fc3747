import ArgumentParser
import Pipeline

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Cut a ranked list, and account for everyone not on it.")
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The list: lists/NAME.yml.")
  var list: String

  @Flag(
    help: "Cut it although the model's experiment gives no evidence that targeting helps.")
  var anyway = false

  mutating func run() throws {
    try options.show(try ListStage(try options.workspace()).run(list: list, anyway: anyway))
  }
}
