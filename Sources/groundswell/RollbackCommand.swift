import ArgumentParser
import Pipeline

struct RollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback", abstract: "Make the version of a model live that was live before.",
    discussion: """
      Where the gate refused the newest version, that is the one that was live until then. No \
      version is lost, and each change is a dated row of model.standing. Run `score` afterwards.
      """)
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The model.")
  var model: String

  mutating func run() throws {
    try options.show(try Rollback(try options.workspace()).run(model: model))
  }
}
