import ArgumentParser
import Pipeline

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
