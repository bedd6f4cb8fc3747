import RealModule

/// Groups found among one part of the people and confirmed among the other.
///
/// What a search finds looks better than it is, since it was picked for looking good. So the half in which
/// it was found says only that it is no accident of so many groups looked at; how strong it is, and
/// whether it holds up, the other half says.
public struct SubgroupDiscovery: Sendable {
  /// A group, with what each half says of it.
  public struct Finding: Sendable {
    /// Its traits, as places in those searched.
    public var traits: [Int]
    /// People of it and those with the outcome, where it was found.
    public var found: Share
    /// The chance that a lot gives a group as good anywhere, where it was found.
    public var familyWiseP: Double
    /// The same where it is confirmed.
    public var confirmed: Share
    /// Everyone there.
    public var everyone: Share
    /// The 95 % interval of the rate there: Wilson's (1927) of a share, the normal one of a mean or an uplift.
    public var interval: ClosedRange<Double>
    /// The rate there, drawn in towards everyone's as if `prior` more people like everyone had been asked.
    public var shrunkenRate: Double
    /// The one-sided chance, there, of so many where the group is like everyone else, times what Holm's
    /// correction over all findings asks.
    public var confirmedP: Double

    /// Whether both halves say so at 5 %.
    public var holdsUp: Bool { familyWiseP <= 0.05 && confirmedP <= 0.05 }
    /// The rate where it is confirmed, everyone's being 100; 0 where everyone's isn't above 0.
    public var index: Double { everyone.rate > 0 ? 100 * confirmed.rate / everyone.rate : 0 }
  }

  /// People and those with the outcome, with what is measured of them.
  public struct Share: Hashable, Sendable {
    /// People.
    public var size: Int
    /// Those with the outcome: who gave an amount, or who responded of an experiment's people.
    public var positives: Int
    /// The mean amount, or the uplift; nil where the share is what is looked for.
    public var measured: Double?
    /// What is looked for: the share with the outcome (0 of nobody), or what is measured.
    public var rate: Double {
      measured ?? (size > 0 ? Double(positives) / Double(size) : 0)
    }

    /// Makes a share from its parts.
    public init(size: Int, positives: Int, measured: Double? = nil) {
      self.size = size
      self.positives = positives
      self.measured = measured
    }
  }

  /// The search of the first half.
  public var search: SubgroupSearch
  /// Deals by lot that reckon with chance.
  public var lots: Int
  /// Their seed.
  public var seed: UInt64
  /// How many findings at most.
  public var count: Int
  /// Of two groups that share more of their people than this, the worse is left out.
  public var overlap: Double
  /// How many people like everyone are added to each group's rate.
  public var prior: Double

  /// Makes a discovery.
  public init(
    search: SubgroupSearch, lots: Int, seed: UInt64, count: Int = 10, overlap: Double = 0.5,
    prior: Double = 50
  ) {
    self.search = search
    self.lots = lots
    self.seed = seed
    self.count = count
    self.overlap = overlap
    self.prior = prior
  }

  /// How many groups of the search are looked at again.
  static let candidates = 200

  /// The findings, by evidence among all people, the strongest first.
  ///
  /// - Parameters:
  ///   - target: people with the outcome.
  ///   - isFirstHalf: those among whom groups are searched for; whole households, or a household's answers
  ///     confirm themselves.
  public func findings(_ traits: [Trait], target: RowSet, isFirstHalf: RowSet) -> [Finding] {
    let halves = (
      Half(traits, isFirstHalf.members) { RowSet(rows: $0.count, in: target, of: $0) },
      Half(traits, isFirstHalf.others) { RowSet(rows: $0.count, in: target, of: $0) }
    )
    let groups = search.best(
      Self.candidates, of: halves.0.traits, target: halves.0.outcome, lots: lots, seed: seed)
    let everyone = Share(
      size: halves.1.outcome.rows, positives: halves.1.outcome.count)
    let logs = LogTable(upTo: target.rows)
    let positives = target.count
    let ranked = groups.map {
      group -> (group: SubgroupSearch.Group, confirmed: Share, evidence: Double) in
      let confirmed = Self.share(group.traits, halves.1.traits, halves.1.outcome)
      return (
        group, confirmed,
        logs.signedRoot(
          size: group.size + confirmed.size, positives: group.positives + confirmed.positives,
          of: target.rows, positives)
      )
    }.sorted {
      ($1.evidence, $0.group.traits.count) < ($0.evidence, $1.group.traits.count)
    }
    let kept = distinct(ranked) { Self.rows($0.group.traits, halves.0.traits) }
    let chances = kept.map {
      Self.upperTail(
        logs.signedRoot(
          size: $0.confirmed.size, positives: $0.confirmed.positives, of: everyone.size,
          everyone.positives))
    }
    return zip(kept, Self.holm(chances)).map { kept, p in
      let confirmed = kept.confirmed
      return Finding(
        traits: kept.group.traits,
        found: Share(size: kept.group.size, positives: kept.group.positives),
        familyWiseP: kept.group.familyWiseP ?? 1, confirmed: confirmed, everyone: everyone,
        interval: wilsonInterval(positives: confirmed.positives, of: confirmed.size),
        shrunkenRate: (Double(confirmed.positives) + prior * everyone.rate)
          / (Double(confirmed.size) + prior),
        confirmedP: p)
    }
  }

  /// The first of those that share too many of their people.
  func distinct<Found>(_ ranked: [Found], _ rows: (Found) -> RowSet) -> [Found] {
    var kept: [(found: Found, rows: RowSet)] = []
    for found in ranked where kept.count < count {
      let own = rows(found)
      if kept.contains(where: { $0.rows.overlap(own) > overlap }) { continue }
      kept.append((found, own))
    }
    return kept.map(\.found)
  }

  static func rows(_ group: [Int], _ traits: [Trait]) -> RowSet {
    group.dropFirst().reduce(into: traits[group[0]].rows) { $0.formIntersection(traits[$1].rows) }
  }

  private static func share(_ group: [Int], _ traits: [Trait], _ target: RowSet) -> Share {
    var rows = rows(group, traits)
    let size = rows.count
    rows.formIntersection(target)
    return Share(size: size, positives: rows.count)
  }

  static func upperTail(_ root: Double) -> Double {
    0.5 * Double.erfc(root / 2.0.squareRoot())
  }

  /// Holm's step-down correction (1979), in the order given.
  static func holm(_ chances: [Double]) -> [Double] {
    var corrected = chances
    var largest = 0.0
    for (place, index) in chances.indices.sorted(by: { chances[$0] < chances[$1] }).enumerated() {
      largest = max(largest, min(1, chances[index] * Double(chances.count - place)))
      corrected[index] = largest
    }
    return corrected
  }
}

/// One half of the people: their traits, and what came of them.
struct Half<Outcome> {
  let traits: [Trait]
  let outcome: Outcome

  init(_ all: [Trait], _ rows: [Int], _ outcome: ([Int]) -> Outcome) {
    traits = all.map { trait in
      Trait(
        trait.name, column: trait.column, test: trait.test,
        rows: RowSet(rows: rows.count, in: trait.rows, of: rows))
    }
    self.outcome = outcome(rows)
  }
}
