import Foundation
import Modeling
import Testing

/// What a gate goes by: rankings by one column, stability, and calibration of a group.
///
/// Reference numbers: `python Tests/ModelingTests/Reference/gate.py`.
@Suite struct GateMeasureTests {
  private let numbers: [Double] = [3, 1, .nan, 2, 5, .nan, 4, 1, 2, .nan]
  private let outcomes: [Double] = [0, 1, 1, 0, 0, 1, 0, 1, 1, 0]

  @Test func `a number ranks the way and with the missing place of the largest area`() throws {
    let rows = Array(0..<10)
    let column = RawColumn.numeric(numbers)
    let ranking = try ColumnRanking(column, named: "x", outcomes: outcomes, rows: rows)
    #expect(ranking.order == .number(isRising: false, isMissingOnTop: true))
    #expect(ranking.inWords == "x, lowest first, missing first")
    let scores = ranking.scores(of: column, rows: rows)
    #expect(abs(try AUC(scores: scores, outcomes: outcomes).value - 0.82) < 1e-15)
    // Outcomes turned round, the best order is the opposite one, of the same area.
    let turned = outcomes.map { 1 - $0 }
    let other = try ColumnRanking(column, named: "x", outcomes: turned, rows: rows)
    #expect(other.order == .number(isRising: true, isMissingOnTop: false))
    #expect(other.scores(of: column, rows: rows) == scores.map { -$0 })
  }

