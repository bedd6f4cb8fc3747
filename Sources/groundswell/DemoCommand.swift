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

  @Option(
    help: """
      The seed: the same voters and seed give the same bytes. It chooses what is planted; 0 plants \
      nothing to find.
      """)
  var seed: UInt64 = 1

  @Option(
    help: "A planted effect to leave out: persuasion, cohorts, fatigue or giving; repeatable.")
  var without: [String] = []

  @Flag(name: .long, help: "Print the result as one JSON object.")
  var json = false

  mutating func validate() throws {
    guard (1...100_000_000).contains(voters) else {
      throw ValidationError("--voters takes a number from 1 to 100,000,000.")
    }
    guard without.allSatisfy(Demo.effects.contains) else {
      throw ValidationError("--without takes \(Demo.effects.joined(separator: ", ")).")
    }
  }

  mutating func run() throws {
    var options = CampaignOptions()
    options.json = json
    try options.show(
      try Demo.write(into: folder, voters: voters, seed: seed, without: without))
  }
}
