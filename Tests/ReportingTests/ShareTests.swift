import Campaign
import Reporting
import Testing

struct ShareTests {
  @Test func `a percentage has one decimal and rounds a half up`() throws {
    #expect(try #require(Ratio(1, of: 3)).percent == "33.3%")
    #expect(try #require(Ratio(2, of: 3)).percent == "66.7%")
    #expect(try #require(Ratio(1, of: 2000)).percent == "0.1%")
    #expect(try #require(Ratio(.max, of: .max)).percent == "100.0%")
  }

  @Test func `a part never rounds to none or to all`() throws {
    #expect(try #require(Ratio(1, of: 10_000)).percent == "under 0.1%")
    #expect(try #require(Ratio(9_999, of: 10_000)).percent == "over 99.9%")
    #expect(try #require(Ratio(0, of: 10_000)).percent == "0.0%")
  }

  @Test func `a ratio needs a whole and a part within it`() {
    #expect(Ratio(0, of: 0) == nil)
    #expect(Ratio(2, of: 1) == nil)
    #expect(Ratio(-1, of: 1) == nil)
  }

  @Test func `the ledger bears all five shares, with a band where donors matter`() throws {
    let figures = try Fixtures.ledger.shares().map(\.figure)
    #expect(
      figures == [
        try measured((12, 14), (12, 14), (12, 14)),
        try measured((111_001, 191_002), (111_001, 191_002), (111_001, 191_002)),
        try measured((36_000, 191_002), (36_000, 191_002), (66_000, 191_002)),
        try measured((71_000, 191_002), (71_000, 191_002), (86_000, 191_002)),
        try measured((4, 10), (4, 10), (6, 11)),
      ])
  }

  @Test func `a merge that raises a share turns the band round`() throws {
    var ledger = Fixtures.ledger
    ledger.merged.smallDonorCount = 7
    #expect(try ledger.shares()[4].figure == measured((7, 10), (6, 11), (7, 10)))
  }

  @Test func `without gifts no share is computed`() throws {
    #expect(try Fixtures.noGifts.shares().allSatisfy { $0.figure == .noGifts })
    #expect(Fixtures.noGifts.averageGiftCents == nil)
  }

  @Test func `sums that contradict each other are refused`() {
    for sum in [\LedgerFigures.smallGiftCents, \.merged.unitemisedCents, \.giftCents] {
      var ledger = Fixtures.ledger
      ledger[keyPath: sum] = 35_999
      #expect(throws: Failure.self) { try ledger.shares() }
    }
  }

  @Test func `itemised rows bear shares 1 and 2, within what refunds leave open`() throws {
    let shares = Fixtures.itemised.shares
    // 4 gifts, 3 small, 3 refunds: one gift is left at the least, small or not.
    #expect(shares[0].figure == (try measured((3, 4), (0, 1), (1, 1))))
    // $300 small less $150 small refunds, of $1,050 less $450; at the least $300 less $450.
    #expect(shares[1].figure == (try measured((15_000, 60_000), (0, 60_000), (30_000, 60_000))))
  }

  @Test func `itemised rows never bear a share that needs all donors`() {
    for share in Fixtures.itemised.shares.dropFirst(2) {
      guard case .notComputable = share.figure else {
        Issue.record("share \(share.question.rawValue) was computed from itemised rows")
        continue
      }
    }
  }

  @Test func `refunds as large as the gifts leave nothing to compute`() {
    var figures = Fixtures.itemised
    figures.refundCents = figures.giftCents
    guard case .notComputable = figures.shares[1].figure else {
      Issue.record("a share of nothing was computed")
      return
    }
    figures.giftCount = 0
    guard case .notComputable(let reason) = figures.shares[0].figure else {
      Issue.record("a share of no gifts was computed")
      return
    }
    #expect(reason.hasPrefix("It holds no gift"))
  }

  @Test func `without refunds the itemised shares have no band`() throws {
    var figures = Fixtures.itemised
    figures.refundCount = 0
    figures.refundCents = 0
    figures.smallRefundCents = 0
    #expect(figures.shares[0].figure == (try measured((3, 4), (3, 4), (3, 4))))
  }

  /// Every subset of six gifts, given back whole.
  @Test func `the itemised band holds every way of linking refunds to gifts`() throws {
    let gifts: [Int64] = [20_000, 5_000, 25_000, 50_000, 10_000, 100_000]
    for subset in 0..<(1 << gifts.count) - 1 {
      let refunded = gifts.indices.filter { subset >> $0 & 1 == 1 }.map { gifts[$0] }
      let kept = gifts.indices.filter { subset >> $0 & 1 == 0 }.map { gifts[$0] }
      var figures = Fixtures.itemised
      figures.giftCount = Int64(gifts.count)
      figures.giftCents = gifts.reduce(0, +)
      figures.smallGiftCount = Int64(gifts.count { $0 <= 25_000 })
      figures.smallGiftCents = gifts.filter { $0 <= 20_000 }.reduce(0, +)
      figures.refundCount = Int64(refunded.count)
      figures.refundCents = refunded.reduce(0, +)
      figures.smallRefundCents = refunded.filter { $0 <= 20_000 }.reduce(0, +)
      let truths = [
        try #require(Ratio(Int64(kept.count { $0 <= 25_000 }), of: Int64(kept.count))),
        try #require(Ratio(kept.filter { $0 <= 20_000 }.reduce(0, +), of: kept.reduce(0, +))),
      ]
      for (share, truth) in zip(figures.shares, truths) {
        guard case .measured(let ratio, let least, let most) = share.figure else {
          Issue.record("share \(share.question.rawValue) was not computed")
          continue
        }
        #expect(least <= truth && truth <= most && least <= ratio && ratio <= most)
        if share.question == .dollarsInSmallGifts { #expect(ratio == truth) }
      }
    }
  }

  private func measured(
    _ ratio: (Int64, Int64), _ least: (Int64, Int64), _ most: (Int64, Int64)
  ) throws -> ShareFigure {
    .measured(
      try #require(Ratio(ratio.0, of: ratio.1)), least: try #require(Ratio(least.0, of: least.1)),
      most: try #require(Ratio(most.0, of: most.1)))
  }
}
