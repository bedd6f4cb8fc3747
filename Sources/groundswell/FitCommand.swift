import ArgumentParser
import Pipeline

struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fit a model and measure it on people held out.",
    discussion: """
      The version goes live where its gate's checks hold (docs/methods/gate.md), and scores nobody \
      where one doesn't; the card out/cards/MODEL.md has them all.
      """)
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The model: models/NAME.yml.")
  var model: String

  mutating func run() throws {
    try options.show(try Fit(try options.workspace()).run(model: model))
  }
}
