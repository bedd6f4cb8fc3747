import Testing

@testable import Modeling

/// Seats taken: rates that all people of an evening share, and how many to invite.
///
/// Reference values: Reference/seats.py (scipy 1.17).
@Suite struct SeatTests {
  private static let sure = SharedRate(certain: 1)

  /// A rate spread as a beta distribution of mean .24 and strength 100.
  private static let spread: SharedRate = {
    let grid = RateGrid.shared
    return SharedRate(weights: grid.beta(mean: 0.24, strength: 100))
  }()

  private static func rates(
    _ accepting: SharedRate, coming: SharedRate = sure, unannounced: Double = 0.02
  ) -> SeatForecast.Rates {
    SeatForecast.Rates(
      accepting: [accepting], coming: coming, comingAfterYes: coming,
      comingUnannounced: SharedRate(certain: unannounced))
  }

  /// Rates of an evening to which nobody comes without a yes.
  private static let evening = rates(
    spread, coming: SharedRate(ninetyPercent: 0.85...0.95), unannounced: 0)

  private static func forecast(
    seats: Int, people: Int, size: Int = 1, _ rates: SeatForecast.Rates, isExact: Bool? = nil
  ) -> SeatForecast {
    var forecast = SeatForecast(seats: seats, rates: rates, isExact: isExact)
    for _ in 0..<people { forecast.add(.invited(group: 0), size: size) }
    return forecast
  }

  @Test func `known chances give the Poisson-binomial distribution`() {
    var forecast = SeatForecast(seats: 4, rates: Self.rates(SharedRate(certain: 0.72)))
    for chance in [0.1, 0.25, 0.5, 0.8, 0.9] {
      forecast.add(.invitedWithChance(chance, group: 0), size: 1)
    }
    let wanted = [0.00675, 0.10425, 0.47725, 0.87075, 0.991]
    for (taken, chance) in wanted.enumerated() {
      #expect(abs(forecast.chance(atMost: taken) - chance) < 1e-12)
    }
    let binomial = Self.forecast(seats: 52, people: 70, Self.rates(SharedRate(certain: 0.72)))
    #expect(abs(binomial.chance(atMost: 52) - 0.707086496389) < 1e-9)
  }

  @Test func `a shared rate that is spread as beta gives the beta-binomial distribution`() {
    let quantiles = [0.05, 0.5, 0.95].map(Self.spread.quantile)
    for (quantile, wanted) in zip(quantiles, [0.173144, 0.238261, 0.312795]) {
      #expect(abs(quantile - wanted) < 3e-4)
    }
    for isExact in [true, false] {
      let forecast = Self.forecast(
        seats: 60, people: 200, Self.rates(Self.spread), isExact: isExact)
      #expect(abs(forecast.chanceOfOver - 0.118565) < 3e-4)
      #expect(abs(forecast.chance(ofFilling: 0.9) - (1 - 0.710553)) < 3e-4)
    }
  }

  @Test(arguments: [
    (40, 103, 0.002087), (40, 114, 0.009270), (40, 131, 0.046527), (300, 873, 0.002382),
    (300, 1_048, 0.049406),
  ])
  func `the tail of both rates is averaged as a fine integral does`(
    _ seats: Int, _ people: Int, _ over: Double
  ) {
    let rates = Self.rates(
      SharedRate(ninetyPercent: 0.17...0.31), coming: SharedRate(ninetyPercent: 0.85...0.95))
    let forecast = Self.forecast(seats: seats, people: people, rates)
    #expect(abs(forecast.chanceOfOver / over - 1) < 0.015, "\(forecast.chanceOfOver)")
  }

  @Test func `taking a shared rate for known hides how often the room is over full`() {
    let known = Self.forecast(
      seats: 60, people: 200, Self.rates(SharedRate(certain: Self.spread.mean)))
    let shared = Self.forecast(seats: 60, people: 200, Self.rates(Self.spread))
    #expect(abs(known.expected - shared.expected) < 0.01)
    #expect(known.chanceOfOver < 0.03 && shared.chanceOfOver > 0.11)
    #expect(shared.ninetyPercent.count > known.ninetyPercent.count * 3 / 2)
  }

