import Campaign

/// What a step of a contest did, in hashes and counts: no entrant stands here.
public struct ContestSummary: StageSummary {
  /// Entries of one route.
  public struct Route: Encodable, Sendable {
    /// The route.
    public var route: String
    /// Those that came in.
    public var entered: Int
    /// Those that take part in the draw.
    public var inDraw: Int
  }

  /// Someone drawn and called upon.
  public struct Standing: Encodable, Sendable {
    /// The place in the order of the draw.
    public var rank: Int
    /// The hash in the published list.
    public var entry: String
    /// Potential, verified or disqualified.
    public var standing: String
    /// Why not, in words; nil for all others.
    public var reason: String?
  }

  /// The contest.
  public var contest: String
  /// The step: open, close, draw or winner.
  public var step: String
  /// The SHA-256 of the secret, which was published before the closing.
  public var commitment: String?
  /// How the contest stands under each state's law.
  public var registrations: [String] = []
  /// Entries by route.
  public var routes: [Route] = []
  /// Entries that take no part, by reason.
  public var setAside: [String: Int] = [:]
  /// Paid entries whose gift the ledger doesn't hold; they take part all the same.
  public var paidWithoutGift = 0
  /// The SHA-256 of the published list.
  public var entriesSHA256: String?
  /// The public value: what and when; after the draw the value.
  public var beacon: String?
  /// The seed.
  public var seed: String?
  /// Who stands where.
  public var standings: [Standing] = []
  /// What was written.
  public var files: [String] = []

  init(contest: String, step: String) {
    self.contest = contest
    self.step = step
  }

  /// Takes the counts of a closing over.
  mutating func take(_ counts: ContestCounts) {
    routes = ContestEntry.Route.allCases.map {
      Route(
        route: $0.rawValue, entered: counts.entered($0), inDraw: counts.inDraw[$0] ?? 0)
    }
    for reason in EntryReason.allCases where counts.count(reason) > 0 {
      setAside[reason.rawValue] = counts.count(reason)
    }
  }

  /// The summary in a few lines.
  public var text: String {
    var lines: [String] = []
    switch step {
    case "open":
      lines.append("\(contest) is open; publish its commitment \(commitment ?? "")")
      lines += registrations.map { "  \($0)" }
    case "close":
      let count = routes.reduce(0) { $0 + $1.inDraw }
      lines.append("\(contest) is closed: \(count) take part, one entry a person; publish its list")
      lines += routes.map { "  \($0.route): \($0.inDraw) of \($0.entered) entries" }
      for reason in EntryReason.allCases {
        if let count = setAside[reason.rawValue] { lines.append("  \(count): \(reason.inWords)") }
      }
      if paidWithoutGift > 0 {
        lines.append(
          "  \(paidWithoutGift) paid entries name a gift that the ledger doesn't hold; they take "
            + "part like all others")
      }
      lines.append("  SHA-256 of the list: \(entriesSHA256 ?? "")")
      lines.append("  to be drawn by \(beacon ?? "")")
    default:
      lines.append("\(contest) is drawn by \(beacon ?? "")")
      lines += standings.map {
        "  \($0.rank). \($0.entry.prefix(16))…: \($0.standing)\($0.reason.map { ", \($0)" } ?? "")"
      }
    }
    return (lines + files.map { "file: \($0)" }).joined(separator: "\n")
  }
}
