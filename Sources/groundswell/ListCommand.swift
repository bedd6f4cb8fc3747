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

  @Flag(
    help:
      "Write the files of the latest cut again, without those who asked off, died, gave up to the limit or were reached since."
  )
  var again = false

  @Flag(
    help: "Of an event's list: cut the next wave although answers to the last are still due.")
  var early = false

  mutating func validate() throws {
    guard !(again && (anyway || early)) else {
      throw ValidationError("--again cuts nothing, so --anyway and --early have nothing to say")
    }
  }

  mutating func run() throws {
    let stage = ListStage(try options.workspace())
    try options.show(
      again ? stage.runAgain(list: list) : stage.run(list: list, anyway: anyway, early: early))
  }
}
