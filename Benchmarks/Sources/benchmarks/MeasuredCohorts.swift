import Foundation
import Modeling

/// What is measured of made-up people: what they pay, or what a contact by lot moves.
enum MadeUpMeasure: String {
  /// Three in a hundred pay, by the planted share of the planted group; amounts are as skewed as gifts.
  case dollars
  /// One in ten responds; the contact of every second adds the planted share in the planted group, and nothing to others.
  case uplift

  func outcome(
    of people: MadeUpPeople, planted: Double, _ uniforms: inout Uniforms
  ) -> MeasuredOutcome {
    let rows = people.frame.rows
    switch self {
    case .dollars:
      return .amounts(
        (0..<rows).map { row in
          // Drawn of everyone, so that what is planted moves no other draw.
          let pays = uniforms.next() < (people.isPlanted(row) ? planted : 0.03)
          let gift = uniforms.gift()
          return pays ? max(100, gift) : 0
        })
    case .uplift:
      let treated = RowSet(rows: rows) { _ in uniforms.below(2) == 0 }
      let responded = RowSet(rows: rows) { row in
        let added = treated.contains(row) && people.isPlanted(row) ? planted : 0
        return uniforms.next() < 0.1 + added
      }
      return .uplift(treated: treated, responded: responded)
    }
  }
}

/// Searches made-up people again and again for the planted group by what is measured of them.
func searchMeasured(
  _ measure: MadeUpMeasure, rows: Int, planted: Double, lots: Int, runs: Int
) -> CohortShares {
  var shares = CohortShares()
  for run in 0..<runs {
    var uniforms = Uniforms(seed: UInt64(run) &* 7_919 &+ 20_261_102)
    let people = MadeUpPeople(rows, &uniforms)
    let outcome = measure.outcome(of: people, planted: planted, &uniforms)
    let traits = TraitMaker(minimumSize: rows / 200).traits(of: people.frame)
    let findings = SubgroupDiscovery(
      search: SubgroupSearch(
        quality: .evidence, leastGain: 2, depth: 3, minimumSize: max(20, rows / 400)),
      lots: lots, seed: UInt64(run)
    ).findings(
      traits, outcome, isSearched: people.searched(&uniforms), households: people.households)
    shares.add(findings, traits)
  }
  return shares
}
