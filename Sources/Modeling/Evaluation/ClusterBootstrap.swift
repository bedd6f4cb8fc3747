/// What groups of clusters add up to, and what they add up to where the clusters are drawn again.
///
/// A draw takes as many clusters as there are, each as likely as any other and with replacement, and
/// each sum is that of the clusters drawn: people of one cluster stay together, and all groups see
/// the same draw, so that a difference of two groups is paired. Source: Davison & Hinkley, Bootstrap
/// Methods and their Application (1997), 2.4 and 3.8.
public struct ClusterBootstrap: Sendable {
  /// The clusters of a group with their sums.
  public struct Group: Sendable {
    /// The clusters, each in 0 ..< the count of all; one may stand several times.
    public var clusters: [Int32]
    /// The sums, one column a measure and one value an entry of `clusters`.
    public var columns: [[Double]]

    /// Makes a group.
    public init(clusters: [Int32], columns: [[Double]]) {
      self.clusters = clusters
      self.columns = columns
    }
  }

  /// A column of a group.
  public struct Place: Sendable {
    /// The group's number.
    public var group: Int
    /// The column's number.
    public var column: Int

    /// Names a column.
    public init(_ group: Int, _ column: Int) {
      self.group = group
      self.column = column
    }
  }

  /// Of each group and column, the sum.
  private let totals: [[Double]]
  /// Of each group and column, the sum in each draw.
  private let drawn: [[[Double]]]

  /// Draws the clusters.
  ///
  /// - Parameters:
  ///   - clusters: How many there are, those without an entry among them.
  ///   - draws: How often they are drawn.
  ///   - seed: The same seed draws the same clusters.
  /// - Precondition: each column has a value an entry, each entry is of a cluster.
  public init(_ groups: [Group], clusters: Int, draws: Int = 1_999, seed: UInt64) {
    for group in groups {
      precondition(
        group.columns.allSatisfy { $0.count == group.clusters.count }, "a value an entry")
      precondition(
        group.clusters.allSatisfy { 0 <= $0 && $0 < clusters }, "each entry is of a cluster")
    }
    totals = groups.map { $0.columns.map { $0.reduce(0, +) } }
    var drawn = groups.map { $0.columns.map { _ in [Double](repeating: 0, count: draws) } }
    var generator = SplitMix64(seed: seed)
    var times = [Int32](repeating: 0, count: clusters)
    for draw in 0..<draws {
      for cluster in times.indices { times[cluster] = 0 }
      for _ in 0..<clusters { times[generator.below(clusters)] += 1 }
      for (number, group) in groups.enumerated() {
        for (column, values) in group.columns.enumerated() {
          var sum = 0.0
          for entry in values.indices {
            sum += Double(times[Int(group.clusters[entry])]) * values[entry]
          }
          drawn[number][column][draw] = sum
        }
      }
    }
    self.drawn = drawn
  }

  /// The sum of a column.
  public func total(_ place: Place) -> Double { totals[place.group][place.column] }

  /// One column's sum over another's.
  public func ratio(_ numerator: Place, of denominator: Place) -> ResampledRatio {
    ResampledRatio(
      value: total(numerator) / total(denominator),
      drawn: zip(
        drawn[numerator.group][numerator.column], drawn[denominator.group][denominator.column]
      ).map { $0 / $1 })
  }
}