  @Test(arguments: [(true, true), (true, false), (false, true), (false, false)])
  func `each of the four orders is found where it is the best`(
    isRising: Bool, isMissingOnTop: Bool
  ) throws {
    // Ten values, of which the last is missing; positives are the five that the order puts on top.
    let values = (0..<9).map(Double.init) + [.nan]
    let order =
      (isMissingOnTop ? [9] : []) + (isRising ? Array((0..<9).reversed()) : Array(0..<9))
      + (isMissingOnTop ? [] : [9])
    let outcomes = (0..<10).map { order.prefix(5).contains($0) ? 1.0 : 0 }
    let ranking = try ColumnRanking(
      .numeric(values), named: "x", outcomes: outcomes, rows: Array(0..<10))
    #expect(
      ranking.order == .number(isRising: isRising, isMissingOnTop: isMissingOnTop))
  }

  @Test func `categories rank by their smoothed rate, unseen ones by the rate of all`() throws {
    let column = RawColumn.categorical(codes: [0, 0, 1, -1, 2], levels: ["a", "b", "c"])
    let ranking = try ColumnRanking(
      column, named: "x", outcomes: [1, 1, 0, 0, 0], rows: [0, 1, 2, 3])
    let expected = [(2 + 10.0) / 22, (2 + 10.0) / 22, 10 / 21.0, 10 / 21.0, 0.5]
    #expect(ranking.scores(of: column, rows: [0, 1, 2, 3, 4]) == expected)
  }

  @Test func `the best column is found, and one of a level a row shows nothing`() throws {
    var generator = Generator(seed: 4)
    let signal = (0..<2_000).map { _ in generator.uniform() }
    let outcomes = signal.map { generator.uniform() < 0.1 + 0.4 * $0 ? 1.0 : 0 }
    let frame = RawFrame(
      rows: 2_000,
      columns: [
        ("own_level", .categorical(codes: Array(0..<2_000), levels: (0..<2_000).map { "\($0)" })),
        ("noise", .numeric(signal.map { _ in generator.uniform() })), ("signal", .numeric(signal)),
        ("copy", .numeric(outcomes.map { -$0 })),
      ])
    let choice = try ColumnChoice(frame, outcomes: outcomes, rows: Array(0..<2_000))
    let areas = choice.candidates.map(\.area)
    #expect(choice.best.column == "copy" && areas[3] == 1)
    #expect(areas[0] > 0.4 && areas[0] < 0.6 && areas[1] > 0.4 && areas[1] < 0.6)
    #expect(areas[2] > 0.6 && areas[2] < 0.8)
    // Rows that are not judged on change nothing.
    let part = Array(0..<1_000)
    var spoiled = outcomes
    for row in 1_000..<2_000 { spoiled[row] = 0 }
    #expect(
      try ColumnChoice(frame, outcomes: spoiled, rows: part)
        == ColumnChoice(frame, outcomes: outcomes, rows: part))
  }

  @Test func `rows of one outcome choose no column`() {
    let frame = RawFrame(rows: 4, columns: [("x", .numeric([1, 2, 3, 4]))])
    #expect(throws: EvaluationError.oneClass) {
      try ColumnChoice(frame, outcomes: [0, 0, 0, 0], rows: [0, 1, 2, 3])
    }
  }

  @Test func `bands hold equal shares, and a value of many rows is one of them`() {
    let even = EqualMassBands((0..<100).map(Double.init) + [.nan, .infinity])
    #expect(even.bounds == (1...9).map { Double($0 * 10) - 0.5 })
    #expect([-5, 0, 9.4, 10, 95, .infinity].map(even.band) == [0, 0, 0, 1, 9, 9])
    let skewed = EqualMassBands([0, 0, 0, 0, 0, 0, 1, 1, 2, 7])
    #expect(skewed.bounds == [0.5, 1.5, 4.5])
    #expect(EqualMassBands([Double](repeating: 0, count: 99) + [1]).bounds == [0.5], "a rare flag")
    #expect(EqualMassBands([4, 4, 4]).bounds == [] && EqualMassBands([]).band(of: 3) == 0)
  }

  @Test func `a band's chance is its smoothed rate, and infinities are bands of their own`() {
    let scores = [-.infinity, -.infinity] + (0..<40).map { $0 < 20 ? 1.0 : 2 }
    let outcomes = [1.0, 1] + (0..<40).map { $0 < 20 || $0 >= 30 ? 0.0 : 1 }
    let rate = BandedRate(scores: scores, outcomes: outcomes)
    let all = 12.0 / 42
    #expect(rate.probability(of: -.infinity) == (2 + 20 * all) / 22)
    #expect(rate.probability(of: 0) == 20 * all / 40)
    #expect(rate.probability(of: 3) == (10 + 20 * all) / 40)
    #expect(abs(rate.probability(of: .infinity) - all) < 1e-15, "nobody stood there")
    // Drawn away from a population of 2 %, each rate's odds are those of the model's correction.
    let population = PopulationRate(0.02)
    let corrected = BandedRate(scores: scores, outcomes: outcomes, population: population)
    let plain = 20 * all / 40
    let odds = plain / (1 - plain) / exp(population.logOddsExcess(outcomes: outcomes))
    #expect(agree([corrected.probability(of: 0)], [odds / (1 + odds)], within: 1e-12))
  }

  @Test func `the stability index and its p-value are those of scipy`() {
    let index = StabilityIndex(reference: [120, 80, 0, 200], current: [60, 90, 10, 40])
    #expect(agree([index.value], [0.6607224306679231], within: 1e-13))
    #expect(agree([index.pValue], [3.9070154272804706e-19], within: 1e-10))
    let same = StabilityIndex(reference: [100, 0, 300], current: [10, 0, 30])
    #expect(same.value < 1e-3 && same.pValue > 0.9)
    #expect(StabilityIndex(reference: [5], current: [7]).pValue == 1)
  }

  @Test func `samples of one population lie apart by chance about as often as the p-value says`() {
    var generator = Generator(seed: 8)
    let times = 1_000
    let few = (0..<times).count { _ in
      var counts = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 2)
      for (sample, size) in [400, 900].enumerated() {
        for _ in 0..<size { counts[sample][generator.below(10)] += 1 }
      }
      return StabilityIndex(reference: counts[0], current: counts[1]).pValue < 0.05
    }
    // Three standard errors of a share of 5 % among 1,000.
    #expect(abs(Double(few) / Double(times) - 0.05) < 0.021)
  }

  @Test(arguments: [
    (3, 40, 0.025836025774588184, 0.1986423352431055), (0, 25, 0, 0.13319225093904855),
    (7, 7, 0.6456695649333125, 1),
  ])
  func `a group's interval is Wilson's`(positives: Int, people: Int, low: Double, high: Double) {
    let outcomes = (0..<people).map { $0 < positives ? 1.0 : 0 }
    let group = GroupCalibration(
      rows: Array(0..<people), probabilities: outcomes.map { _ in 0.1 }, outcomes: outcomes)
    #expect(abs(group.interval.lowerBound - low) < 1e-12)
    #expect(abs(group.interval.upperBound - high) < 1e-12)
    #expect(group.observed == Double(positives) / Double(people) && group.people == people)
  }

  @Test func `a group drawn by outcome shows the population's share`() throws {
    // Half of the rows are positive, of a population of which 2 % are.
    let outcomes = (0..<400).map { $0 % 2 == 0 ? 1.0 : 0 }
    let rows = (0..<400).filter { $0 % 4 != 0 }
    let weights = PopulationRate(0.02).weights(outcomes: outcomes)
    let group = GroupCalibration(
      rows: rows, probabilities: outcomes.map { $0 == 1 ? 0.03 : 0.01 }, outcomes: outcomes,
      weights: weights)
    let (ones, others) = (0.02 * 100 / 200, 0.98)
    #expect(agree([group.observed], [ones / (ones + others)], within: 1e-12))
    #expect(group.interval.contains(group.observed) && group.interval.upperBound < 0.02)
    #expect(
      agree([group.predicted], [(0.03 * ones + 0.01 * others) / (ones + others)], within: 1e-12))
  }
}
