import RealModule

/// What people who weren't searched say of the groups that were found.
///
/// A group holds up where it has more of the outcome than everyone else, and than the others of each of
/// its generalisations by one trait: else a trait that adds nothing would ride on one that does. Nor may
/// it be told by another group that holds up: without that one's people, the rest must still stand above everyone else.
struct Confirmation: Sendable {
  /// A group.
  struct Group: Sendable {
    /// Whether the search says that it is no accident.
    let isSignificant: Bool
    /// Its rows among those searched.
    let searched: RowSet
    /// Its rows among the others, and those of each generalisation by one trait.
    let rows: RowSet
    let generals: [RowSet]
  }

  /// What is said of one.
  struct Verdict: Sendable {
    /// The chance of as much where it is like everyone else, corrected.
    var everyoneP: Double
    /// The same, of standing above the others of each generalisation too.
    var confirmedP: Double
    /// The group by which it is told.
    var toldBy: Int?
  }

  /// Amounts, 1 of who has an outcome; or an experiment.
  let outcome: MeasuredOutcome
  let households: Households
  let seed: UInt64
  let threads: Int

  static let level = 0.05

  /// The verdicts on groups, the strongest of the search first.
  func verdicts(_ groups: [Group]) -> [Verdict] {
    let everyone = RowSet.all(households.ofRow.count)
    let questions = groups.flatMap { group in
      [(group.rows, everyone)] + group.generals.map { (group.rows, $0) }
    }
    let chances = Parts.map(questions.count, threads: threads) { question in
      chance(of: questions[question].0, within: questions[question].1)
    }
    var (above, all) = ([Double](), [Double]())
    var next = 0
    for group in groups {
      let own = chances[next...next + group.generals.count]
      above.append(chances[next])
      all.append(own.max() ?? 1)
      next += own.count
    }
    // Groups that the search calls no findings weren't asked about: they don't dilute the others.
    let significant = groups.indices.filter { groups[$0].isSignificant }
    func corrected(_ chances: [Double]) -> [Double] {
      var corrected = SubgroupDiscovery.holm(chances)
      let own = SubgroupDiscovery.holm(significant.map { chances[$0] })
      for (place, p) in zip(significant, own) { corrected[place] = p }
      return corrected
    }
    var verdicts = zip(corrected(above), corrected(all)).map {
      Verdict(everyoneP: $0, confirmedP: $1, toldBy: nil)
    }
    let standing = significant.filter { verdicts[$0].confirmedP <= Self.level }
    for (place, teller) in tellers(groups, standing) { verdicts[place].toldBy = teller }
    return verdicts
  }

  /// By which group each of some is told, of those that are.
  private func tellers(_ groups: [Group], _ standing: [Int]) -> [Int: Int] {
    let level = Self.level / Double(max(1, standing.count))
    let everyone = RowSet.all(households.ofRow.count)
    var tellers: [Int: Int] = [:]
    var held: [Int] = []
    for (order, place) in standing.enumerated() {
      let group = groups[place]
      let before = held.filter { !groups[$0].rows.intersection(group.rows).isEmpty }
      let within = standing[(order + 1)...].filter { other in
        let narrower = groups[other].searched
        return 2 * narrower.intersection(group.searched).count > narrower.count
      }
      if !before.isEmpty, !adds(group, to: before.map { groups[$0].rows }, everyone, level) {
        tellers[place] = before.max {
          groups[$0].searched.overlap(group.searched) < groups[$1].searched.overlap(group.searched)
        }
      } else if let inner = within.first(where: { other in
        chance(
          of: group.rows.subtracting(groups[other].rows),
          within: everyone.subtracting(groups[other].rows)) > level
      }) {
        tellers[place] = inner
      } else {
        held.append(place)
      }
    }
    // One that is told itself passes on to its teller.
    for place in tellers.keys {
      while let teller = tellers[place], let further = tellers[teller] { tellers[place] = further }
    }
    return tellers
  }

  /// Whether a group says more than those before it: its other people stand above everyone else, or its
  /// people stand above the others of each of those.
  private func adds(
    _ group: Group, to others: [RowSet], _ everyone: RowSet, _ level: Double
  ) -> Bool {
    let told = others.reduce(into: RowSet(rows: everyone.rows) { _ in false }) { $0.formUnion($1) }
    if chance(of: group.rows.subtracting(told), within: everyone.subtracting(told)) <= level / 2 {
      return true
    }
    return others.allSatisfy {
      chance(of: group.rows.intersection($0), within: $0) <= level / 2
    }
  }

  /// The one-sided chance that a group has so much more than the others of a larger one.
  func chance(of group: RowSet, within scope: RowSet) -> Double {
    let own = group.intersection(scope)
    let others = scope.subtracting(own)
    guard !own.isEmpty, !others.isEmpty else { return 1 }
    switch outcome {
    case .amounts(let amounts):
      return HouseholdLots(households, within: scope) { amounts[$0] > 0 }
        .chance(of: own, seed: seed) { amounts[$0] }
    case .uplift(let treated, let responded):
      let arms = UpliftArms(treated: treated, responded: responded)
      guard let root = arms.root(own, others, households) else { return 1 }
      return 0.5 * Double.erfc(root / 2.0.squareRoot())
    }
  }
}

/// The uplift of groups with errors that know of households.
struct UpliftArms {
  let treated: RowSet
  let responded: RowSet

  /// An uplift, and its variance: each arm's chance drawn in by half a person of either kind, times what
  /// households add.
  func told(_ rows: RowSet, _ households: Households) -> (uplift: Double, variance: Double)? {
    guard let own = Arms(rows, self) else { return nil }
    let effect = households.designEffect(of: own.rows) { own.residual($0, self) }
    return (own.uplift, own.variance * effect)
  }

  /// How many standard errors a group lies above others; nil where an arm is too small.
  func root(_ rows: RowSet, _ others: RowSet, _ households: Households) -> Double? {
    guard let own = Arms(rows, self), let rest = Arms(others, self) else { return nil }
    let effect = households.designEffect(of: own.rows + rest.rows) { row in
      rows.contains(row) ? own.residual(row, self) : -rest.residual(row, self)
    }
    return (own.uplift - rest.uplift) / ((own.variance + rest.variance) * effect).squareRoot()
  }

  private struct Arms {
    let rows: [Int]
    let size: (treated: Double, control: Double)
    let rate: (treated: Double, control: Double)
    let variance: Double

    var uplift: Double { rate.treated - rate.control }

    init?(_ set: RowSet, _ arms: UpliftArms) {
      rows = set.members
      let sums = MeasuredOutcome.uplift(treated: arms.treated, responded: arms.responded)
        .sums(of: set)
      guard Measure.Kind.uplift.value(sums) != nil else { return nil }
      size = (Double(sums.treated), Double(sums.size - sums.treated))
      rate = (
        Double(sums.treatedTotal) / size.treated,
        Double(sums.total - sums.treatedTotal) / size.control
      )
      variance = Measure.upliftVariance(sums)
    }

    func residual(_ row: Int, _ arms: UpliftArms) -> Double {
      let response = arms.responded.contains(row) ? 1.0 : 0
      return arms.treated.contains(row)
        ? (response - rate.treated) / size.treated : (rate.control - response) / size.control
    }
  }
}
