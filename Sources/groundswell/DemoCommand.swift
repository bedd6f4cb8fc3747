import ArgumentParser
import Campaign
import Pipeline

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Write the made-up campaign: its folder of definitions, its files and their truth.")

  @Argument(help: ArgumentHelp("The folder; made when it lacks.", valueName: "dir"))
  var folder: String

  @Option(help: "How many registered voters.")
  var voters = 50_000

  @Option(help: "The seed: the same voters and seed give the same bytes.")
  var seed: UInt64 = 1

  @Flag(name: .long, help: "Print the result as one JSON object.")
  var json = false

  mutating func validate() throws {
    guard (1...100_000_000).contains(voters) else {
      throw ValidationError("--voters takes a number from 1 to 100,000,000.")
    }
  }

  mutating func run() throws {
    var options = CampaignOptions()
    options.json = json
    try options.show(try Demo.write(into: folder, voters: voters, seed: seed))
  }
}
