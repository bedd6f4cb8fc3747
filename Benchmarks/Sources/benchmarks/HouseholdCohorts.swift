import Foundation
import Modeling

/// What is made of made-up people whose groups of nothing, or of one trait, could be told as findings.
enum MadeUpTrap: String {
  /// Nothing is planted, but pairs live together, share region, party and what they give, and are alike in the
  /// outcome.
  case pairs
  /// The same by dollars; of who pays, amounts are each one's own.
  case dollars
  /// The same of an experiment by household that moves nobody.
  case uplift
  /// One in five women has the outcome and one in ten men: no other trait matters.
  case women
}

struct TrapShares: Encodable {
  /// How often anything is significant where it was searched, and holds up.
  var significant = 0
  var holdsUp = 0
  /// How often a group holds up that isn't what was planted, and how often that does.
  var parasites = 0
  var planted = 0
  var runs = 0
}

/// Searches made-up people again and again for what isn't there.
func searchTraps(
  _ trap: MadeUpTrap, rows: Int, correlation: Double, lots: Int, runs: Int
) -> TrapShares {
  var shares = TrapShares()
  for run in 0..<runs {
    var uniforms = Uniforms(seed: UInt64(run) &* 7_919 &+ 20_261_129)
    let people = MadeUpPeople(rows, together: trap == .women ? 1 : 2, &uniforms)
    // Of pairs what they share, and their sex: of more traits of one's own, chance would be those'.
    let traits = TraitMaker(minimumSize: rows / 200).traits(of: people.frame).filter {
      trap == .women
        || ["sex", "region", "party", "giving"].contains(people.frame.names[$0.column])
    }
    let discovery = SubgroupDiscovery(
      search: SubgroupSearch(
        quality: .evidence, leastGain: 2, depth: 3, minimumSize: max(20, rows / 400)),
      lots: lots, seed: UInt64(run))
    let isSearched = people.searched(&uniforms)
    let answered = people.lot(0.1, correlation: correlation, &uniforms)
    func of(_ outcome: MeasuredOutcome) -> [SubgroupDiscovery.Finding] {
      discovery.findings(traits, outcome, isSearched: isSearched, households: people.households)
    }
    func of(_ target: RowSet) -> [SubgroupDiscovery.Finding] {
      discovery.findings(
        traits, target: target, isSearched: isSearched, households: people.households)
    }
    let findings =
      switch trap {
      case .pairs: of(answered)
      case .women:
        of(
          RowSet(rows: rows) { row in uniforms.next() < (people.sex[row] == 0 ? 0.2 : 0.1) })
      case .dollars:
        of(
          .amounts(
            (0..<rows).map { row in
              let gift = uniforms.gift()
              return answered.contains(row) ? max(100, gift) : 0
            }))
      case .uplift:
        of(
          .uplift(
            treated: people.lot(0.5, correlation: 1, &uniforms), responded: answered))
      }
    shares.runs += 1
    if findings.contains(where: { $0.familyWiseP <= 0.05 }) { shares.significant += 1 }
    let holding = findings.filter(\.holdsUp)
    if !holding.isEmpty { shares.holdsUp += 1 }
    let names = holding.map { finding in finding.traits.map { traits[$0].name } }
    if names.contains(where: { $0 != ["sex F"] }) { shares.parasites += 1 }
    if names.contains(["sex F"]) { shares.planted += 1 }
  }
  return shares
}

/// How often an interval of dollars holds the mean that gifts by lot have, of groups of so many people: the
/// others, of whom three in a hundred pay, show how far gifts scatter.
func coverDollars(people: Int, rate: Double, deviation: Double, runs: Int) -> Double {
  var covered = 0
  for run in 0..<runs {
    var uniforms = Uniforms(seed: UInt64(run) &* 7_919 &+ 20_261_130)
    let amounts = (0..<people + 6_000).map { row -> Int64 in
      let pays = uniforms.next() < (row < people ? rate : 0.03)
      let gift = uniforms.gift(deviation: deviation)
      return pays ? max(1, gift) : 0
    }
    let interval = GroupInterval(.alone(amounts.count), amounts).mean(Array(0..<people))
    if interval.contains(rate * 5_000 * exp(deviation * deviation / 2)) { covered += 1 }
  }
  return Double(covered) / Double(runs)
}
