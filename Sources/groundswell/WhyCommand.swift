import ArgumentParser
import Pipeline

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Say why a person is on a list, or isn't.")
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The person: a list's person_id, such as P123, or a record of a file.")
  var person: String

  @Option(help: "The list: its latest cut is asked.")
  var list: String

  mutating func run() throws {
    try options.show(try Why(try options.workspace()).run(person: person, list: list))
  }
}
