import Campaign
import Modeling

/// The figures of a replayed day, or of several together.
public struct BacktestFigures: Encodable, Sendable {
  /// A figure with its 95 % interval, where it has them.
  public struct Measure: Encodable, Sendable {
    /// The figure; nil where there is nothing to divide by.
    public var value: Double?
    /// The interval's lower end.
    public var low: Double?
    /// The interval's upper end.
    public var high: Double?

    /// - Parameter isUncertain: whether too few households gave to say how far off the figure is.
    init(_ ratio: ResampledRatio, isUncertain: Bool) {
      value = ratio.value.isFinite ? ratio.value : nil
      let interval = isUncertain ? nil : ratio.interval
      low = interval?.lowerBound
      high = interval?.upperBound
    }
  }

  /// A group's.
  public struct Group: Encodable, Sendable {
    /// The group: `list`, `contacted`, `universe`, `allowed`, `largest_gift` or `latest_gift`.
    public var group: String
    /// Its people.
    public var people: Int
    /// Those of them who gave.
    public var gave: Int
    /// What came from them, in cents.
    public var cents: Int64
    /// Dollars per 100 people.
    public var dollarsPer100: Measure
    /// The share who gave.
    public var shareWhoGave: Measure
    /// The share of all the window's dollars that came from them.
    public var capture: Measure
    /// The list's dollars per 100 people less the group's, draw by draw; nil for the list itself.
    public var listMinusGroup: Measure?
  }

  /// The fewest households that gave with which a group has intervals.
  static let fewestHouseholds = 10

  /// The day; nil for all days together.
  public var asOf: String?
  /// The day that the model was trained as of; nil for all days together.
  public var trainedAsOf: String?
  /// People trained on, and how many of them gave; nil for all days together.
  public var trainedOn: Int?
  /// See `trainedOn`.
  public var trainedOnGivers: Int?
  /// All dollars of the window, whoever gave them, in cents.
  public var cents: Int64
  /// People contacted who aren't of the universe, and stand in no group.
  public var contactedOutside: Int
  /// The groups.
  public var groups: [Group]

  /// Works the figures of replayed days out; a household that stands in several is one cluster.
  init(_ replays: [Replay.Outcome], seed: UInt64) {
    let single = replays.count == 1 ? replays.first : nil
    asOf = single?.day.description
    trainedAsOf = single?.trainedAsOf.description
    trainedOn = single?.trainedOn
    trainedOnGivers = single?.positives
    contactedOutside = replays.map(\.came.contactedOutside).reduce(0, +)

    let all = replays.flatMap(\.came.all)
    var index: [Int64: Int32] = [:]
    for household in all where index[household.household] == nil {
      index[household.household] = Int32(index.count)
    }
    func cluster(_ sums: [BacktestSums.Household]) -> ClusterBootstrap.Group {
      ClusterBootstrap.Group(
        clusters: sums.map { index[$0.household] ?? 0 },
        columns: [
          sums.map { Double($0.people) }, sums.map { Double($0.givers) },
          sums.map { Double($0.cents) },
        ])
    }
    let names = BacktestGroup.allCases
    let sums = names.map { name in replays.flatMap { $0.came.groups[name] ?? [] } }
    let bootstrap = ClusterBootstrap(
      sums.map(cluster) + [cluster(all)], clusters: index.count, seed: seed)
    cents = all.reduce(0) { $0 + $1.cents }

    // Draws of a few households that gave tell how far off those are, not how many others might be.
    let isUncertain = sums.map { group in
      Set(group.filter { $0.cents > 0 }.map(\.household)).count < Self.fewestHouseholds
    }
    // Cents a person are dollars per 100 people.
    func perHundred(_ group: Int) -> ResampledRatio {
      bootstrap.ratio(.init(group, 2), of: .init(group, 0))
    }
    let list = names.firstIndex(of: .list) ?? 0
    groups = names.indices.map { group in
      Group(
        group: names[group].rawValue,
        people: sums[group].reduce(0) { $0 + Int($1.people) },
        gave: sums[group].reduce(0) { $0 + Int($1.givers) },
        cents: sums[group].reduce(0) { $0 + $1.cents },
        dollarsPer100: Measure(perHundred(group), isUncertain: isUncertain[group]),
        shareWhoGave: Measure(
          bootstrap.ratio(.init(group, 1), of: .init(group, 0)), isUncertain: isUncertain[group]),
        capture: Measure(
          bootstrap.ratio(.init(group, 2), of: .init(names.count, 2)),
          isUncertain: isUncertain[group]),
        listMinusGroup: group == list
          ? nil
          : Measure(
            perHundred(list) - perHundred(group),
            isUncertain: isUncertain[group] || isUncertain[list]))
    }
  }

  /// A group's figures.
  func of(_ group: BacktestGroup) -> Group? { groups.first { $0.group == group.rawValue } }
}
