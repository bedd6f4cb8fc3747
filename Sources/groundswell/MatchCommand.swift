import ArgumentParser
import Pipeline

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "Resolve records into people.")
  @OptionGroup var options: CampaignOptions

  mutating func run() throws { try options.show(try Match(try options.workspace()).run()) }
}