  @Test func `the forecast says what made-up evenings show`() {
    let rates = SeatForecast.Rates(
      accepting: [Self.spread, SharedRate(ninetyPercent: 0.3...0.5)],
      coming: SharedRate(ninetyPercent: 0.6...0.9), comingAfterYes: SharedRate(certain: 0.8),
      comingUnannounced: SharedRate(certain: 0.05))
    var forecast = SeatForecast(seats: 40, rates: rates)
    let parties: [(SeatForecast.Party, Int, Int)] = [
      (.invited(group: 0), 1, 60), (.invited(group: 1), 2, 20), (.accepted, 1, 8), (.silent, 2, 10),
    ]
    for (party, size, count) in parties {
      for _ in 0..<count { forecast.add(party, size: size) }
    }
    var draws = Generator(seed: 7)
    var (over, full, sum) = (0.0, 0.0, 0.0)
    let evenings = 20_000
    for _ in 0..<evenings {
      let accept = draws.uniform()
      let come = rates.coming.quantile(draws.uniform())
      let chances = [
        rates.accepting[0].quantile(accept) * come, rates.accepting[1].quantile(accept) * come,
        0.8, 0.05,
      ]
      var taken = 0
      for ((_, size, count), chance) in zip(parties, chances) {
        for _ in 0..<count where draws.uniform() < chance { taken += size }
      }
      over += taken > 40 ? 1 : 0
      full += taken >= 36 ? 1 : 0
      sum += Double(taken)
    }
    // Four standard errors of a simulated share, and what so few points leave of it.
    #expect(abs(over / Double(evenings) - forecast.chanceOfOver) < 0.012)
    #expect(abs(full / Double(evenings) - forecast.chance(ofFilling: 0.9)) < 0.015)
    #expect(abs(sum / Double(evenings) - forecast.expected) < 0.3)
  }

