import Foundation
import Modeling

/// Evenings whose waves of invitations go out by the answers to those before.
struct Evenings: Encodable {
  /// In how many of them somebody had no seat.
  var over = 0
  /// In how many the room was full.
  var full = 0
  /// Seats taken of those there are, on average.
  var taken = 0.0
  /// How many evenings there were.
  let evenings: Int

  /// Lets evenings come to pass: the rates of each are drawn from what the host expects of them.
  ///
  /// - Parameters:
  ///   - accept: between which nine evenings in ten lie, of those invited, who accept.
  ///   - come: the same of those who accept, who come.
  init(
    seats: Int, accept: ClosedRange<Double>, come: ClosedRange<Double>, waves: Int, count: Int
  ) {
    evenings = count
    let rates = SeatForecast.Rates(
      accepting: [SharedRate(ninetyPercent: accept)], coming: SharedRate(ninetyPercent: come),
      comingAfterYes: SharedRate(ninetyPercent: come), comingUnannounced: SharedRate(certain: 0))
    let all = Parts.map(count) { evening in
      var lots = Uniforms(seed: UInt64(evening) &* 0x2545_f491_4f6c_dd1d)
      return Self.came(seats, rates, waves, &lots)
    }
    let goals = SeatPlan.Goals()
    over = all.count { $0 > seats }
    full = all.count { Double($0) >= goals.fullShare * Double(seats) }
    taken = all.map { Double(min($0, seats)) }.reduce(0, +) / Double(count)
  }

  /// How many come on one evening.
  private static func came(
    _ seats: Int, _ rates: SeatForecast.Rates, _ waves: Int, _ lots: inout Uniforms
  ) -> Int {
    let (accept, come) = (
      rates.accepting[0].quantile(lots.next()), rates.coming.quantile(lots.next())
    )
    var (known, yes) = (rates, 0)
    for wave in 1...waves {
      var forecast = SeatForecast(seats: seats, rates: known)
      for _ in 0..<yes { forecast.add(.accepted, size: 1) }
      let goals = SeatPlan.Goals()
      var plan = SeatPlan(
        forecast, goals: goals, risk: goals.risk(ofWave: wave, after: wave - 1, of: waves))
      while plan.wantsMore { plan.offer(.invited(group: 0), size: 1) }
      let choice = plan.choice(isLast: wave == waves, hasMore: true, preference: .neverOver)
      let accepted = (0..<(choice.invitations ?? 0)).map { _ in lots.next() < accept }
      known.accepting[0] = known.accepting[0].given(
        accepted.map { (chance: rates.usual[0], saidYes: $0) }, usual: rates.usual[0])
      yes += accepted.count { $0 }
    }
    return (0..<yes).count { _ in lots.next() < come }
  }
}
