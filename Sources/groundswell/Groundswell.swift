import ArgumentParser
import Glibc
import Pipeline

@main
struct Groundswell: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "groundswell",
    abstract: "From voter and donor files to ranked lists and honest fundraising reports.",
    discussion: """
      A stage has one name: the command, the make target, the folder of its SQL and the schema that \
      it writes. Exit codes: 0 done, 64 usage, 65 bad input or definition, 69 database not \
      reachable, 70 a defect of this program, 77 refused by a rule, 130 interrupted.
      """,
    version: ProgramVersion.text,
    subcommands: [
      DemoCommand.self, DatabaseCommand.self, ImportCommand.self, UndoCommand.self,
      MatchCommand.self, FeaturesCommand.self, FitCommand.self, RollbackCommand.self,
      ScoreCommand.self, DiscoverCommand.self, ListCommand.self, WhyCommand.self,
      BacktestCommand.self, ContestCommand.self,
      ReportCommand.self, UserCommand.self, EraseCommand.self,
    ])

  static func main() {
    Stop.watch()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Ending.exit(with: error)
    }
  }
}