  @Test func `the approximation for large rooms agrees with the convolution`() {
    let rates = SeatForecast.Rates(
      accepting: [Self.spread], coming: SharedRate(ninetyPercent: 0.7...0.9),
      comingAfterYes: SharedRate(certain: 0.85), comingUnannounced: SharedRate(certain: 0.03))
    for (seats, people) in [(60, 250), (300, 1_250)] {
      var forecasts = [true, false].map { SeatForecast(seats: seats, rates: rates, isExact: $0) }
      for person in 0..<people {
        let party: SeatForecast.Party =
          person % 9 == 0 ? .accepted : person % 7 == 0 ? .silent : .invited(group: 0)
        for index in forecasts.indices { forecasts[index].add(party, size: 1 + person % 2) }
      }
      for taken in stride(from: seats / 3, through: seats + seats / 3, by: seats / 12) {
        #expect(
          abs(forecasts[0].chance(atMost: taken) - forecasts[1].chance(atMost: taken)) < 2e-3)
      }
      #expect(abs(forecasts[0].expected - forecasts[1].expected) < 1e-9)
    }
  }

  @Test func `a couple comes whole or not at all`() {
    let couples = Self.forecast(
      seats: 3, people: 2, size: 2, Self.rates(SharedRate(certain: 0.5)))
    #expect(abs(couples.chance(atMost: 1) - 0.25) < 1e-12)
    #expect(abs(couples.chance(atMost: 3) - 0.75) < 1e-12)
    #expect(abs(couples.chanceOfOver - 0.25) < 1e-12)
  }

  @Test func `more invitations fill the room and overfill it more surely`() throws {
    for seats in [1, 12, 45, 400] {
      var plan = SeatPlan(SeatForecast(seats: seats, rates: Self.rates(Self.spread)))
      for place in 0..<(12 * seats) { plan.offer(.invited(group: 0), size: 1 + place % 2) }
      for (less, more) in zip(plan.steps, plan.steps.dropFirst()) {
        #expect(less.full <= more.full + 1e-9 && less.over <= more.over + 1e-9)
        #expect(less.over <= less.full + 1e-9 && less.expected < more.expected)
      }
      #expect(plan.steps.last?.full ?? 0 > 0.9)
    }
  }

  @Test func `where both goals can be had the fewest invitations with both are sent`() {
    // Whoever is asked comes but for one in twenty: a room of 100 is filled and not over full.
    var plan = SeatPlan(
      SeatForecast(seats: 100, rates: Self.rates(SharedRate(certain: 0.95))))
    while plan.wantsMore { plan.offer(.invited(group: 0), size: 1) }
    guard case .both(let count) = plan.choice(isLast: true, hasMore: true, preference: nil) else {
      Issue.record("both can be had")
      return
    }
    #expect(plan.steps[count].full >= 0.9 && plan.steps[count].over <= 0.05)
    #expect(plan.steps[count - 1].full < 0.9)
  }

  @Test
  func `where no number does both the host chooses, and a later wave makes the choice needless`() {
    var plan = SeatPlan(SeatForecast(seats: 60, rates: Self.rates(Self.spread)))
    while plan.wantsMore { plan.offer(.invited(group: 0), size: 1) }
    let most = plan.steps.lastIndex { $0.over <= 0.05 } ?? 0
    let fewest = plan.steps.firstIndex { $0.full >= 0.9 } ?? 0
    #expect(most > 100 && most < fewest)
    func choice(_ preference: SeatPlan.Preference?, isLast: Bool = true) -> SeatPlan.Choice {
      plan.choice(isLast: isLast, hasMore: true, preference: preference)
    }
    #expect(choice(nil) == .mustBeSaid && choice(nil).invitations == nil)
    #expect(choice(.fill) == .preferred(fewest))
    #expect(choice(.neverOver) == .preferred(most))
    #expect(choice(.invitations(123)) == .preferred(123))
    #expect(choice(.fill, isLast: false) == .leavesRoom(most))
    let outline = plan.outline(of: 6, with: 123)
    #expect(Set(outline.map(\.invitations)).isSuperset(of: [0, most, fewest, 123]))
    #expect(outline.map(\.invitations) == outline.map(\.invitations).sorted())
  }

  @Test func `a room that all who can be invited don't fill gets all of them`() {
    var plan = SeatPlan(SeatForecast(seats: 60, rates: Self.rates(Self.spread)))
    for _ in 0..<40 { plan.offer(.invited(group: 0), size: 1) }
    #expect(plan.choice(isLast: true, hasMore: false, preference: nil) == .everyone(40))
  }

  @Test func `nobody is invited to seats that answers took`() {
    let unsure = SharedRate(ninetyPercent: 0.6...0.95)
    for (yes, coming) in [(62, Self.sure), (90, Self.sure), (72, unsure)] {
      var known = SeatForecast(seats: 60, rates: Self.rates(Self.spread, coming: coming))
      for _ in 0..<yes { known.add(.accepted, size: 1) }
      let plan = SeatPlan(known)
      let choice = plan.choice(isLast: false, hasMore: true, preference: .fill)
      #expect(choice == .taken && choice.invitations == 0)
    }
  }

  /// Evenings whose waves go out by the answers to those before.
  private static func evenings(
    _ count: Int, waves: Int, seats: Int = 40, _ rates: SeatForecast.Rates
  ) -> (over: Double, full: Double, taken: Double) {
    let all = Parts.map(count) { evening in
      var draws = Generator(seed: UInt64(evening) &* 77 &+ 5)
      return came(waves: waves, seats: seats, rates, &draws)
    }
    func share(_ holds: (Int) -> Bool) -> Double { Double(all.count(where: holds)) / Double(count) }
    return (
      share { $0 > seats }, share { Double($0) >= 0.9 * Double(seats) },
      Double(all.map { min($0, seats) }.reduce(0, +)) / Double(count)
    )
  }

  /// How many come on one evening.
  private static func came(
    waves: Int, seats: Int, _ rates: SeatForecast.Rates, _ draws: inout Generator
  ) -> Int {
    let (accept, come) = (
      rates.accepting[0].quantile(draws.uniform()), rates.coming.quantile(draws.uniform())
    )
    var (known, yes) = (rates, 0)
    for wave in 1...waves {
      var forecast = SeatForecast(seats: seats, rates: known)
      for _ in 0..<yes { forecast.add(.accepted, size: 1) }
      let risk = SeatPlan.Goals().risk(ofWave: wave, after: wave - 1, of: waves)
      var plan = SeatPlan(forecast, risk: risk)
      while plan.wantsMore { plan.offer(.invited(group: 0), size: 1) }
      let count =
        plan.choice(isLast: wave == waves, hasMore: true, preference: .neverOver)
        .invitations ?? 0
      let accepted = (0..<count).count { _ in draws.uniform() < accept }
      known.accepting[0] = known.accepting[0].given(
        (0..<count).map { (chance: rates.usual[0], saidYes: $0 < accepted) }, usual: rates.usual[0])
      yes += accepted
    }
    return (0..<yes).count { _ in draws.uniform() < come }
  }

  /// Three waves to 40 seats.
  private static let played = evenings(160, waves: 3, evening)

  @Test func `waves together leave somebody without a seat no more often than one does`() {
    let (one, three) = (Self.evenings(160, waves: 1, Self.evening), Self.played)
    // A twentieth, and two standard errors of 160 evenings.
    #expect(one.over <= 0.05 + 0.035 && three.over <= 0.05 + 0.035)
    #expect(three.taken > one.taken + 3 && three.full > one.full + 0.3)
  }

  @Test func `the parts of the risk that waves bear are all that the goals allow`() {
    let goals = SeatPlan.Goals()
    #expect(abs(goals.risk(ofWave: 1, after: 0, of: 1) - 0.05) < 1e-12)
    let parts = (1...4).map { goals.risk(ofWave: $0, after: $0 - 1, of: 4) }
    #expect(abs(parts.reduce(0, +) - 0.05) < 1e-12 && parts == parts.sorted())
    // What was left out falls to the next.
    #expect(abs(goals.risk(ofWave: 3, after: 0, of: 4) - parts[0] - parts[1] - parts[2]) < 1e-12)
    var plan = SeatPlan(
      Self.forecast(seats: 60, people: 0, Self.rates(Self.spread)), risk: 0.01)
    while plan.wantsMore { plan.offer(.invited(group: 0), size: 1) }
    let count = plan.choice(isLast: false, hasMore: true, preference: nil).invitations ?? 0
    #expect(plan.steps[count].over <= 0.01 && plan.steps[count + 1].over > 0.01)
  }

  @Test func `an outlook is how evenings end that are played out`() {
    let (rates, played) = (Self.evening, Self.played)
    let goals = SeatPlan.Goals()
    let risks = (1...3).map { goals.risk(ofWave: $0, after: $0 - 1, of: 3) }
    var plan = SeatPlan(SeatForecast(seats: 40, rates: rates), risk: risks[0])
    while plan.wantsMore { plan.offer(.invited(group: 0), size: 1) }
    let first = plan.choice(isLast: false, hasMore: true, preference: nil).invitations ?? 0
    let party: SeatCourse.Party = (.invited(group: 0), 1)
    let start = SeatCourse.Start(
      parties: Array(repeating: party, count: first), likely: [party], shown: 1, silent: 0.5)
    let course = SeatCourse(
      seats: 40, rates: rates, start: start, risks: Array(risks.dropFirst()))
    let safe = course.outlook(.neverOver, plays: 400, seed: 1)
    #expect(safe.over <= 0.05 + 0.022 && abs(safe.taken - played.taken) < 1)
    #expect(abs(safe.full - played.full) < 0.12)
    #expect(safe.waves.count == 2 && safe.waves.allSatisfy { $0.invitations > 1 })
    let full = course.outlook(.fill, plays: 400, seed: 1)
    #expect(full.full > safe.full && full.over > safe.over && full.taken >= safe.taken)
    #expect(safe == course.outlook(.neverOver, plays: 400, seed: 1))
    // Where nobody is left, the wave is the last.
    let alone = SeatCourse(
      seats: 40, rates: rates,
      start: SeatCourse.Start(
        parties: start.parties, likely: [], shown: 1, silent: 0), risks: [0.04])
    #expect(alone.outlook(.fill, plays: 100, seed: 1).waves.isEmpty)
  }

  @Test func `answers tell what evening it is, by the chances of those who gave them`() {
    let rate = Self.spread
    let usual = rate.quantile(0.5)
    func given(_ chance: Double, yes: Int, of people: Int) -> SharedRate {
      rate.given((0..<people).map { (chance: chance, saidYes: $0 < yes) }, usual: usual)
    }
    let next = given(usual, yes: 30, of: 100)
    // Thirty of a hundred are many of those who seldom accept, and few of those who mostly do.
    #expect(given(0.1, yes: 30, of: 100).mean > next.mean + 0.05)
    #expect(given(0.6, yes: 30, of: 100).mean < next.mean - 0.05)
    // A model that is twice too high is taken for a bad evening, and the next wave's chances fall with it.
    var rates = Self.rates(rate)
    rates.accepting[0] = given(0.5, yes: 25, of: 100)
    let forecast = SeatForecast(seats: 40, rates: rates)
    #expect(forecast.chance(of: .invitedWithChance(0.5, group: 0)) < 0.4)
  }

  // MARK: - The rate of the next event

  private static let past = zip([40, 52, 35, 60, 44, 80], [8, 16, 4, 21, 9, 14]).map {
    RateHistory.Tally(people: $0, positives: $1)
  }

  @Test func `the next event's rate is that of the model on a finer grid`() {
    let next = RateHistory(groups: [Self.past]).next(of: 0)
    #expect(abs(next.mean - 0.2391) < 2e-3)
    for (quantile, wanted) in zip([0.05, 0.5, 0.95], [0.0942, 0.2295, 0.4162]) {
      #expect(abs(next.quantile(quantile) - wanted) < 2e-3)
    }
  }

  @Test func `a group without events is known from the others, and less surely`() {
    var groups = [0.1, 0.2, 0.4].map { rate in
      (0..<6).map { _ in RateHistory.Tally(people: 100, positives: Int(100 * rate)) }
    }
    groups.append([])
    let history = RateHistory(groups: groups)
    let (low, high, none) = (history.next(of: 0), history.next(of: 2), history.next(of: 3))
    #expect(abs(low.mean - 0.1) < 0.02 && abs(high.mean - 0.4) < 0.02)
    #expect(none.mean > low.mean && none.mean < high.mean)
    let (ofNone, ofHigh) = (none.ninetyPercent, high.ninetyPercent)
    #expect(
      ofNone.upperBound - ofNone.lowerBound > 2 * (ofHigh.upperBound - ofHigh.lowerBound))
    // One event of its own pulls it there, not all the way.
    groups[3] = [RateHistory.Tally(people: 20, positives: 16)]
    let one = RateHistory(groups: groups).next(of: 3)
    #expect(one.mean > none.mean + 0.1 && one.mean < 0.75)
  }

  @Test func `more events of one size leave a narrower range, and more people of one event do not`()
  {
    func width(_ events: Int, people: Int) -> Double {
      let tallies = (0..<events).map { event in
        RateHistory.Tally(people: people, positives: people * (event % 2 == 0 ? 2 : 4) / 10)
      }
      let range = RateHistory(groups: [tallies]).next(of: 0).ninetyPercent
      return range.upperBound - range.lowerBound
    }
    #expect(width(20, people: 50) < width(4, people: 50) * 0.8)
    // Events differ, however many people each of them has: no number of people tells the next evening.
    #expect(width(4, people: 5_000) > width(4, people: 50) * 0.6)
    #expect(width(20, people: 5_000) > 0.2)
  }

  @Test func `nine of ten next events lie within the range`() {
    var draws = Generator(seed: 11)
    let grid = RateGrid.shared
    let evenings = SharedRate(weights: grid.beta(mean: 0.15, strength: 30))
    func event() -> RateHistory.Tally {
      let rate = evenings.quantile(draws.uniform())
      return RateHistory.Tally(
        people: 60, positives: (0..<60).count { _ in draws.uniform() < rate })
    }
    let campaigns = 120
    var within = 0
    for _ in 0..<campaigns {
      let range = RateHistory(groups: [(0..<8).map { _ in event() }]).next(of: 0).ninetyPercent
      if range.contains(evenings.quantile(draws.uniform())) { within += 1 }
    }
    // A binomial of 120 at .9 has a standard deviation of 3.3; the prior of few events makes wide.
    #expect(within >= 99 && within <= 119)
  }

  /// What is left of `spread` once people have answered who accept as everyone does.
  private static func given(people: Int, yes: Int, shown: Double = 1) -> SharedRate {
    let usual = spread.quantile(0.5)
    return spread.given(
      (0..<people).map { (chance: usual, saidYes: $0 < yes) }, usual: usual, shown: shown)
  }

  @Test func `answers leave of a rate what Bayes says`() {
    // A beta distribution stays one: 24 and 76, and 30 of 60 said yes. Reference/seats.py
    let left = Self.given(people: 60, yes: 30)
    for (quantile, wanted) in zip([0.05, 0.5, 0.95], [0.277355, 0.336821, 0.399962]) {
      #expect(abs(left.quantile(quantile) - wanted) < 1e-3)
    }
    // Where only half of those who accept say so, 15 yes of 60 tell of 30, less surely.
    let half = Self.given(people: 60, yes: 15, shown: 0.5)
    #expect(abs(half.mean - 0.292016) < 1e-3)
    #expect(Self.given(people: 0, yes: 0) == Self.spread)
  }

  @Test func `a host's range is the beta distribution with that middle`() {
    let rate = SharedRate(ninetyPercent: 0.2...0.4)
    #expect(abs(rate.mean - 0.3) < 0.003)
    #expect(abs(rate.ninetyPercent.lowerBound - 0.2) < 0.015)
    #expect(abs(rate.ninetyPercent.upperBound - 0.4) < 0.015)
    #expect(SharedRate(certain: 0.3).ninetyPercent == 0.3...0.3)
  }
}

