import Testing

@testable import Modeling

// The testing library has one of its own.
private typealias Trait = Modeling.Trait

/// Stars whose fans are told from others by two traits together, and who was asked about them.
@Suite struct LookAlikeTests {
  private static let rows = 16_000

  /// People by lot of two sexes and seven decades of age, all combinations about as many.
  private static let people = {
    var random = SplitMix64(seed: 20_261_129)
    return (0..<rows).map { _ in (isWoman: random.below(2) == 0, decade: random.below(7)) }
  }()

  private static let traits: [Trait] = {
    let sexes = [true, false].map { isWoman in
      Trait(
        isWoman ? "woman" : "man", column: 0,
        rows: RowSet(rows: rows) { people[$0].isWoman == isWoman })
    }
    let decades = (0..<7).map { decade in
      Trait(
        "decade \(decade)", column: 1, rows: RowSet(rows: rows) { people[$0].decade == decade })
    }
    return sexes + decades
  }()

  /// Fans by lot, by sex and by whether someone is of the third decade, in thousandths.
  private func fans(_ seed: UInt64, woman: (Int, Int), man: (Int, Int)) -> RowSet {
    var random = SplitMix64(seed: seed)
    return RowSet(rows: Self.rows) { row in
      let person = Self.people[row]
      let chances = person.isWoman ? woman : man
      return random.below(1_000) < (person.decade == 2 ? chances.0 : chances.1)
    }
  }

  private var everyone: RowSet { RowSet(rows: Self.rows) { _ in true } }

  @Test func `women of an age aren't women and that age`() {
    // The other star draws women and draws the age, so trait by trait its fans are the same.
    let star = fans(1, woman: (600, 50), man: (50, 50))
    let others = [
      fans(2, woman: (540, 128), man: (320, 50)), fans(3, woman: (300, 25), man: (25, 25)),
    ]
    let matches = LookAlike(Self.traits, rows: Self.rows).matches(
      star, home: everyone, others: others, region: everyone, least: 20, resamples: 20)
    #expect(matches.map(\.star) == [1, 0])
    #expect(matches[0].similarity > 0.95 && matches[1].similarity < 0.85)
    #expect(matches[0].ranks == 1...1)
    // Told by traits alone, as where few people have two of them together.
    let alone = LookAlike(Self.traits, rows: Self.rows, smallest: Self.rows).matches(
      star, home: everyone, others: others, region: everyone, least: 20, resamples: 0)
    #expect(alone.allSatisfy { $0.similarity > 0.9 })
  }

  @Test func `a star is seen among those who were asked about it`() throws {
    // Of men nobody was asked about the second: that its fans are women says nothing.
    let star = fans(1, woman: (300, 300), man: (50, 50))
    let women = fans(2, woman: (300, 300), man: (0, 0))
    let asked = Self.traits[0].rows
    func similarity(_ asked: RowSet?) throws -> Double {
      try #require(
        LookAlike(Self.traits, rows: Self.rows).matches(
          star, home: everyone, others: [women], asked: asked.map { [$0] }, region: everyone,
          least: 20, resamples: 0
        ).first
      ).similarity
    }
    #expect(try similarity(nil) > 0.9)
    #expect(try abs(similarity(asked)) < 0.3)
  }

  @Test func `six who answer as one are one, not six, to how firm a place is`() throws {
    // Two stars whom the same draw: which of them is more alike is an accident of who was asked.
    let homes = Households((0..<Self.rows).map { Int64($0 / 6) })
    var (alone, together) = (0.0, 0.0)
    for seed in 0..<5 {
      func fans(_ star: UInt64) -> RowSet {
        let own = self.fans(10 * UInt64(seed) + star, woman: (300, 60), man: (60, 60))
        return RowSet(rows: Self.rows) { own.contains($0 / 6 * 6) }
      }
      let traits = Self.traits.map { trait in
        Trait(
          trait.name, column: trait.column,
          rows: RowSet(rows: Self.rows) { trait.rows.contains($0 / 6 * 6) })
      }
      func first(_ households: Households?) throws -> Double {
        try #require(
          LookAlike(traits, rows: Self.rows).matches(
            fans(1), home: everyone, others: [fans(2), fans(3)], region: everyone,
            households: households, least: 20, resamples: 60
          ).first
        ).firstShare
      }
      alone += try first(nil) / 5
      together += try first(homes) / 5
    }
    #expect(together < alone - 0.05, "\(alone) \(together)")
  }
}
