/// An exhaustive search for groups of people, described by a few traits, who give more, or whom a contact
/// moves more, than others.
///
/// As `SubgroupSearch` counts shares, this sums amounts or counts both arms of an experiment, for every
/// conjunction up to a depth; chance is reckoned with by the best group where amounts, or the treatment, are
/// dealt by lot (Westfall and Young 1993), household by household. A treatment that moves nobody is what those lots show; where it
/// moves everyone alike the roots of groups are distributed as nearly alike.
public struct MeasuredSearch: Sendable {
  /// A group found.
  public struct Group: RankedGroup, Hashable, Sendable {
    /// Its traits, ascending places in those searched.
    public var traits: [Int]
    /// People of it.
    public var size: Int
    /// The mean amount, or the uplift.
    public var value: Double
    /// How many standard errors that lies above everyone else's.
    public var quality: Double
    /// The chance that a lot gives a group as good anywhere; nil where no lots were drawn.
    public var familyWiseP: Double?
    var sums: MeasuredSums
  }

  /// What each trait must add: so many standard errors of a group against the others of any of its
  /// generalisations by one trait; nil where parasites of a larger group are welcome.
  public var leastGain: Double?
  /// The most traits of a group, from 1 to 4.
  public var depth: Int
  /// The fewest people of a group.
  public var minimumSize: Int
  /// How many threads.
  public var threads: Int

  /// Makes a search.
  public init(
    leastGain: Double? = nil, depth: Int, minimumSize: Int, threads: Int = Parts.processors
  ) {
    self.leastGain = leastGain
    self.depth = depth
    self.minimumSize = minimumSize
    self.threads = threads
  }

  /// The best groups, the best first; of equals the one with fewer, then with earlier traits.
  ///
  /// - Parameters:
  ///   - count: how many at most.
  ///   - lots: how many deals reckon with chance.
  ///   - seed: of the lots.
  ///   - households: who lives together, or is treated together; nil where everyone is alone.
  /// - Precondition: amounts are at least 0.
  public func best(
    _ count: Int, of traits: [Trait], _ outcome: MeasuredOutcome, lots: Int = 0, seed: UInt64 = 1,
    households: Households? = nil
  ) -> [Group] {
    if case .amounts(let amounts) = outcome {
      precondition(amounts.allSatisfy { $0 >= 0 }, "amounts are at least 0")
    }
    guard !traits.isEmpty, outcome.rows > 0 else { return [] }
    let table = MeasuredTable(self, traits, outcome)
    var groups = table.best(count)
    guard lots > 0, !groups.isEmpty else { return groups }
    let chance = table.largestByLot(
      traits, MeasuredLots(households ?? .alone(outcome.rows), outcome), lots: lots, seed: seed)
    for index in groups.indices {
      groups[index].familyWiseP = familyWiseChance(of: groups[index].quality, among: chance)
    }
    return groups
  }
}
