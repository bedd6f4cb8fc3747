/// An exhaustive search for groups of people, described by a few traits, of whom more have an outcome than of
/// others.
///
/// Every conjunction up to a depth is counted; none is passed over by a guess. Chance is reckoned with by
/// the largest quality found where a lot deals the outcomes (Westfall and Young 1993), household by household:
/// the groups' rows are the same, so only the rows of those with the outcome are gone through again.
public struct SubgroupSearch: Sendable {
  /// A group found.
  public struct Group: RankedGroup, Hashable, Sendable {
    /// Its traits, ascending places in those searched.
    public var traits: [Int]
    /// People of it.
    public var size: Int
    /// Those of them with the outcome.
    public var positives: Int
    /// By the search's quality.
    public var quality: Double
    /// The chance that a lot gives a group as good anywhere; nil where no lots were drawn.
    public var familyWiseP: Double?
  }

  /// What is looked for first.
  public var quality: SubgroupQuality
  /// What each trait must add: the least signed root of the likelihood ratio of a group against the others
  /// of any of its generalisations by one trait; nil where parasites of a larger group are welcome.
  public var leastGain: Double?
  /// The most traits of a group, from 1 to 4.
  public var depth: Int
  /// The fewest people of a group.
  public var minimumSize: Int
  /// How many threads.
  public var threads: Int

  /// Makes a search.
  public init(
    quality: SubgroupQuality, leastGain: Double? = nil, depth: Int, minimumSize: Int,
    threads: Int = Parts.processors
  ) {
    self.quality = quality
    self.leastGain = leastGain
    self.depth = depth
    self.minimumSize = minimumSize
    self.threads = threads
  }

  /// The best groups, the best first; of equals the one with fewer, then with earlier traits.
  ///
  /// - Parameters:
  ///   - count: how many at most.
  ///   - lots: how many times outcomes are dealt by lot to reckon with chance.
  ///   - seed: of the lots.
  ///   - households: who lives together; nil where everyone lives alone.
  public func best(
    _ count: Int, of traits: [Trait], target: RowSet, lots: Int = 0, seed: UInt64 = 1,
    households: Households? = nil
  ) -> [Group] {
    guard !traits.isEmpty, target.rows > 0 else { return [] }
    let table = SubgroupTable(self, traits, target)
    var groups = table.best(count)
    guard lots > 0, !groups.isEmpty else { return groups }
    let chance = table.largestByLot(
      traits, HouseholdLots(households ?? .alone(target.rows)) { target.contains($0) }, lots: lots,
      seed: seed)
    for index in groups.indices {
      groups[index].familyWiseP = familyWiseChance(of: groups[index].quality, among: chance)
    }
    return groups
  }
}

/// The chance that a lot gives a group as good anywhere: the share of the largest qualities by lot, the one found
/// among them, that are as large (Westfall and Young 1993).
func familyWiseChance(of quality: Double, among largest: [Double]) -> Double {
  Double(largest.count { $0 >= quality } + 1) / Double(largest.count + 1)
}
