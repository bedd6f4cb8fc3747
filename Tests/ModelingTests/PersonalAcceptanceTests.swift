import Foundation
import Modeling
import Testing

/// What a person's own answers say of the next.
@Suite struct PersonalAcceptanceTests {
  /// People who are invited to three formats now and then.
  private struct World {
    var people: [FormatPreference.Invitations] = []
    var groups: [Int] = []
    /// The chance of each to accept each format.
    var chances: [[Double]] = []

    /// - Parameters:
    ///   - liking: how far people differ, in log odds.
    ///   - taste: how far what one of them thinks of formats differs.
    init(liking: Double, taste: Double, seed: UInt64, people count: Int = 3_000) {
      var random = Generator(seed: seed)
      for number in 0..<count {
        let person = liking * random.bell()
        var (invited, came, chances) = ([Int](), [Int](), [Double]())
        for usual in [-1.0, -0.3, -2.0] {
          let odds = exp(usual + person + taste * random.bell())
          let chance = odds / (1 + odds)
          let times = Int(random.uniform() * 4)
          invited.append(times)
          came.append((0..<times).count { _ in random.uniform() < chance })
          chances.append(chance)
        }
        people.append(.init(invited: invited, came: came))
        groups.append(number % 2)
        self.chances.append(chances)
      }
    }

    func mean(_ format: Int) -> Double {
      chances.map { $0[format] }.reduce(0, +) / Double(chances.count)
    }

    /// The mean log loss of the next answers, and of the rates alone; and how far the mean chance is off.
    func losses(_ acceptance: PersonalAcceptance) -> (own: Double, rates: Double, bias: Double) {
      var (own, rates, bias) = (0.0, 0.0, 0.0)
      for (place, person) in people.enumerated() {
        for format in 0..<3 {
          let (truth, rate) = (chances[place][format], mean(format))
          let told = acceptance.chance(
            of: person, group: groups[place], format: format, rate: rate)
          own += Self.loss(told, truth)
          rates += Self.loss(rate, truth)
          bias += told - truth
        }
      }
      let count = Double(3 * people.count)
      return (own / count, rates / count, bias / count)
    }

    private static func loss(_ told: Double, _ truth: Double) -> Double {
      -truth * log(told) - (1 - truth) * log(1 - told)
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `where people differ their answers tell the next, and no more than they may`(
    seed: UInt64
  ) {
    let world = World(liking: 0.8, taste: 0, seed: seed)
    let acceptance = PersonalAcceptance(world.people, groups: world.groups)
    #expect((0.07...0.15).contains(acceptance.likeness) && acceptance.taste < 0.05)
    let losses = world.losses(acceptance)
    #expect(losses.own < losses.rates - 0.01)
    #expect(abs(losses.bias) < 0.005)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `a taste for a format says little of the others`(seed: UInt64) {
    let world = World(liking: 0.3, taste: 1, seed: seed)
    let acceptance = PersonalAcceptance(world.people, groups: world.groups)
    #expect(acceptance.taste > 0.1 && acceptance.likeness < 0.06)
    let losses = world.losses(acceptance)
    #expect(losses.own < losses.rates - 0.01)
    let fond = FormatPreference.Invitations(invited: [0, 3, 0], came: [0, 3, 0])
    let own = acceptance.chance(of: fond, group: 0, format: 1, rate: 0.4)
    let other = acceptance.chance(of: fond, group: 0, format: 0, rate: 0.4)
    #expect(own > 0.55 && other < 0.5 && other >= 0.4)
  }

  @Test func `where answers don't repeat themselves everyone has the rate, nearly always`() {
    let moved = (0..<40).count { seed in
      let world = World(liking: 0, taste: 0, seed: UInt64(100 + seed), people: 600)
      let acceptance = PersonalAcceptance(world.people, groups: world.groups)
      return acceptance.chance(of: world.people[0], group: 0, format: 0, rate: 0.3) != 0.3
    }
    #expect(moved <= 4)
  }

  /// The numbers by hand: with one format the prediction is the posterior mean of a beta binomial.
  @Test func `of one format it is the mean of a beta distribution`() {
    var people: [FormatPreference.Invitations] = []
    // Of each hundred who were asked twice, 30 came twice, 40 once and 30 never: a rate of 1/2, and a
    // correlation of (30 + 30 - 40) / 100 = 1/5.
    for (came, count) in [(2, 300), (1, 400), (0, 300)] {
      people += Array(repeating: .init(invited: [2], came: [came]), count: count)
    }
    let acceptance = PersonalAcceptance(people, groups: people.map { _ in 0 })
    #expect(abs(acceptance.likeness + acceptance.taste - 0.2) < 1e-12)
    // A beta distribution with 1 / 0.2 - 1 = 4 answers' worth of the rate.
    for (invited, came) in [(1, 0), (1, 1), (3, 2), (6, 0)] {
      let told = acceptance.chance(
        of: .init(invited: [invited], came: [came]), group: 0, format: 0, rate: 0.5)
      #expect(abs(told - (Double(came) + 4 * 0.5) / (Double(invited) + 4)) < 1e-12)
    }
    let never = FormatPreference.Invitations(invited: [0], came: [0])
    #expect(acceptance.chance(of: never, group: 0, format: 0, rate: 0.23) == 0.23)
    // Nobody, and a group without anybody, are no reason to stop.
    let nobody = PersonalAcceptance([], groups: [])
    #expect(nobody.chance(of: never, group: 0, format: 0, rate: 0.4) == 0.4)
    #expect(acceptance.chance(of: people[0], group: 1, format: 0, rate: 0.4) == 0.4)
  }
}
