import ArgumentParser
import Pipeline

struct UserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Add or remove a person's login on a shared server.",
    discussion: """
      Whoever calls it needs CREATEROLE there. Refused (77) on the private database, which takes no \
      logins of people, and on a server without TLS; docs/security.md has what a shared server wants.
      """,
    subcommands: [Add.self, Remove.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a login, and show its password once.")
    @OptionGroup var options: CampaignOptions

    @Argument(help: "The login: lower_case letters, digits and _.")
    var name: String

    @Option(help: "What it may see: field_staff or leadership.")
    var role: String

    @Option(
      name: .long,
      help: ArgumentHelp("The last day on which it may log in, by UTC.", valueName: "day"))
    var validUntil: DayArgument?

    mutating func validate() throws {
      if let day = validUntil?.day, day < DayArgument.today {
        throw ValidationError("--valid-until takes a day that isn't over.")
      }
      _ = try group()
    }

    private func group() throws -> Login.Group {
      guard let group = Login.Group(rawValue: role) else {
        let names = Login.Group.allCases.map(\.rawValue).joined(separator: " or ")
        throw ValidationError("--role takes \(names).")
      }
      return group
    }

    mutating func run() throws {
      try options.show(
        try Login(try options.workspace()).add(name, to: group(), validUntil: validUntil?.day))
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove a person's login.")
    @OptionGroup var options: CampaignOptions

    @Argument(help: "The login.")
    var name: String

    mutating func run() throws {
      try options.show(try Login(try options.workspace()).remove(name))
    }
  }
}
