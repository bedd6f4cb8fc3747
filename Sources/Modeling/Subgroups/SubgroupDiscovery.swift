/// Groups found among one part of the people and confirmed among the others.
///
/// What a search finds looks better than it is, since it was picked for looking good. So those who were searched
/// say which groups there are, in which order, and that they are no accident of so many looked at; how strong
/// a group is, and whether it holds up, the others say, who picked nothing. Two thirds searched and one third to
/// confirm found planted groups more often, and confirmed more of them, than halves.
public struct SubgroupDiscovery: Sendable {
  /// A group, with what both parts say of it.
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
    /// The 95 % interval of the rate there, which knows that people of a household are alike.
    public var interval: ClosedRange<Double>
    /// The rate there, drawn in towards everyone's as if `prior` more people like everyone had been asked.
    public var shrunkenRate: Double
    /// The one-sided chance, there, of so many where the group is like everyone else, times what Holm's
    /// correction over all findings asks.
    public var everyoneP: Double
    /// The same of standing above everyone else, and above the others of each group with one trait fewer.
    public var confirmedP: Double
    /// The place of the finding by which it is told: without that one's people the rest don't stand above
    /// everyone else.
    public var toldBy: Int?

    /// Whether both parts say so at 5 %, and of the group itself.
    public var holdsUp: Bool {
      familyWiseP <= Confirmation.level && confirmedP <= Confirmation.level && toldBy == nil
    }
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

  /// The search of one part.
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

  /// How many groups of the search findings are taken from.
  static let candidates = 200

  /// The findings: those that hold up first, then by the search's quality among those searched, the best first.
  ///
  /// - Parameters:
  ///   - target: people with the outcome.
  ///   - isSearched: those among whom groups are searched for; whole households, or a household's answers
  ///     confirm themselves.
  ///   - households: who lives together; nil where everyone lives alone.
  public func findings(
    _ traits: [Trait], target: RowSet, isSearched: RowSet, households: Households? = nil
  ) -> [Finding] {
    discover(traits, target: target, isSearched: isSearched, households: households).findings
  }

  /// Findings with all traits of which they are: those searched, and after them those whose ends were moved.
  public typealias Discovered = (findings: [Finding], traits: [Trait])

  /// The same, where the ends of ranges that were found may be moved.
  ///
  /// - Parameter edges: how; a trait that was moved has no name yet.
  public func discover(
    _ traits: [Trait], target: RowSet, isSearched: RowSet, households: Households? = nil,
    edges: MovableEdges = .none
  ) -> Discovered {
    var parts = Parted(traits, isSearched, households ?? .alone(target.rows)) {
      RowSet(rows: $0.count, in: target, of: $0)
    }
    let (searched, others) = (parts.searched, parts.others)
    let groups = search.best(
      Self.candidates, of: searched.traits, target: searched.outcome, lots: lots, seed: seed,
      households: searched.households)
    let logs = LogTable(upTo: searched.outcome.rows)
    var kept = distinct(
      groups.map { group in
        Kept(
          traits: group.traits, familyWiseP: group.familyWiseP ?? 1, quality: group.quality,
          found: Share(size: group.size, positives: group.positives))
      }, searched.traits,
      root: { group, scope in
        logs.signedRoot(
          size: group.count, positives: group.intersection(searched.outcome).count,
          of: scope.count, scope.intersection(searched.outcome).count)
      })
    var all = traits
    if let least = search.leastGain, !edges.columns.isEmpty {
      let move = EdgeMove(
        outcome: .amounts(
          (0..<searched.outcome.rows).map { searched.outcome.contains($0) ? 1 : 0 }),
        rows: searched.rows,
        root: { own, scope in
          logs.signedRoot(
            size: Int(own.size), positives: Int(own.total), of: Int(scope.size), Int(scope.total))
        }, least: least, minimumSize: search.minimumSize)
      kept = moved(kept, &all, &parts, move, edges) {
        Share(size: $0.count, positives: $0.intersection(searched.outcome).count)
      }
    }
    let amounts = (0..<others.outcome.rows).map { others.outcome.contains($0) ? Int64(1) : 0 }
    let interval = GroupInterval(others.households, amounts)
    return (
      told(
        kept, parts, .amounts(amounts),
        share: {
          Share(size: $0.count, positives: $0.intersection(others.outcome).count)
        }, interval: { rows, _ in interval.share(rows.members) }), all
    )
  }

  /// Groups whose ranges begin and end where they tell the most, by those searched.
  ///
  /// A group keeps the chance of the one that it was found as; of two that share too many people then the later is
  /// left out.
  func moved<Outcome>(
    _ kept: [Kept], _ all: inout [Trait], _ parts: inout Parted<Outcome>, _ move: EdgeMove,
    _ edges: MovableEdges, share: (RowSet) -> Share
  ) -> [Kept] {
    var told: [RowSet] = []
    return kept.compactMap { group in
      var traits = group.traits
      for place in traits.indices {
        let trait = all[traits[place]]
        guard let column = edges.columns[trait.column] else { continue }
        let others = traits.filter { $0 != traits[place] }
        guard
          let ends = move.moved(trait, others.map { parts.searched.traits[$0].rows }, column)
        else { continue }
        let values = column.values
        let next = Trait(
          "", column: trait.column, test: column.test(ends.low, ends.high),
          rows: RowSet(rows: values.count) { values[$0] >= ends.low && values[$0] < ends.high })
        traits[place] = all.count
        all.append(next)
        parts.append(next)
      }
      let rows = Self.rows(traits, parts.searched.traits)
      guard !told.contains(where: { $0.overlap(rows) > overlap }) else { return nil }
      told.append(rows)
      return traits == group.traits
        ? group
        : Kept(
          traits: traits, familyWiseP: group.familyWiseP, quality: group.quality,
          found: share(rows))
    }
  }

