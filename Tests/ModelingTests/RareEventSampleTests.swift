import Foundation
import Modeling
import Testing

@Suite struct RareEventSampleTests {
  /// People of whom about 2 % are positive, by two columns.
  private static let truth = [-4.35, 0.8, -0.5]

  private static func drawn(_ people: Int, _ generator: inout Generator) -> Example {
    var all = Example(columns: [[], []], outcomes: [], weights: [])
    for _ in 0..<people {
      // Of mean 0 and variance 1.
      let first = 2 * (generator.uniform() + generator.uniform() + generator.uniform() - 1.5)
      let second = generator.uniform() < 0.5 ? 1.0 : -1
      let predictor = truth[0] + truth[1] * first + truth[2] * second
      all.outcomes.append(generator.uniform() < 1 / (1 + exp(-predictor)) ? 1 : 0)
      all.columns[0].append(first)
      all.columns[1].append(second)
      all.weights.append(1)
    }
    return all
  }

  /// The standard error of a share of .95 over 2,000 drawings is .5 points.
  @Test func `95 % intervals cover the truth in 93.5 to 96.5 % of 2,000 samples at a rate of 2 %`()
    throws
  {
    var generator = Generator(seed: 71)
    var corrected = [0, 0, 0]
    var weighted = [0, 0, 0]
    var positives = 0
    for drawing in 0..<2000 {
      let all = Self.drawn(10_000, &generator)
      let sample = try RareEventSample(
        outcomes: all.outcomes, keys: all.outcomes.indices.map { Int64($0) }, share: 0.05,
        seed: UInt64(drawing))
      let kept = all.taking(sample.rows)
      positives += kept.outcomes.count { $0 == 1 }
      let fit = sample.corrected(
        try LogisticRegression.fit(kept.design, outcomes: kept.outcomes))
      for (place, row) in CoefficientTable(fit).rows.enumerated() {
        corrected[place] += row.interval.contains(Self.truth[place]) ? 1 : 0
      }
      let weights = sample.weights(outcomes: all.outcomes)
      let other = try LogisticRegression.fit(
        kept.design, outcomes: kept.outcomes, weights: weights)
      let robust = try RobustCovariance(
        other, kept.design, outcomes: kept.outcomes, weights: weights)
      for (place, row) in CoefficientTable(other, robust: robust).rows.enumerated() {
        weighted[place] += row.interval.contains(Self.truth[place]) ? 1 : 0
      }
    }
    #expect(abs(Double(positives) / 20_000_000 - 0.02) < 0.002)
    for count in corrected + weighted { #expect((1870...1930).contains(count)) }
  }

  @Test func `all positives are kept, and of the others the share, whatever rows stand beside`()
    throws
  {
    var generator = Generator(seed: 72)
    let outcomes = (0..<40_000).map { _ in generator.uniform() < 0.02 ? 1.0 : 0 }
    let keys = (0..<40_000).map { Int64($0) }
    let sample = try RareEventSample(outcomes: outcomes, keys: keys, share: 0.1, seed: 5)
    let kept = Set(sample.rows)
    #expect(outcomes.indices.allSatisfy { outcomes[$0] == 0 || kept.contains($0) })
    #expect(sample.others == outcomes.count { $0 == 0 })
    #expect(sample.othersKept == sample.rows.count { outcomes[$0] == 0 })
    // 39,200 others at .1: a standard deviation of 59.
    #expect(abs(Double(sample.othersKept) - 0.1 * Double(sample.others)) < 5 * 60)
    let part = try RareEventSample(
      outcomes: Array(outcomes[7000..<9000]), keys: Array(keys[7000..<9000]), share: 0.1, seed: 5)
    #expect(part.rows.map { $0 + 7000 } == sample.rows.filter { (7000..<9000).contains($0) })
    let another = try RareEventSample(outcomes: outcomes, keys: keys, share: 0.1, seed: 6)
    #expect(another.rows != sample.rows)
  }

  @Test func `a sample of all rows corrects nothing`() throws {
    let example = Example.generated()
    let sample = try RareEventSample(
      outcomes: example.outcomes, keys: (0..<5000).map { Int64($0) }, share: 1, seed: 1)
    #expect(sample.rows == Array(0..<5000))
    let fit = try LogisticRegression.fit(example.design, outcomes: example.outcomes)
    #expect(sample.corrected(fit) == fit)
    #expect(sample.weights(outcomes: example.outcomes) == [Double](repeating: 1, count: 5000))
  }

  @Test func `a sample without rows of both kinds is refused`() {
    #expect(throws: LogisticError.oneClass(positive: false)) {
      try RareEventSample(outcomes: [0, 0], keys: [1, 2], share: 1, seed: 1)
    }
    #expect(throws: LogisticError.oneClass(positive: true)) {
      try RareEventSample(outcomes: [1, 0], keys: [1, 2], share: 1e-12, seed: 1)
    }
  }
}
