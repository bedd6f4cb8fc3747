import ArgumentParser
import Pipeline

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Take a batch back.")

  @OptionGroup var options: CampaignOptions

  @Argument(help: "The batch, by the number that import printed.")
  var batch: Int

  mutating func run() throws {
    try options.show(try Undo.run(batch: batch, try options.workspace()))
  }
}
