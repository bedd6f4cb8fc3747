import ArgumentParser
import Pipeline

struct DiscoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discover",
    abstract: "Find who is drawn by what, and the stars whose fans are alike.",
    discussion: """
      Groups of people described by a few traits are searched for in two thirds of the households \
      and confirmed in the other third; the page in out/cohorts/ says what holds up, and counts \
      nobody where fewer than ten are of a kind. The definition names the target, `traits` and \
      `tags`, and may say what makes a group better (`quality`: evidence, wracc, binomial or \
      chi_squared) and where numbers are cut (`cuts`).
      """)
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The cohort: cohorts/NAME.yml.")
  var cohort: String

  @Option(
    help: ArgumentHelp("Compare other stars with this one, by their fans.", valueName: "star"))
  var like: String?

  @Option(
    help: ArgumentHelp(
      "The region, of campaign.yml or the cohort's own, in which the others are seen.",
      valueName: "region"))
  var region: String?

  mutating func validate() throws {
    guard (like == nil) == (region == nil) else {
      throw ValidationError(
        "--like and --region belong together: which star, and where its like is wanted")
    }
  }

  mutating func run() throws {
    let discover = Discover(try options.workspace())
    if let like, let region {
      try options.show(try discover.run(cohort: cohort, like: (like, region)))
    } else {
      try options.show(try discover.run(cohort: cohort))
    }
  }
}
