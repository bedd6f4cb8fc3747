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
  var first = 0
  var significant = 0
  var holdsUp = 0
  var runs = 0
}

/// Searches made-up people again and again: of women of the west aged 40 to 49 a planted share has the
/// outcome, of the others one in `others`.
func searchPlanted(rows: Int, rate: Double, planted: Double, lots: Int, runs: Int) -> CohortShares {
  var shares = CohortShares()
  for run in 0..<runs {
    var generator = Uniforms(seed: UInt64(run) &* 7_919 &+ 20_260_901)
    let people = madeUp(rows, rate: rate, planted: planted, &generator)
    let traits = TraitMaker(minimumSize: rows / 200).traits(of: people.frame)
    let findings = SubgroupDiscovery(
      search: SubgroupSearch(
        quality: .evidence, leastGain: 2, depth: 3, minimumSize: max(20, rows / 400)),
      lots: lots, seed: UInt64(run)
    ).findings(traits, target: people.target, isFirstHalf: people.half)
    shares.runs += 1
    if let first = findings.first,
      Set(first.traits.map { traits[$0].name }) == ["sex F", "region west", "age 40 to 49"]
    {
      shares.first += 1
    }
    if findings.contains(where: { $0.familyWiseP <= 0.05 }) { shares.significant += 1 }
    if findings.contains(where: \.holdsUp) { shares.holdsUp += 1 }
  }
  return shares
}

private struct Uniforms {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
  }

  mutating func below(_ bound: Int) -> Int { Int(next() * Double(bound)) }
}

private func madeUp(
  _ rows: Int, rate: Double, planted: Double, _ uniforms: inout Uniforms
) -> (frame: RawFrame, target: RowSet, half: RowSet) {
  let sex = (0..<rows).map { _ in Int32(uniforms.below(2)) }
  let region = (0..<rows).map { _ in Int32(uniforms.below(4)) }
  let party = (0..<rows).map { _ in Int32(uniforms.below(4)) }
  let giving = (0..<rows).map { _ in Int32(max(0, uniforms.below(7) - 3)) }
  let age = (0..<rows).map { _ in Double(18 + uniforms.below(70)) }
  var columns: [(String, RawColumn)] = [
    ("sex", .categorical(codes: sex, levels: ["F", "M"])),
    ("region", .categorical(codes: region, levels: ["north", "south", "east", "west"])),
    ("party", .categorical(codes: party, levels: ["A", "B", "C", "D"])),
    ("giving", .categorical(codes: giving, levels: ["none", "small", "middle", "large"])),
    ("age", .numeric(age)),
  ]
  for tag in 0..<4 {
    columns.append(("tag \(tag)", .numeric((0..<rows).map { _ in uniforms.next() < 0.3 ? 1 : 0 })))
  }
  let target = RowSet(rows: rows) { row in
    let isPlanted = sex[row] == 0 && region[row] == 3 && age[row] >= 40 && age[row] < 50
    return uniforms.next() < (isPlanted ? planted : rate)
  }
  return (
    RawFrame(rows: rows, columns: columns), target,
    RowSet(rows: rows) { _ in uniforms.below(2) == 0 }
  )
}
