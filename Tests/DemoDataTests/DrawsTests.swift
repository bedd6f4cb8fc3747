import Testing

@testable import DemoData

struct DrawsTests {
  @Test func `shuffling is one to one`() {
    let numbers = (0..<4_096).map { shuffled($0, bits: 12, seed: 5) }
    #expect(Set(numbers).count == 4_096)
    #expect(numbers.allSatisfy { (0..<4_096).contains($0) })
    #expect(numbers != (0..<4_096).map { shuffled($0, bits: 12, seed: 6) })
  }

  @Test func `draws depend on seed, purpose and index alone`() {
    var draws = Draws(seed: 1, .voter, 9)
    var same = Draws(seed: 1, .voter, 9)
    let first = draws.next()
    #expect(first == same.next())
    for var other in [
      Draws(seed: 2, .voter, 9), Draws(seed: 1, .votes, 9), Draws(seed: 1, .voter, 10),
    ] {
      #expect(other.next() != first)
    }
  }

  @Test func `numbers below a bound come evenly`() {
    var draws = Draws(seed: 1, .voter, 0)
    var counts = [0, 0, 0, 0, 0]
    for _ in 0..<10_000 { counts[draws.below(5)] += 1 }
    // 2,000 each; the standard deviation is 40.
    #expect(counts.allSatisfy { abs($0 - 2_000) < 200 })
  }

  // Days from Python: (datetime.date(y, m, d) - datetime.date(1970, 1, 1)).days
  @Test(arguments: [
    (1970, 1, 1, 0), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017), (2026, 9, 15, 20_711),
    (1931, 12, 31, -13_881), (2100, 3, 1, 47_541),
  ]) func `a civil day and its number are each other's inverse`(
    _ year: Int, _ month: Int, _ day: Int, _ days: Int
  ) {
    #expect(CivilDay(year, month, day).days == days)
    #expect(CivilDay(days: days).parts == (year, month, day))
  }

  @Test func `phones of different people differ until the numbers run out`() {
    let phones = (0..<20_000).map { Phone.number($0, seed: 4) }
    #expect(Set(phones).count == 20_000)
    #expect(Phone.number(1_000_000, seed: 4) == Phone.number(0, seed: 4))
  }
}
