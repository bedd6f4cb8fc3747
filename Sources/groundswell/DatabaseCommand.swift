import ArgumentParser
import Pipeline

struct DatabaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db", abstract: "Start, stop or migrate the campaign's database.",
    subcommands: [Start.self, StopCluster.self, Status.self, Migrate.self])

  struct Start: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Start the private database and bring it up to date.")
    @OptionGroup var options: CampaignOptions

    mutating func run() throws { try options.show(Database.start(try options.workspace())) }
  }

  struct StopCluster: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stop", abstract: "Stop the private database; its data stay.")
    @OptionGroup var options: CampaignOptions

    mutating func run() throws { try options.show(Database.stop(try options.workspace())) }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say where the database is.")
    @OptionGroup var options: CampaignOptions

    mutating func run() throws { try options.show(Database.status(try options.workspace())) }
  }

  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring the database to the form that this program knows.")
    @OptionGroup var options: CampaignOptions

    mutating func run() throws { try options.show(Database.migrate(try options.workspace())) }
  }
}
