import Testing

@testable import Modeling

@Suite struct PlacementsTests {
  /// Scores of a few hundred rows, the positives rare and then frequent, with ties and without.
  private static let samples: [(scores: [Double], outcomes: [Double])] = {
    var generator = Generator(seed: 21)
    return [(0.1, 3.0), (0.9, 3.0), (0.5, 1e9), (0.02, 0.5), (0.97, 1e9)].map { share, steps in
      let outcomes = [1.0, 0] + (0..<300).map { _ in generator.uniform() < share ? 1.0 : 0 }
      let scores = outcomes.map { (steps * (generator.bell() + $0)).rounded() / steps }
      return ([-.infinity, .infinity, -0.0, 0] + scores, [1, 0, 0, 1] + outcomes)
    }
  }()

  @Test(arguments: samples.indices)
  func `each row's share is that of the rows of the other outcome that it beats`(_ sample: Int)
    throws
  {
    let (scores, outcomes) = Self.samples[sample]
    let placements = try Placements(scores: scores, outcomes: outcomes)
    func beaten(_ row: Int, by beats: (Double, Double) -> Bool) -> Double {
      let others = scores.indices.filter { outcomes[$0] != outcomes[row] }
      let sum = others.reduce(0.0) {
        $0 + (scores[row] == scores[$1] ? 0.5 : beats(scores[row], scores[$1]) ? 1 : 0)
      }
      return sum / Double(others.count)
    }
    let positives = scores.indices.filter { outcomes[$0] == 1 }.map { beaten($0, by: >) }
    let negatives = scores.indices.filter { outcomes[$0] == 0 }.map { beaten($0, by: <) }
    #expect(zip(placements.ofPositives, positives).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(zip(placements.ofNegatives, negatives).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(placements.ofPositives.count + placements.ofNegatives.count == scores.count)
    #expect(try AUC(scores: scores, outcomes: outcomes) == AUC(placements))
  }

  @Test func `numbers stand between those that are sorted, or on one of them`() {
    let slots = RankSlots([2, 1, 2, 5])
    #expect(slots.numbers == [1, 2, 5] && slots.places == [1, 0, 1, 2] && slots.count == 7)
    #expect(
      slots.slots(of: [0, 1, 1.5, 2, 3, 5, 6, -.infinity, .infinity]) == [
        0, 1, 2, 3, 4, 5, 6, 0, 6,
      ])
    #expect(RankSlots([]).slots(of: [1, 2]) == [0, 0])
  }
}
