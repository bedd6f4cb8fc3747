/// The people of one randomised comparison, in an order of their own: by cluster, then by person.
///
/// So nothing that is drawn or summed over them depends on the order in which they came.
public struct Experiment: Sendable {
  /// The caller's number of each person's row.
  public let rows: [Int]
  /// Whether the person is in the arm; else in the control.
  public let isTreated: [Bool]
  /// The outcome, 0 or 1.
  public let outcomes: [Double]
  /// The people of each cluster; the clusters by rising identifier.
  public let clusters: [Range<Int>]
  /// The cluster's identifier, one a cluster.
  let identifiers: [Int64]
  /// The number of each person's cluster.
  let clusterOfPerson: [Int]

  /// The fewest people an arm needs.
  public static let leastPeople = 50

  /// Takes people in any order.
  ///
  /// - Parameters:
  ///   - people: identifiers, each once.
  ///   - clusters: which people were put into an arm together, or influence one another.
  ///   - isTreated: the arm.
  ///   - outcomes: 0 or 1.
  /// - Throws: `UpliftError` where an arm has too few people or but one outcome.
  public init(
    people: [Int64], clusters: [Int64], isTreated: [Bool], outcomes: [Double]
  ) throws(UpliftError) {
    precondition(
      people.count == clusters.count && people.count == isTreated.count
        && people.count == outcomes.count,
      "an experiment needs a cluster, an arm and an outcome a person")
    precondition(Set(people).count == people.count, "a person is in an experiment once")
    if let row = outcomes.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw .outcomeInvalid(row: row)
    }
    for arm in [true, false] {
      let found = outcomes.indices.filter { isTreated[$0] == arm }.map { outcomes[$0] }
      guard found.count >= Self.leastPeople else {
        throw .tooFewPeople(isTreated: arm, least: Self.leastPeople)
      }
      guard found.contains(0), found.contains(1) else { throw .oneOutcome(isTreated: arm) }
    }
    let rows = people.indices.sorted {
      (clusters[$0], people[$0]) < (clusters[$1], people[$1])
    }
    self.rows = rows
    self.isTreated = rows.map { isTreated[$0] }
    self.outcomes = rows.map { outcomes[$0] }
    let groups = rows.runs(where: { clusters[$0] == clusters[$1] })
    self.clusters = groups.map(\.indices)
    identifiers = groups.map { clusters[$0[$0.startIndex]] }
    clusterOfPerson = groups.enumerated().flatMap { number, group in
      [Int](repeating: number, count: group.count)
    }
  }

  /// The fold of each cluster, by a hash of its identifier and the seed.
  func folds(_ count: Int, seed: UInt64) -> [Int] {
    identifiers.map { identifier in
      let hash = SplitMix64.mix(UInt64(bitPattern: identifier) ^ SplitMix64.mix(seed))
      return Int(hash.multipliedFullWidth(by: UInt64(count)).high)
    }
  }

  /// Whether the lot was drawn inside clusters: where more than a tenth of them have both arms.
  var isDrawnInsideClusters: Bool {
    let mixed = clusters.count { cluster in
      isTreated[cluster].contains(true) && isTreated[cluster].contains(false)
    }
    return 10 * mixed > clusters.count
  }

  /// The arms as another lot would have drawn them, were nobody moved by either.
  ///
  /// Clusters change arms with one another as they are; where the lot was drawn inside clusters, the
  /// people of each change with one another, and those alone in theirs among themselves: nobody was
  /// there to draw against. A cluster that has both arms although most have one counts as two.
  func permutedArms(_ generator: inout SplitMix64) -> [Bool] {
    var arms = isTreated
    if isDrawnInsideClusters {
      for cluster in clusters { generator.shuffle(&arms, in: cluster) }
      let alone = clusters.filter { $0.count == 1 }.map(\.lowerBound)
      var labels = alone.map { arms[$0] }
      generator.shuffle(&labels, in: labels.indices)
      for (person, label) in zip(alone, labels) { arms[person] = label }
      return arms
    }
    let parts = clusters.flatMap { cluster in
      [true, false].map { arm in (arm, cluster.filter { isTreated[$0] == arm }) }
        .filter { !$0.1.isEmpty }
    }
    var labels = parts.map(\.0)
    generator.shuffle(&labels, in: labels.indices)
    for (label, part) in zip(labels, parts) { for person in part.1 { arms[person] = label } }
    return arms
  }
}
