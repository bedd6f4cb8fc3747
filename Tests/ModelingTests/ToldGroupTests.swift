import Testing

@testable import Modeling

/// Groups of people told of by counts, none of which is of a few, nor leaves a few where counts are taken apart.
@Suite struct ToldGroupTests {
  private static let rows = 1_000

  private static func set(_ isIn: (Int) -> Bool) -> RowSet { RowSet(rows: rows, where: isIn) }

  /// Every tenth has the outcome.
  private static let kinds = [set { $0 % 10 == 0 }, set { $0 % 10 != 0 }]
  private static let everyone = set { _ in true }

  private static func told(_ groups: [RowSet]) -> [Bool] {
    ToldGroups(groups, kinds: kinds).isTold
  }

  @Test func `a group of a few with the outcome, or a few without, isn't told of`() {
    #expect(
      Self.told([Self.everyone, Self.set { $0 < 100 }, Self.set { $0 < 90 }]) == [
        true, true, false,
      ])
    let outcome = [true, false].map { has in Self.set { ($0 < 500 || $0 >= 980) == has } }
    #expect(
      ToldGroups([Self.everyone, Self.set { $0 < 509 }, Self.set { $0 < 510 }], kinds: outcome)
        .isTold == [true, false, true])
    #expect(Self.told([Self.set { _ in false }]) == [false])
  }

  @Test func `what is left of everyone, or of a group about it, isn't told either`() {
    // All but ninety, of whom nine have the outcome.
    #expect(Self.told([Self.everyone, Self.set { $0 >= 90 }]) == [true, false])
    let (inner, outer) = (Self.set { $0 < 300 }, Self.set { $0 < 390 })
    #expect(Self.told([Self.everyone, outer, inner]) == [true, true, false])
    // The same people once more tell nothing new.
    #expect(Self.told([Self.everyone, outer, outer]) == [true, true, true])
    // Apart from each other, both may be told.
    #expect(
      Self.told([Self.everyone, inner, Self.set { $0 >= 300 && $0 < 390 + 10 }]) == [
        true, true, true,
      ])
  }

  @Test func `nor is what sums and differences of several groups leave`() {
    // Three parts of a whole, and a fourth of ninety that nobody tells of.
    let parts = [(0, 300), (300, 600), (600, 910)].map { part in
      Self.set { part.0 <= $0 && $0 < part.1 }
    }
    #expect(Self.told([Self.everyone] + parts) == [true, true, true, false])
    // Two that share ninety: everyone less one less the other leaves them where both together are all.
    let (low, high) = (Self.set { $0 < 545 }, Self.set { $0 >= 455 })
    #expect(Self.told([Self.everyone, low, high]) == [true, true, false])
    // Of groups that overlap otherwise the count of both is nobody's to know.
    #expect(
      Self.told([Self.everyone, Self.set { $0 < 400 }, Self.set { $0 >= 355 && $0 < 700 }]) == [
        true, true, true,
      ])
  }

  @Test(arguments: 0..<40) func `no sum or difference of those told is of a few`(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed) + 1)
    let rows = 400
    let groups =
      [RowSet(rows: rows) { _ in true }]
      + (0..<5).map { _ in
        let (low, width) = (random.below(rows), 20 + random.below(rows))
        return RowSet(rows: rows) { $0 >= low && $0 < low + width }
      }
    let outcome = RowSet(rows: rows) { _ in random.below(4) == 0 }
    let kinds = [outcome, RowSet(rows: rows) { !outcome.contains($0) }]
    let told = zip(groups, ToldGroups(groups, kinds: kinds).isTold).filter(\.1).map(\.0)
    #expect(!told.isEmpty)
    // Every way to take each once, leave it, or take it off, counted row by row.
    var signs = [[Int]](repeating: [], count: 1)
    for _ in told { signs = signs.flatMap { before in [-1, 0, 1].map { before + [$0] } } }
    for sign in signs {
      let sums = (0..<rows).map { row in
        zip(told, sign).reduce(0) { $0 + ($1.0.contains(row) ? $1.1 : 0) }
      }
      guard sums.allSatisfy({ $0 == 0 || $0 == 1 }), sums.contains(1) else { continue }
      for kind in kinds {
        #expect(sums.indices.count { sums[$0] == 1 && kind.contains($0) } >= ToldGroups.fewest)
      }
    }
  }
}
