import RealModule

extension SubgroupDiscovery {
  /// Groups who give more, or whom a contact moves more, found in one half and confirmed in the other.
  ///
  /// Where it is confirmed, a mean's chance is that of a group of as many drawn by lot from the same people; an
  /// uplift's goes by the normal distribution. The search's `quality` has no say: groups are ordered by
  /// standard errors above everyone else.
  ///
  /// - Parameters:
  ///   - isFirstHalf: those among whom groups are searched for, whole households.
  /// - Precondition: amounts are at least 0.
  public func findings(
    _ traits: [Trait], _ outcome: MeasuredOutcome, isFirstHalf: RowSet
  ) -> [Finding] {
    let halves = (
      Half(traits, isFirstHalf.members, outcome.part),
      Half(traits, isFirstHalf.others, outcome.part)
    )
    let groups = MeasuredSearch(
      leastGain: search.leastGain, depth: search.depth, minimumSize: search.minimumSize,
      threads: search.threads
    ).best(Self.candidates, of: halves.0.traits, halves.0.outcome, lots: lots, seed: seed)
    let measure = Measure(outcome)
    let (all, second) = (outcome.sums(), halves.1.outcome.sums())
    let ranked = groups.map {
      group -> (
        group: MeasuredSearch.Group, rows: RowSet, confirmed: MeasuredSums, evidence: Double
      )
      in
      let rows = Self.rows(group.traits, halves.1.traits)
      let confirmed = halves.1.outcome.sums(of: rows)
      return (group, rows, confirmed, measure.root(group.sums + confirmed, of: all))
    }.sorted {
      ($1.evidence, $0.group.traits.count) < ($0.evidence, $1.group.traits.count)
    }
    let kept = distinct(ranked) { Self.rows($0.group.traits, halves.0.traits) }
    let confirming = Measure(halves.1.outcome)
    let chances = kept.map { found in
      switch halves.1.outcome {
      case .amounts(let amounts):
        LotChance(amounts, seed: seed).of(Int(found.confirmed.size), atLeast: found.confirmed.total)
      case .uplift: Self.upperTail(confirming.root(found.confirmed, of: second))
      }
    }
    let everyone = halves.1.outcome.share(of: RowSet(rows: halves.1.outcome.rows) { _ in true })
    return zip(kept, Self.holm(chances)).map { found, p in
      let value = measure.kind.value(found.confirmed) ?? everyone.rate
      let error = halves.1.outcome.standardError(of: found.rows, measure, found.confirmed)
      let size = Double(found.confirmed.size)
      return Finding(
        traits: found.group.traits,
        found: halves.0.outcome.share(of: Self.rows(found.group.traits, halves.0.traits)),
        familyWiseP: found.group.familyWiseP ?? 1,
        confirmed: halves.1.outcome.share(of: found.rows), everyone: everyone,
        interval: value - normal975 * error...value + normal975 * error,
        shrunkenRate: (size * value + prior * everyone.rate) / (size + prior), confirmedP: p)
    }
  }

}

extension MeasuredOutcome {
  /// What is counted and measured of some people.
  public func share(of rows: RowSet) -> SubgroupDiscovery.Share {
    let sums = sums(of: rows)
    let positives =
      switch self {
      case .amounts(let amounts): amounts.indices.count { amounts[$0] > 0 && rows.contains($0) }
      case .uplift: Int(sums.total)
      }
    return SubgroupDiscovery.Share(
      size: Int(sums.size), positives: positives, measured: kind.value(sums) ?? 0)
  }
}

extension MeasuredOutcome {
  /// The standard error of a group's mean or uplift.
  fileprivate func standardError(
    of rows: RowSet, _ measure: Measure, _ sums: MeasuredSums
  ) -> Double {
    guard case .amounts(let amounts) = self else { return measure.variance(sums).squareRoot() }
    let own = amounts.indices.filter(rows.contains).map { Double(amounts[$0]) }
    guard own.count > 1 else { return 0 }
    let mean = own.reduce(0, +) / Double(own.count)
    let squares = own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(own.count - 1) / Double(own.count)).squareRoot()
  }
}

/// How often a group of so many, drawn by lot from some people, gives as much as one that was found.
private struct LotChance {
  private let rows: Int
  private let amounts: [Int64]
  private let seed: UInt64

  init(_ amounts: [Int64], seed: UInt64) {
    rows = amounts.count
    self.amounts = amounts.filter { $0 > 0 }
    self.seed = seed
  }

  /// The share of lots, the one found among them.
  func of(_ size: Int, atLeast total: Int64) -> Double {
    // As many as take about as long whatever the people.
    let lots = min(9_999, max(999, 40_000_000 / max(1, amounts.count)))
    var random = SplitMix64(seed: seed)
    var above = 0
    for _ in 0..<lots {
      // Each amount falls into the group with the chance that is left to it.
      var (room, left, sum) = (size, rows, Int64(0))
      for amount in amounts {
        if random.below(left) < room {
          room -= 1
          sum += amount
        }
        left -= 1
      }
      if sum >= total { above += 1 }
    }
    return Double(above + 1) / Double(lots + 1)
  }
}