/// The way to an event.
@Suite struct DistanceTests {
  @Test func `miles are those of the great circle`() {
    let raleigh = Coordinates(latitude: 35.7796, longitude: -78.6382)
    let charlotte = Coordinates(latitude: 35.2271, longitude: -80.8431)
    // Python 3, another formula, r = math.radians:
    // 3958.76 * acos(sin(r(35.7796)) * sin(r(35.2271))
    //   + cos(r(35.7796)) * cos(r(35.2271)) * cos(r(80.8431 - 78.6382)))
    #expect(abs(raleigh.miles(to: charlotte) - 129.758994) < 1e-4)
    #expect(raleigh.miles(to: raleigh) == 0)
    #expect(abs(raleigh.miles(to: charlotte) - charlotte.miles(to: raleigh)) < 1e-9)
    // A degree of a meridian is 69.09 miles on that sphere; half the way round is its half.
    let (north, south) = (
      Coordinates(latitude: 1, longitude: 0), Coordinates(latitude: 0, longitude: 0)
    )
    #expect(abs(north.miles(to: south) - 69.0934) < 1e-3)
    let antipode = Coordinates(latitude: 0, longitude: 180)
    #expect(abs(south.miles(to: antipode) - 3_958.76 * Double.pi) < 1e-6)
  }
}
