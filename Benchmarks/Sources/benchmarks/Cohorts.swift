import Foundation
import Modeling

/// People of a set of bits: a line a person, `0` and `1` a trait, the last the outcome.
struct CohortPeople {
  let traits: [Trait]
  let target: RowSet

  init(path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    guard let width = bytes.firstIndex(of: 10), width > 1 else { throw UsageError(usage) }
    let rows = bytes.count / (width + 1)
    func rowSet(_ column: Int) -> RowSet {
      RowSet(rows: rows) { bytes[$0 * (width + 1) + column] == 49 }
    }
    traits = (0..<width - 1).map { Trait("t\($0)", column: $0, rows: rowSet($0)) }
    target = rowSet(width - 1)
  }
}

struct CohortTimes: Encodable {
  var seconds: [Double] = []
  var qualities: [Double] = []
}

/// Times a search for the ten best groups.
func timeSearch(
  _ path: String, _ quality: SubgroupQuality, depth: Int, threads: Int, count: Int
) throws -> CohortTimes {
  let people = try CohortPeople(path: path)
  let search = SubgroupSearch(quality: quality, depth: depth, minimumSize: 1, threads: threads)
  var times = CohortTimes()
  for _ in 0..<count {
    let start = DispatchTime.now()
    let best = search.best(10, of: people.traits, target: people.target)
    times.seconds.append(
      Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9)
    times.qualities = best.map(\.quality)
  }
  return times
}

struct CohortShares: Encodable {
  /// How often the planted group is first, and how often it also holds up.
  var first = 0
  var firstHoldsUp = 0
  /// How often anything is significant where it was searched, and holds up in both halves.
  var significant = 0
  var holdsUp = 0
  var runs = 0

  mutating func add(_ findings: [SubgroupDiscovery.Finding], _ traits: [Trait]) {
    runs += 1
    if let found = findings.first,
      Set(found.traits.map { traits[$0].name }) == MadeUpPeople.plantedTraits
    {
      first += 1
      if found.holdsUp { firstHoldsUp += 1 }
    }
    if findings.contains(where: { $0.familyWiseP <= 0.05 }) { significant += 1 }
    if findings.contains(where: \.holdsUp) { holdsUp += 1 }
  }
}

/// Searches made-up people again and again: of women of the west aged 40 to 49 a planted share has the
/// outcome, of the others one in `others`.
func searchPlanted(rows: Int, rate: Double, planted: Double, lots: Int, runs: Int) -> CohortShares {
  var shares = CohortShares()
  for run in 0..<runs {
    var uniforms = Uniforms(seed: UInt64(run) &* 7_919 &+ 20_260_901)
    let people = MadeUpPeople(rows, &uniforms)
    let target = people.lot(planted: planted, others: rate, &uniforms)
    let isSearched = people.searched(&uniforms)
    let traits = TraitMaker(minimumSize: rows / 200).traits(of: people.frame)
    let findings = SubgroupDiscovery(
      search: SubgroupSearch(
        quality: .evidence, leastGain: 2, depth: 3, minimumSize: max(20, rows / 400)),
      lots: lots, seed: UInt64(run)
    ).findings(
      traits, target: target, isSearched: isSearched, households: people.households)
    shares.add(findings, traits)
  }
  return shares
}