  /// A group of the search that is looked at among the others.
  struct Kept {
    let traits: [Int]
    let familyWiseP: Double
    let quality: Double
    let found: Share
  }

  /// What the others say of the groups kept.
  func told<Outcome>(
    _ kept: [Kept], _ parts: Parted<Outcome>, _ outcome: MeasuredOutcome,
    share: (RowSet) -> Share, interval: (RowSet, Share) -> ClosedRange<Double>
  ) -> [Finding] {
    let (searched, others) = (parts.searched.traits, parts.others.traits)
    let groups = kept.map { kept in
      Confirmation.Group(
        isSignificant: kept.familyWiseP <= Confirmation.level,
        searched: Self.rows(kept.traits, searched), rows: Self.rows(kept.traits, others),
        generals: kept.traits.count < 2
          ? []
          : kept.traits.indices.map { left in
            Self.rows(kept.traits.indices.filter { $0 != left }.map { kept.traits[$0] }, others)
          })
    }
    let verdicts = Confirmation(
      outcome: outcome, households: parts.others.households, seed: seed, threads: search.threads
    ).verdicts(groups)
    let everyone = share(RowSet.all(outcome.rows))
    let findings = kept.indices.map { place in
      let (kept, verdict) = (kept[place], verdicts[place])
      let confirmed = share(groups[place].rows)
      let size = Double(confirmed.size)
      return Finding(
        traits: kept.traits, found: kept.found, familyWiseP: kept.familyWiseP,
        confirmed: confirmed, everyone: everyone,
        interval: interval(groups[place].rows, confirmed),
        shrunkenRate: (size * confirmed.rate + prior * everyone.rate) / (size + prior),
        everyoneP: verdict.everyoneP, confirmedP: verdict.confirmedP, toldBy: verdict.toldBy)
    }
    // What holds up is shown first, so what tells a finding stands before it.
    let order =
      findings.indices.filter { findings[$0].holdsUp }
      + findings.indices.filter { !findings[$0].holdsUp }
    return order.map { place in
      var finding = findings[place]
      finding.toldBy = finding.toldBy.flatMap(order.firstIndex)
      return finding
    }
  }

  /// The first, by the search's quality, that say more than those before them.
  ///
  /// One that shares too many of their people is left out, and so is one whose other people don't stand above
  /// everyone else, unless its people stand above the others of each that it shares some with.
  ///
  /// - Parameter root: how many standard errors, among those searched, a group stands above the others of a
  ///   larger one.
  func distinct(
    _ groups: [Kept], _ traits: [Trait], root: (_ group: RowSet, _ scope: RowSet) -> Double
  ) -> [Kept] {
    var kept: [(group: Kept, rows: RowSet)] = []
    let ranked = groups.sorted {
      ($1.quality, $0.traits.count) < ($0.quality, $1.traits.count)
    }
    let everyone = RowSet.all(traits.first?.rows.rows ?? 0)
    var told = RowSet(rows: everyone.rows) { _ in false }
    for group in ranked where kept.count < count {
      let own = Self.rows(group.traits, traits)
      if kept.contains(where: { $0.rows.overlap(own) > overlap }) { continue }
      if let least = search.leastGain,
        root(own.subtracting(told), everyone.subtracting(told)) < least,
        kept.contains(where: {
          let both = own.intersection($0.rows)
          return !both.isEmpty && root(both, $0.rows) < least
        })
      {
        continue
      }
      told.formUnion(own)
      kept.append((group, own))
    }
    return kept.map(\.group)
  }

  static func rows(_ group: [Int], _ traits: [Trait]) -> RowSet {
    group.dropFirst().reduce(into: traits[group[0]].rows) { $0.formIntersection(traits[$1].rows) }
  }

  /// Holm's step-down correction (1979), with weights that say how much of the error each may use.
  static func holm(_ chances: [Double], weights: [Double]) -> [Double] {
    var corrected = chances
    var (largest, left) = (0.0, weights.reduce(0, +))
    let order = chances.indices.sorted { chances[$0] / weights[$0] < chances[$1] / weights[$1] }
    for index in order {
      largest = max(largest, min(1, chances[index] / weights[index] * left))
      corrected[index] = largest
      left -= weights[index]
    }
    return corrected
  }

  /// The same of findings in the order of the search: the first, which is told first, may use the most.
  static func holm(_ chances: [Double]) -> [Double] {
    holm(chances, weights: chances.indices.map { 1 / Double(($0 + 1) * ($0 + 1)) })
  }
}

/// One part of the people: their traits, what came of them, and who lives together.
struct Part<Outcome> {
  var traits: [Trait]
  /// Which of all rows its own are.
  let rows: [Int]
  let outcome: Outcome
  let households: Households
}

/// Those who are searched, and the others.
struct Parted<Outcome> {
  private(set) var searched: Part<Outcome>
  private(set) var others: Part<Outcome>

  init(
    _ all: [Trait], _ isSearched: RowSet, _ households: Households, _ outcome: ([Int]) -> Outcome
  ) {
    func part(_ rows: [Int]) -> Part<Outcome> {
      Part(
        traits: all.map { $0.part(rows) }, rows: rows, outcome: outcome(rows),
        households: households.part(rows))
    }
    searched = part(isSearched.members)
    others = part(isSearched.others)
  }

  /// Adds a trait to both.
  mutating func append(_ trait: Trait) {
    searched.traits.append(trait.part(searched.rows))
    others.traits.append(trait.part(others.rows))
  }
}

extension Trait {
  /// The trait among some rows of all.
  fileprivate func part(_ all: [Int]) -> Trait {
    Trait(name, column: column, test: test, rows: RowSet(rows: all.count, in: rows, of: all))
  }
}
