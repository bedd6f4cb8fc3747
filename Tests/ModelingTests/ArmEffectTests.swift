import Testing

@testable import Modeling

@Suite struct ArmEffectTests {
  /// Against statsmodels 0.15.0, OLS with `cov_type='cluster'`, by Reference/uplift.py.
  @Test func `a difference in means has the cluster-robust error of statsmodels`() throws {
    let trial = UpliftTrial.clustered()
    let yes = try ArmEffect(
      isTreated: trial.isTreated, outcomes: trial.outcomes, clusters: trial.clusters)
    #expect(yes.treated.people == 221 && yes.control.people == 379 && yes.clusters == 227)
    #expect(yes.treated.clusters + yes.control.clusters == 227)
    #expect(
      agree(
        [
          yes.difference, yes.standardError, yes.interval.lowerBound, yes.interval.upperBound,
          yes.pValue,
        ],
        [
          0.07629030910111162, 0.038451571174421155, 0.0009266144502676488, 0.1516540037519556,
          0.047248905778317724,
        ], within: 1e-10))
    let dollars = try ArmEffect(
      isTreated: trial.isTreated, outcomes: trial.dollars, clusters: trial.clusters)
    #expect(
      agree(
        [
          dollars.difference, dollars.standardError, dollars.interval.lowerBound,
          dollars.interval.upperBound, dollars.pValue,
        ],
        [
          3.1919911436557173, 2.6694722711561925, -2.0400783655387613, 8.424060652850196,
          0.23179856743389204,
        ], within: 1e-10))
  }

  @Test func `a row twice in its cluster changes nothing but the correction for few rows`() throws {
    let trial = UpliftTrial.clustered()
    let once = try ArmEffect(
      isTreated: trial.isTreated, outcomes: trial.dollars, clusters: trial.clusters)
    let rows = trial.outcomes.indices.flatMap { [$0, $0] }
    let twice = try ArmEffect(
      isTreated: rows.map { trial.isTreated[$0] }, outcomes: rows.map { trial.dollars[$0] },
      clusters: rows.map { trial.clusters[$0] })
    let correction = (1199.0 / 1198 / (599.0 / 598)).squareRoot()
    #expect(agree([twice.difference], [once.difference], within: 1e-12))
    #expect(agree([twice.standardError], [once.standardError * correction], within: 1e-12))
  }

  @Test func `an arm without anyone and a single cluster are refused`() {
    #expect(throws: UpliftError.tooFewPeople(isTreated: true, least: 1)) {
      try ArmEffect(isTreated: [false, false], outcomes: [1, 0], clusters: [1, 2])
    }
    #expect(throws: UpliftError.tooFewClusters(least: 2)) {
      try ArmEffect(isTreated: [true, false, true], outcomes: [1, 0, 1], clusters: [1, 1, 1])
    }
    #expect(throws: UpliftError.outcomeInvalid(row: 1)) {
      try ArmEffect(isTreated: [true, false], outcomes: [1, .nan], clusters: [1, 2])
    }
  }

  @Test func `an arm of one cluster has no error, and is refused rather than called certain`() {
    let arms = (0..<40).map { $0 < 10 }
    let outcomes = (0..<40).map { Double($0 % 3 % 2) }
    for isTreated in [true, false] {
      #expect(throws: UpliftError.tooFewClustersInArm(isTreated: isTreated, least: 2)) {
        try ArmEffect(
          isTreated: arms.map { $0 == isTreated }, outcomes: outcomes,
          clusters: (0..<40).map { $0 < 10 ? 0 : Int64($0) })
      }
    }
  }

  @Test func `an interval of fewer than twenty clusters in an arm isn't to be relied on`() throws {
    func effect(_ clusters: Int64) throws -> ArmEffect {
      try ArmEffect(
        isTreated: (0..<100).map { $0 < 50 }, outcomes: (0..<100).map { Double($0 % 3 % 2) },
        clusters: (0..<100).map { $0 < 50 ? Int64($0) % clusters : Int64($0) + 100 })
    }
    #expect(try effect(19).hasFewClusters)
    #expect(try !effect(20).hasFewClusters)
  }

  /// Against scipy.stats.chi2.sf, by Reference/uplift.py.
  @Test(arguments: [
    (3.841458820694124, 1, 0.04999999999999989), (0.5, 7, 0.9994464813904249),
    (30, 12, 0.0027924293327009145), (250, 100, 7.76693640353949e-15),
    (80, 3, 3.0692774861724164e-17), (0, 4, 1),
  ])
  func `the chi-squared tail is that of scipy`(x: Double, degrees: Int, tail: Double) {
    #expect(agree([ChiSquared.upperTail(x, degrees: degrees)], [tail], within: 1e-11))
  }
}

@Suite struct BalanceTests {
  @Test func `with one term the statistic is the squared score over its clusters' squares`() throws
  {
    let trial = UpliftTrial.drawn(people: 300, columns: 1, clusterSize: 3, seed: 4)
    let test = try #require(
      BalanceTest(design: trial.design, isTreated: trial.isTreated, clusters: trial.clusters))
    let values = trial.columns[0]
    let mean = values.reduce(0, +) / 300
    let share = Double(trial.isTreated.count { $0 }) / 300
    let scores = (0..<100).map { cluster in
      (0..<3).reduce(0.0) { sum, place in
        let row = 3 * cluster + place
        return sum + ((trial.isTreated[row] ? 1 : 0) - share) * (values[row] - mean)
      }
    }
    let total = scores.reduce(0, +)
    #expect(
      agree([test.statistic], [total * total / scores.reduce(0) { $0 + $1 * $1 }], within: 1e-10))
    #expect(test.degrees == 1)
  }

  @Test func `a fair lot by cluster is found unfair in one case of twenty`() {
    // 1,000 lots: 5 % has a standard error of 0.7 %.
    let unfair = (0..<1_000).count { seed in
      let trial = UpliftTrial.drawn(people: 600, columns: 3, clusterSize: 4, seed: UInt64(seed))
      let test = BalanceTest(
        design: trial.design, isTreated: trial.isTreated, clusters: trial.clusters)
      return (test?.pValue ?? 0) < 0.05
    }
    #expect((30...70).contains(unfair), "\(unfair) of 1,000")
  }

  @Test func `an arm that was chosen by what is known of people is seen`() throws {
    var trial = UpliftTrial.drawn(people: 1_000, columns: 3, clusterSize: 1, seed: 5)
    for row in trial.people.indices where trial.columns[1][row] > 1 { trial.isTreated[row] = true }
    let test = try #require(
      BalanceTest(design: trial.design, isTreated: trial.isTreated, clusters: trial.clusters))
    #expect(test.pValue < 1e-6)
  }

  @Test func `terms told by others count no degree, and few clusters make no test`() throws {
    var trial = UpliftTrial.drawn(people: 300, columns: 2, seed: 6)
    trial.columns.append(zip(trial.columns[0], trial.columns[1]).map { $0 - 2 * $1 })
    trial.columns.append([Double](repeating: 3, count: 300))
    let test = try #require(
      BalanceTest(design: trial.design, isTreated: trial.isTreated, clusters: trial.clusters))
    #expect(test.degrees == 2)
    #expect(
      BalanceTest(
        design: trial.design, isTreated: trial.isTreated,
        clusters: trial.clusters.map { $0 % 9 }) == nil)
  }
}
