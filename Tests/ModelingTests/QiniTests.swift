import Modeling
import Testing

@Suite struct QiniTests {
  /// The worked example of docs/methods/persuadability.md: every number of its table.
  @Test func `twelve people give the curve that the method's page works out`() {
    let curve = QiniCurve(
      scores: Self.scores, isTreated: Self.isTreated, outcomes: Self.outcomes)
    let shares = [0, 1, 3, 4, 5, 8, 9, 10, 11, 12].map { Double($0) / 12 }
    // 0, 1/6, 1/3, 1/2, 1/4, 7/18, 1/4, 1/6, 4/15 and 1/6.
    let gains = [0, 30, 60, 90, 45, 70, 45, 30, 48, 30].map { Double($0) / 180 }
    #expect(agree(curve.points.map(\.share), shares, within: 1e-15))
    #expect(agree(curve.points.map(\.gain), gains, within: 1e-15))
    #expect(agree([curve.coefficient], [413.0 / 2160], within: 1e-15))
    // Half way along the step of the three people at 0.5: between 1/4 and 7/18.
    #expect(agree([curve.gain(at: 6.5 / 12)], [23.0 / 72], within: 1e-15))
    #expect(curve.gain(at: 0) == 0)
  }

  @Test func `the order of rows within a tie is nothing`() {
    let rows = [11, 2, 1, 0, 7, 4, 6, 5, 3, 10, 8, 9]
    let curve = QiniCurve(
      scores: rows.map { Self.scores[$0] }, isTreated: rows.map { Self.isTreated[$0] },
      outcomes: rows.map { Self.outcomes[$0] })
    #expect(
      curve
        == QiniCurve(
          scores: Self.scores, isTreated: Self.isTreated, outcomes: Self.outcomes))
  }

  @Test func `weight two is the row twice and weight nought no row`() {
    let weights = [2, 0, 1, 3, 1, 1, 2, 1, 0, 1, 1, 2]
    let rows = weights.indices.flatMap { [Int](repeating: $0, count: weights[$0]) }
    let weighted = QiniCurve(
      scores: Self.scores, isTreated: Self.isTreated, outcomes: Self.outcomes, weights: weights)
    let repeated = QiniCurve(
      scores: rows.map { Self.scores[$0] }, isTreated: rows.map { Self.isTreated[$0] },
      outcomes: rows.map { Self.outcomes[$0] })
    #expect(weighted == repeated)
  }

  @Test func `one score for all is worth nothing`() {
    let curve = QiniCurve(
      scores: [Double](repeating: 0.3, count: 12), isTreated: Self.isTreated,
      outcomes: Self.outcomes)
    #expect(curve.coefficient == 0)
    #expect(curve.points.count == 2)
  }

  @Test func `with no control on top the gain is what the treated said`() {
    let curve = QiniCurve(
      scores: [4, 3, 2, 1], isTreated: [true, true, false, false], outcomes: [1, 0, 1, 0])
    #expect(curve.points.map(\.gain) == [0, 0.5, 0.5, -0.5, 0])
    #expect(curve.coefficient == (0.5 / 2 + 0.5 + 0 - 0.25) / 4)
  }

  @Test func `a reversed order has the area on the other side where the effect is nought`() {
    // Four strata in mirrored pairs: what is gained first in one order is lost first in the other.
    let scores: [Double] = [2, 2, 2, 2, 1, 1, 1, 1]
    let arms = [true, true, false, false, true, true, false, false]
    let outcomes: [Double] = [1, 1, 0, 1, 0, 0, 0, 1]
    let curve = QiniCurve(scores: scores, isTreated: arms, outcomes: outcomes)
    let reversed = QiniCurve(scores: scores.map { -$0 }, isTreated: arms, outcomes: outcomes)
    #expect(curve.coefficient == 0.125)
    #expect(reversed.coefficient == -0.125)
  }

  private static let scores = [0.9, 0.8, 0.8, 0.7, 0.6, 0.5, 0.5, 0.5, 0.4, 0.3, 0.2, 0.1]
  private static let isTreated = [
    true, false, true, true, false, true, false, true, false, true, false, false,
  ]
  private static let outcomes: [Double] = [1, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 1]
}
