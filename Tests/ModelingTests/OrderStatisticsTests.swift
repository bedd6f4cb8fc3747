import Testing

@testable import Modeling

@Suite struct OrderStatisticsTests {
  private static let samples: [[Double]] = {
    var generator = Generator(seed: 5)
    let draws = (0..<5_000).map { _ in generator.bell() }
    return [
      draws, draws.map { ($0 * 2).rounded() }, draws.map { $0 > 1 ? 1 : 0 }, [3], [2, 2, 2],
      [0, -0.0, 0, -1, 1e300, -1e300, .leastNonzeroMagnitude, -.leastNonzeroMagnitude],
      draws.map { $0 * 1e-300 },
      draws.map { abs($0) < 0.5 ? 0 : $0 },
      // Neighbours, between which there is no bound, and many that share their first bits.
      (0..<3_000).map { $0 % 2 == 0 ? 1.0 : 1.0.nextUp },
      draws.map { 1 + $0 * 1e-9 },
    ]
  }()

  @Test(arguments: samples) func `numbers by rank are those of a sort`(_ numbers: [Double]) {
    let sorted = numbers.sorted()
    let ranks = (0..<10).map { $0 * numbers.count / 10 }
    let found = OrderStatistics(numbers, ranks: ranks).found
    #expect(found.count == ranks.count)
    for (rank, found) in zip(ranks, found) {
      #expect(found.number == sorted[rank])
      #expect(found.below == sorted.last { $0 < sorted[rank] })
      #expect(found.countBelow == sorted.count { $0 < sorted[rank] })
    }
  }

  @Test(arguments: samples) func `bands count numbers as one by one`(_ numbers: [Double]) {
    let bands = EqualMassBands(numbers)
    let odd = numbers + [.nan, .infinity, -.infinity]
    var counts = [Int](repeating: 0, count: bands.bounds.count + 1)
    for number in numbers { counts[bands.band(of: number)] += 1 }
    let counted = bands.counts(odd)
    #expect(counted.missing == 3 && counted.bands == counts)
  }

  @Test(arguments: samples) func `bands and their counts come of one sort`(
    _ numbers: [Double]
  ) {
    let odd = [.nan] + numbers + [.infinity] + numbers.map { $0 * 3 }
    for rows in [nil, stride(from: 0, to: odd.count, by: 3).map { $0 }, [0]] {
      let own = rows.map { $0.map { odd[$0] } } ?? odd
      let (bands, missing, counts) = EqualMassBands.counted(odd, rows: rows)
      #expect(bands == EqualMassBands(own))
      var one = [Int](repeating: 0, count: bands.bounds.count + 1)
      for number in own where number.isFinite { one[bands.band(of: number)] += 1 }
      #expect(counts == one && missing == own.count { !$0.isFinite })
      let again = bands.counts(odd, rows: rows)
      #expect(again.missing == missing && again.bands == counts)
    }
  }

  @Test(arguments: samples) func `the order is that of a stable sort`(_ numbers: [Double]) {
    let expected = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    #expect(TotalOrder.order(numbers) == expected)
    let more = numbers + numbers + [-.infinity, .infinity]
    #expect(TotalOrder.order(more) == more.indices.sorted { (more[$0], $0) < (more[$1], $1) })
  }
}
