import Modeling
import Testing

@Suite struct RankPercentileTests {
  @Test func `a hundred scores have a percentile each, in any order`() {
    let scores = (1...100).map { Double($0) }
    let ranks = RankPercentile(scores: scores.reversed())
    #expect(ranks.cutoffs == scores.dropLast())
    #expect(scores.map { ranks.percentile(of: $0) } == Array(1...100))
    #expect(ranks.percentile(of: -1) == 1 && ranks.percentile(of: 1000) == 100)
  }

  @Test func `a thousand distinct scores have ten rows a percentile`() {
    var generator = Generator(seed: 2)
    let scores = (0..<1000).map { _ in generator.uniform() }
    let ranks = RankPercentile(scores: scores)
    let counts = scores.reduce(into: [Int: Int]()) { $0[ranks.percentile(of: $1), default: 0] += 1 }
    #expect(counts.count == 100 && counts.values.allSatisfy { $0 == 10 })
  }

  @Test func `ties share the lowest percentile, constant scores the first`() {
    let constant = RankPercentile(scores: [Double](repeating: 0.3, count: 50))
    #expect(constant.percentile(of: 0.3) == 1)
    let tied = RankPercentile(
      scores: [Double](repeating: 0, count: 900) + [Double](repeating: 1, count: 100))
    #expect(tied.percentile(of: 0) == 1 && tied.percentile(of: 1) == 91)
  }

  @Test func `few scores and none are handled, and cut-offs can be stored`() {
    let few = RankPercentile(scores: [3, 1, 2])
    #expect([1, 2, 3].map { few.percentile(of: $0) } == [1, 34, 67])
    #expect(RankPercentile(scores: []).percentile(of: 0.5) == 1)
    #expect(RankPercentile(cutoffs: few.cutoffs) == few)
  }
}
