extension SubgroupDiscovery {
  /// Groups who give more, or whom a contact moves more, found in one part and confirmed among the others.
  ///
  /// Among the others a mean's chance is that of what lots deal the same people, household by household; an
  /// uplift's goes by the normal distribution with errors that know of households. The search's `quality` has
  /// no say: groups are ordered by standard errors above everyone else.
  ///
  /// - Parameters:
  ///   - isSearched: those among whom groups are searched for, whole households.
  ///   - households: who lives, or is treated, together; nil where everyone is alone.
  /// - Precondition: amounts are at least 0.
  public func findings(
    _ traits: [Trait], _ outcome: MeasuredOutcome, isSearched: RowSet,
    households: Households? = nil
  ) -> [Finding] {
    discover(traits, outcome, isSearched: isSearched, households: households).findings
  }

  /// The same, where the ends of ranges that were found may be moved.
  ///
  /// - Parameter edges: how; a trait that was moved has no name yet.
  public func discover(
    _ traits: [Trait], _ outcome: MeasuredOutcome, isSearched: RowSet,
    households: Households? = nil, edges: MovableEdges = .none
  ) -> Discovered {
    var parts = Parted(traits, isSearched, households ?? .alone(outcome.rows), outcome.part)
    let searched = parts.searched
    let groups = MeasuredSearch(
      leastGain: search.leastGain, depth: search.depth, minimumSize: search.minimumSize,
      threads: search.threads
    ).best(
      Self.candidates, of: searched.traits, searched.outcome, lots: lots, seed: seed,
      households: searched.households)
    let measure = Measure(searched.outcome)
    var kept = distinct(
      groups.map { group in
        Kept(
          traits: group.traits, familyWiseP: group.familyWiseP ?? 1, quality: group.quality,
          found: searched.outcome.share(of: Self.rows(group.traits, searched.traits)))
      }, searched.traits,
      root: { measure.root(searched.outcome.sums(of: $0), of: searched.outcome.sums(of: $1)) })
    var all = traits
    if let least = search.leastGain, !edges.columns.isEmpty {
      let move = EdgeMove(
        outcome: searched.outcome, rows: searched.rows, root: { measure.root($0, of: $1) },
        least: least, minimumSize: search.minimumSize)
      kept = moved(kept, &all, &parts, move, edges) { searched.outcome.share(of: $0) }
    }
    let (others, together) = (parts.others.outcome, parts.others.households)
    let share = { (rows: RowSet) in others.share(of: rows) }
    switch others {
    case .amounts(let amounts):
      let interval = GroupInterval(together, amounts)
      return (
        told(
          kept, parts, others, share: share, interval: { rows, _ in interval.mean(rows.members) }),
        all
      )
    case .uplift(let treated, let responded):
      let arms = UpliftArms(treated: treated, responded: responded)
      return (
        told(
          kept, parts, others, share: share,
          interval: { rows, share in
            // An arm too small says nothing.
            guard let told = arms.told(rows, together) else { return -1...1 }
            let error = normal975 * told.variance.squareRoot()
            return max(-1, told.uplift - error)...min(1, told.uplift + error)
          }), all
      )
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
