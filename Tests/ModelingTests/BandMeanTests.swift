import Modeling
import Testing

@Suite struct BandMeanTests {
  @Test func `bands are drawn towards the overall mean by the prior`() throws {
    let means = try #require(
      BandMean(
        highestPreviousCents: [0, 2500, 2501, 9000], giftCents: [1000, 2000, 5000, 4000],
        upperBoundsCents: [2500, 10_000], prior: 2))
    // Overall 3000: (2·1500 + 2·3000)/4, (2·4500 + 2·3000)/4, and nothing but the prior.
    #expect(means.meansCents == [2250, 3750, 3000])
    #expect(means.counts == [2, 2, 0])
    #expect(means.meanCents(highestPreviousCents: 2500) == 2250)
    #expect(means.meanCents(highestPreviousCents: 2501) == 3750)
    #expect(means.meanCents(highestPreviousCents: 1_000_000) == 3000)
  }

  @Test func `a mean is rounded once, halves away from zero`() throws {
    let up = try #require(
      BandMean(
        highestPreviousCents: [0, 0], giftCents: [1, 2], upperBoundsCents: [], prior: 0))
    #expect(up.meansCents == [2])
    let down = try #require(
      BandMean(
        highestPreviousCents: [0, 0, 0], giftCents: [1, 1, 2], upperBoundsCents: [], prior: 0))
    #expect(down.meansCents == [1])
  }

  @Test func `without a prior an empty band has the overall mean`() throws {
    let means = try #require(
      BandMean(
        highestPreviousCents: [5], giftCents: [700], upperBoundsCents: [10], prior: 0))
    #expect(means.meansCents == [700, 700])
  }

  @Test func `the default prior counts as ten gifts, and sums do not overflow`() throws {
    let large = Int64.max / 4
    let means = try #require(
      BandMean(
        highestPreviousCents: [Int64](repeating: 0, count: 10) + [100],
        giftCents: [Int64](repeating: large, count: 10) + [large], upperBoundsCents: [50]))
    #expect(means.meansCents == [large, large])
    let half = try #require(
      BandMean(
        highestPreviousCents: [Int64](repeating: 0, count: 10) + [Int64](repeating: 100, count: 10),
        giftCents: [Int64](repeating: 1000, count: 10) + [Int64](repeating: 3000, count: 10),
        upperBoundsCents: [50]))
    #expect(half.meansCents == [1500, 2500])
  }

  @Test func `no gift gives no means`() {
    #expect(BandMean(highestPreviousCents: [], giftCents: [], upperBoundsCents: [100]) == nil)
  }
}
