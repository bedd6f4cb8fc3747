import Foundation
import Modeling

struct TwinShares: Encodable {
  var first = 0
  var topThree = 0
  /// How often the star whom half of the people like is first.
  var decoyFirst = 0
  var runs = 0
  /// Fans in the region of the least and the most liked star but the decoy, over all runs.
  var fewestFans = Int.max
  var mostFans = 0
}

/// Looks for a planted twin again and again: a star draws women of 40 to 49 in the west at six times the rate
/// of others, its twin draws them in the east.
///
/// Beside the twin stand a star whom half of the people like, five who draw a part of what the star draws or
/// its neighbours, and eight who draw a cohort by lot. How well a star is known is drawn too, so that of all but
/// the one whom half like the rates differ tenfold.
func searchTwins(rows: Int, runs: Int) -> TwinShares {
  var shares = TwinShares()
  for run in 0..<runs {
    var uniforms = Uniforms(seed: UInt64(run) &* 7_919 &+ 20_261_201)
    let people = MadeUpPeople(rows, &uniforms)
    let frame = people.frame
    let traits = TraitMaker(minimumSize: 2 * max(20, rows / 400)).traits(of: frame).filter {
      frame.names[$0.column] != "region"
    }
    var appeals: [Appeal] = [
      Appeal(sex: 0, decade: 4, region: 3), Appeal(sex: 0, decade: 4, region: 2), Appeal(),
      Appeal(sex: 0, decade: 3), Appeal(sex: 0, decade: 5), Appeal(sex: 1, decade: 4),
      Appeal(sex: 0), Appeal(decade: 4),
    ]
    for _ in 0..<8 { appeals.append(Appeal.drawn(&uniforms)) }
    let fans = appeals.enumerated().map { index, appeal in
      people.fans(of: appeal, rate: index == 2 ? 0.5 : 0.01 * pow(10, uniforms.next()), &uniforms)
    }
    let east = RowSet(rows: rows) { people.region[$0] == 2 }
    let matches = LookAlike(traits, rows: rows, smallest: 100).matches(
      fans[0], home: RowSet(rows: rows) { _ in true }, others: Array(fans.dropFirst()),
      region: east,
      least: 20, resamples: 0)
    shares.runs += 1
    if matches.first?.star == 0 { shares.first += 1 }
    if matches.first?.star == 1 { shares.decoyFirst += 1 }
    if matches.prefix(3).contains(where: { $0.star == 0 }) { shares.topThree += 1 }
    let counts = matches.filter { $0.star != 1 }.map(\.fans)
    shares.fewestFans = min(shares.fewestFans, counts.min() ?? .max)
    shares.mostFans = max(shares.mostFans, counts.max() ?? 0)
  }
  return shares
}

/// Whom a star draws at six times the rate of others: those of a sex, of ten years of age, of a party, in a
/// region, where each is given; nobody more than others where none is.
private struct Appeal {
  var sex: Int32?
  var decade: Int?
  var party: Int32?
  var region: Int32?

  /// A cohort by lot, never the star's own.
  static func drawn(_ uniforms: inout Uniforms) -> Appeal {
    while true {
      let appeal = Appeal(
        sex: Int32(uniforms.below(2)), decade: 2 + uniforms.below(6),
        party: uniforms.below(2) == 0 ? nil : Int32(uniforms.below(4)))
      if appeal.sex != 0 || appeal.decade != 4 { return appeal }
    }
  }

  func draws(_ row: Int, of people: MadeUpPeople) -> Bool {
    guard sex != nil || decade != nil else { return false }
    return (sex ?? people.sex[row]) == people.sex[row]
      && (decade ?? Int(people.age[row]) / 10) == Int(people.age[row]) / 10
      && (party ?? people.party[row]) == people.party[row]
      && (region ?? people.region[row]) == people.region[row]
  }
}

extension MadeUpPeople {
  fileprivate func fans(
    of appeal: Appeal, rate: Double, _ uniforms: inout Uniforms
  ) -> RowSet {
    RowSet(rows: frame.rows) { row in
      uniforms.next() < (appeal.draws(row, of: self) ? min(0.9, 6 * rate) : rate)
    }
  }
}
