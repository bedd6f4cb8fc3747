import ArgumentParser
import Pipeline

struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Remove a person everywhere, and prove it by a search.",
    discussion: """
      Without --yes it does all of it, says what went and what stays by which law, and takes it back. \
      Afterwards every text, number and bytes column of the database is searched for the person; \
      where anything is left that the law doesn't keep, nothing is erased.
      """)
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The person, as lists show them: P and digits.")
  var person: String

  @Flag(help: "Really erase.")
  var yes = false

  mutating func run() throws {
    try options.show(
      try Erase(try options.workspace(), today: DayArgument.today).run(person, isTrial: !yes))
  }
}
