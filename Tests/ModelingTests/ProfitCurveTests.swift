import Modeling
import Testing

@Suite struct ProfitCurveTests {
  /// Contacts at 50 cents, the best first: $10, nothing, then a tie of $1 and nothing, nothing.
  private static let scores: [Double] = [2, 9, 5, 8, 5]
  private static let received: [Int64] = [0, 1000, 100, 0, 0]

  @Test func `the curve is what a hand adds up, and a tie is one step`() throws {
    let curve = try ProfitCurve(
      scores: Self.scores, receivedCents: Self.received, costCents: 50)
    #expect(curve.points.map(\.contacts) == [0, 1, 2, 4, 5])
    #expect(curve.points.map(\.score) == [.infinity, 9, 8, 5, 2])
    #expect(curve.points.map(\.profitCents) == [0, 950, 900, 900, 850])
    #expect(curve.best == curve.points[1])
    #expect(curve.profitCents(downTo: 5) == 900)
    #expect(curve.profitCents(downTo: 6) == 900)
    #expect(curve.profitCents(downTo: 100) == 0)
    #expect(curve.profitCents(downTo: -1) == 850)
  }

  @Test func `where no contact pays, the best depth is none`() throws {
    let curve = try ProfitCurve(
      scores: Self.scores, receivedCents: Self.received, costCents: 1001)
    #expect(curve.best.contacts == 0 && curve.best.profitCents == 0)
  }

  @Test func `of depths that bring the same, the best is that of the fewest contacts`() throws {
    let curve = try ProfitCurve(
      scores: [3, 2, 1], receivedCents: [100, 50, 50], costCents: 50)
    #expect(curve.points.map(\.profitCents) == [0, 50, 50, 50])
    #expect(curve.best.contacts == 1)
  }

  @Test func `rows have no order, and a weight of 2 is the row twice`() throws {
    let weights: [Double] = [1, 2, 1, 3, 2]
    let repeated = weights.indices.flatMap { [Int](repeating: $0, count: Int(weights[$0])) }
      .reversed()
    let weighted = try ProfitCurve(
      scores: Self.scores, receivedCents: Self.received, costCents: 50, weights: weights)
    let plain = try ProfitCurve(
      scores: repeated.map { Self.scores[$0] }, receivedCents: repeated.map { Self.received[$0] },
      costCents: 50)
    #expect(weighted == plain)
  }

  @Test func `the deepest point is the profit of contacting everyone`() throws {
    let example = Example.generated()
    let received = example.outcomes.indices.map { Int64(example.outcomes[$0] * 2500) }
    let curve = try ProfitCurve(
      scores: example.columns[2], receivedCents: received, costCents: 68)
    let all = ContactProfit(
      expectedCents: example.columns[2], receivedCents: received, outcomes: example.outcomes,
      costCents: 68)
    let last = try #require(curve.points.last)
    #expect(abs(last.profitCents - 5000 * all.everyone.value) < 1e-6)
    #expect(curve.best.profitCents >= last.profitCents)
  }

  @Test func `a score that is no number is told`() {
    #expect(throws: EvaluationError.scoreInvalid(row: 1)) {
      try ProfitCurve(scores: [1, .nan], receivedCents: [0, 0], costCents: 1)
    }
  }
}
