import ArgumentParser
import Campaign
import Glibc
import Pipeline

/// What every step of a contest takes.
struct ContestOptions: ParsableArguments {
  @OptionGroup var options: CampaignOptions

  @Argument(help: "The contest: contests/NAME.yml.")
  var contest: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The day on which the step counts as taken; without it, now.", valueName: "day"))
  var asOf: DayArgument?

  /// The contest, at the step's time.
  func prepared() throws -> Contest {
    Contest(
      try options.workspace(), clock: ContestClock(now: Int64(time(nil)), day: asOf?.day))
  }
}

struct ContestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contest",
    abstract: "Hold a contest whose winners are drawn, so that anyone can replay the draw.",
    discussion: """
      open, then import of the entries, close, draw, winner. Free and paid entries have the same odds, \
      one a person; nobody becomes a donor by entering. Refused (77) where a state wants a registration \
      first, where a step is taken out of order or a second time, and where rules or list changed. \
      It is not legal advice.
      """,
    subcommands: [Open.self, Close.self, Draw.self, Winner.self, Entry.self])

  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Fix the rules and write the commitment, to be published before the closing.")
    @OptionGroup var contest: ContestOptions

    mutating func run() throws {
      try contest.options.show(try contest.prepared().open(contest.contest))
    }
  }

  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Judge the entries and fix the list to draw from, as salted hashes.")
    @OptionGroup var contest: ContestOptions

    @Option(
      name: .long,
      help: ArgumentHelp(
        "A later day of the public value, where the definition's has come already.",
        valueName: "day"))
    var beaconOn: DayArgument?

    mutating func run() throws {
      try contest.options.show(
        try contest.prepared().close(contest.contest, beaconOn: beaconOn?.day))
    }
  }

  struct Draw: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw the potential winners by the public value, once.")
    @OptionGroup var contest: ContestOptions

    @Option(help: "The public value that the definition names, as its publisher writes it.")
    var beacon: String

    mutating func run() throws {
      try contest.options.show(
        try contest.prepared().draw(contest.contest, beacon: beacon))
    }
  }

  struct Winner: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say who stands where, and verify or disqualify who was drawn.",
      discussion: """
        Whoever is disqualified is replaced by the next in the order of the draw. Without --rank it \
        shows where all stand.
        """)
    @OptionGroup var contest: ContestOptions

    @Option(help: "The place in the order of the draw.")
    var rank: Int?

    @Flag(help: "Eligible by affidavit and check: the winner.")
    var verified = false

    @Flag(help: "With --verified: name and state may be published.")
    var consents = false

    @Option(
      help: ArgumentHelp(
        "Not the winner: not_eligible, no_answer, declined, no_affidavit or background.",
        valueName: "reason"))
    var disqualified: String?

    mutating func validate() throws {
      let decisions = (verified ? 1 : 0) + (disqualified == nil ? 0 : 1)
      guard decisions == (rank == nil ? 0 : 1), !consents || verified else {
        throw ValidationError("Name --rank with either --verified [--consents] or --disqualified.")
      }
      _ = try decision()
    }

    private func decision() throws -> (rank: Int, is: Contest.Decision)? {
      guard let rank else { return nil }
      guard let disqualified else { return (rank, .verified(consents: consents)) }
      guard let reason = Disqualification(rawValue: disqualified) else {
        let names = Disqualification.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--disqualified takes one of \(names).")
      }
      return (rank, .disqualified(reason))
    }

    mutating func run() throws {
      try contest.options.show(
        try contest.prepared().winner(contest.contest, decision: decision()))
    }
  }

  struct Entry: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell an entrant what became of an entry, or take it out on the entrant's word.")
    @OptionGroup var contest: ContestOptions

    @Argument(help: "The entry's id in its file.")
    var entry: String

    @Flag(
      help: "Delete it; the hash in the published list stays, so that the draw can be replayed.")
    var erase = false

    mutating func run() throws {
      try contest.options.show(
        try contest.prepared().entry(contest.contest, id: entry, erase: erase))
    }
  }
}
