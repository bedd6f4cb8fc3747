import Testing

@testable import Modeling

/// Sums of clusters drawn again.
struct ClusterBootstrapTests {
  /// 400 clusters of one to four people, of whom some give; a second group is every other cluster.
  private static func groups() -> [ClusterBootstrap.Group] {
    var generator = SplitMix64(seed: 3)
    var people: [Double] = []
    var dollars: [Double] = []
    for _ in 0..<400 {
      people.append(Double(1 + generator.below(4)))
      dollars.append(generator.below(3) == 0 ? Double(10 + generator.below(90)) : 0)
    }
    let all = (0..<400).map { Int32($0) }
    let even = all.filter { $0.isMultiple(of: 2) }
    return [
      ClusterBootstrap.Group(clusters: all, columns: [people, dollars]),
      ClusterBootstrap.Group(
        clusters: even, columns: [even.map { people[Int($0)] }, even.map { dollars[Int($0)] }]),
    ]
  }

  @Test func `the interval of a ratio is near that of the linearised variance`() throws {
    let groups = Self.groups()
    let bootstrap = ClusterBootstrap(groups, clusters: 400, seed: 1)
    let ratio = bootstrap.ratio(.init(0, 1), of: .init(0, 0))
    let (people, dollars) = (groups[0].columns[0], groups[0].columns[1])
    let total = people.reduce(0, +)
    #expect(ratio.value == dollars.reduce(0, +) / total)
    // var(r) = n/(n - 1) Σ (y - r x)² / (Σ x)², Cochran, Sampling Techniques (1977), 6.4 and 9A.
    let squares = zip(people, dollars).reduce(0) { sum, pair in
      let rest = pair.1 - ratio.value * pair.0
      return sum + rest * rest
    }
    let error = (squares * 400 / 399).squareRoot() / total
    let interval = try #require(ratio.interval)
    #expect(abs(interval.lowerBound - (ratio.value - normal975 * error)) < 0.2 * error)
    #expect(abs(interval.upperBound - (ratio.value + normal975 * error)) < 0.2 * error)
  }

  @Test func `a group less itself is nought in every draw`() {
    let bootstrap = ClusterBootstrap(Self.groups(), clusters: 400, draws: 99, seed: 1)
    let ratio = bootstrap.ratio(.init(1, 1), of: .init(1, 0))
    let difference = ratio - ratio
    #expect(difference.value == 0 && difference.interval == 0...0)
  }

  @Test func `a cluster that stands in two entries is one cluster`() {
    let groups = Self.groups()
    let split = ClusterBootstrap.Group(
      clusters: groups[0].clusters + groups[0].clusters,
      columns: groups[0].columns.map { $0.map { $0 / 2 } + $0.map { $0 / 2 } })
    let whole = ClusterBootstrap(groups, clusters: 400, draws: 199, seed: 5)
    let halves = ClusterBootstrap([split], clusters: 400, draws: 199, seed: 5)
    let (left, right) = (
      whole.ratio(.init(0, 1), of: .init(0, 0)).interval,
      halves.ratio(.init(0, 1), of: .init(0, 0)).interval
    )
    #expect(left != nil && left == right)
  }

  @Test func `of a group that many draws miss there is no interval`() {
    let alone = ClusterBootstrap.Group(clusters: [7], columns: [[2], [30]])
    let none = ClusterBootstrap.Group(clusters: [], columns: [[], []])
    let bootstrap = ClusterBootstrap([alone, none], clusters: 400, draws: 199, seed: 1)
    let ratio = bootstrap.ratio(.init(0, 1), of: .init(0, 0))
    #expect(ratio.value == 15 && ratio.interval == nil)
    let nobody = bootstrap.ratio(.init(1, 1), of: .init(1, 0))
    #expect(nobody.value.isNaN && nobody.interval == nil)
  }

  @Test func `another seed draws others, the same seed the same`() {
    func interval(_ seed: UInt64) -> ClosedRange<Double>? {
      ClusterBootstrap(Self.groups(), clusters: 400, draws: 199, seed: seed)
        .ratio(.init(0, 1), of: .init(0, 0)).interval
    }
    #expect(interval(1) == interval(1))
    #expect(interval(1) != interval(2))
  }
}
