internal import RealModule

/// How an event ends if all of its waves go out: the evening played many times.
///
/// A play draws the evening's rates from what is known of them, lets those invited answer, sends the later waves
/// as `SeatPlan` would by the answers, and counts who comes. Later waves are of parties like those invited now, and
/// there are always enough; how many go out is by the refined normal approximation, whatever the number of seats.
public struct SeatCourse: Sendable {
  /// A party and the seats that it takes if it comes.
  public typealias Party = (party: SeatForecast.Party, size: Int)

  /// What is known when this wave is out.
  public struct Start: Sendable {
    /// Everyone invited so far, this wave's among them.
    public var parties: [Party]
    /// Those like whom later waves invite; empty where nobody is left.
    public var likely: [Party]
    /// Of those who accept, the part that says so.
    public var shown: Double
    /// Of those invited, the part that says nothing in time.
    public var silent: Double

    /// Makes a start from its parts.
    public init(parties: [Party], likely: [Party], shown: Double, silent: Double) {
      self.parties = parties
      self.likely = likely
      self.shown = shown
      self.silent = silent
    }
  }

  /// How the plays ended.
  public struct Outlook: Hashable, Sendable {
    /// In which part of them the room was full.
    public var full: Double
    /// In which part somebody had no seat.
    public var over: Double
    /// How many seats were taken, of those there are, on average.
    public var taken: Double
    /// Of each later wave, how many were invited and how many seats they were offered, on average.
    public var waves: [Wave]

    /// Makes an outlook from its parts.
    public init(full: Double, over: Double, taken: Double, waves: [Wave]) {
      self.full = full
      self.over = over
      self.taken = taken
      self.waves = waves
    }
  }

  /// A later wave, on average.
  public struct Wave: Hashable, Sendable {
    /// Invitations.
    public var invitations: Double
    /// Seats that they offer.
    public var seats: Double
  }

  private let seats: Int
  private let goals: SeatPlan.Goals
  private let risks: [Double]
  private let start: Start
  private let rates: EveningRates
  /// At each pair of rates, the seats that a party like those of later waves takes, on average.
  private let likely: [TakenSeats]
  /// Of each party who may answer, what the answer is worth.
  private let odds: [SeatForecast.Party: Odds]

  /// What a party's answer says of the evening.
  private struct Odds: Sendable {
    /// At each rate of accepting, the chance of saying yes.
    let yes: [Double]
    /// At each rate of accepting, the logarithms of the chance of saying yes, and of the rest.
    let logs: [(yes: Double, rest: Double)]
    /// The chance of not saying yes, over all evenings.
    let rest: Double
  }

  /// Begins where a wave is out.
  ///
  /// - Parameters:
  ///   - seats: how many there are, 1 or more.
  ///   - rates: what is known of the event's rates by now.
  ///   - risks: of each later wave, how likely it may make it that somebody has no seat.
  public init(
    seats: Int, rates: SeatForecast.Rates, start: Start, risks: [Double],
    goals: SeatPlan.Goals = SeatPlan.Goals()
  ) {
    precondition(seats > 0, "an event has seats")
    self.seats = seats
    self.goals = goals
    self.risks = start.likely.isEmpty ? [] : risks
    self.start = start
    self.rates = EveningRates(rates)
    likely = Self.likely(start.likely, self.rates)
    var odds: [SeatForecast.Party: Odds] = [:]
    for (party, _) in start.parties + start.likely where odds[party] == nil {
      odds[party] = Self.odds(party, self.rates, shown: start.shown)
    }
    self.odds = odds
  }

  private static func odds(
    _ party: SeatForecast.Party, _ rates: EveningRates, shown: Double
  ) -> Odds {
    let chances = (0..<EveningRates.acceptPoints).map { rates.accepting(party, $0) }
    return Odds(
      yes: chances.map { $0 * shown },
      logs: chances.map { chance in
        let yes = min(max(chance * shown, 1e-9), 1 - 1e-9)
        return (Double.log(yes), Double.log(onePlus: -yes))
      }, rest: 1 - RateNodes.accepting.mean(chances) * shown)
  }

  private static func likely(_ parties: [Party], _ rates: EveningRates) -> [TakenSeats] {
    (0..<EveningRates.nodes).map { node in
      let (accept, come) = node.quotientAndRemainder(dividingBy: EveningRates.comePoints)
      var taken = TakenSeats()
      for (party, size) in parties {
        taken.add(
          .one(size), chance: rates.chance(party, accept, come), count: 1 / Double(parties.count))
      }
      return taken
    }
  }

  /// The fewest seats taken of a full room.
  private var needed: Int { SeatForecast.needed(goals.fullShare, of: seats) }

  /// Plays the evening.
  ///
  /// - Parameters:
  ///   - preference: the host's, of the last wave, where not both goals can be had.
  ///   - plays: how many times, 1 or more.
  ///   - seed: the same seed gives the same numbers.
  public func outlook(_ preference: SeatPlan.Preference, plays: Int, seed: UInt64) -> Outlook {
    let all = Parts.map(plays) { play in
      var draws = SplitMix64(seed: seed, lot: play)
      return self.play(preference, &draws)
    }
    func mean(_ value: (Play) -> Double) -> Double {
      all.map(value).reduce(0, +) / Double(all.count)
    }
    return Outlook(
      full: mean { $0.came >= needed ? 1 : 0 }, over: mean { $0.came > seats ? 1 : 0 },
      taken: mean { Double(min($0.came, seats)) },
      waves: risks.indices.map { wave in
        Wave(
          invitations: mean { Double($0.invited[wave].invitations) },
          seats: mean { Double($0.invited[wave].seats) })
      })
  }

  // MARK: - One evening

  private struct Play: Sendable {
    var came = 0
    var invited: [(invitations: Int, seats: Int)] = []
  }

  /// Who has answered so far, and what that tells of the evening.
  private struct Known {
    var accepted = TakenSeats.Sizes()
    var silent = TakenSeats.Sizes()
    /// The logarithms of the weights of the rates of accepting.
    var logs = Self.before

    private static let before = RateNodes.accepting.weights.map { Double.log($0) }
  }

  private func play(_ preference: SeatPlan.Preference, _ draws: inout SplitMix64) -> Play {
    let accept = RateNodes.accepting.drawn(draws.share())
    let come = RateNodes.coming.drawn(draws.share())
    var play = Play()
    var known = Known()
    for (party, size) in start.parties {
      answer(party, size, accept, come, &known, &play, &draws)
    }
    var next = 0
    for (wave, risk) in risks.enumerated() {
      let count = invitations(
        known, risk, isLast: wave == risks.count - 1, preference)
      var seats = 0
      for _ in 0..<count {
        let (party, size) = start.likely[next % start.likely.count]
        next += 1
        seats += size
        answer(party, size, accept, come, &known, &play, &draws)
      }
      play.invited.append((count, seats))
    }
    return play
  }

  /// Lets a party answer, and come or not.
  private func answer(
    _ party: SeatForecast.Party, _ size: Int, _ accept: Int, _ come: Int, _ known: inout Known,
    _ play: inout Play, _ draws: inout SplitMix64
  ) {
    var isSilent = false
    switch party {
    case .accepted: break
    case .silent: isSilent = true
    case .invited, .invitedWithChance:
      guard let odds = odds[party] else { return }
      let saysYes = odds.yes[accept] > draws.share()
      for (node, log) in odds.logs.enumerated() {
        known.logs[node] += saysYes ? log.yes : log.rest
      }
      if !saysYes {
        // Of those who don't say yes, as many say nothing as did before.
        guard draws.share() * odds.rest < start.silent else { return }
        isSilent = true
      }
    }
    let chance = isSilent ? rates.comingUnannounced[come] : rates.comingAfterYes[come]
    if isSilent { known.silent.add(size) } else { known.accepted.add(size) }
    if draws.share() < chance { play.came += size }
  }

  /// How many a wave invites.
  private func invitations(
    _ known: Known, _ risk: Double, isLast: Bool, _ preference: SeatPlan.Preference
  ) -> Int {
    let weights = Self.weights(known.logs)
    func chance(atMost taken: Int, with count: Int) -> Double {
      var sum = 0.0
      for accept in weights.indices where weights[accept] > 1e-5 {
        for come in 0..<EveningRates.comePoints {
          var all = TakenSeats()
          all.add(known.accepted, chance: rates.comingAfterYes[come])
          all.add(known.silent, chance: rates.comingUnannounced[come])
          all.add(likely[accept * EveningRates.comePoints + come], count: Double(count))
          sum +=
            weights[accept] * RateNodes.coming.weights[come]
            * SeatForecast.approximate(all, atMost: taken)
        }
      }
      return sum
    }
    func isFull(_ count: Int) -> Bool {
      1 - chance(atMost: needed - 1, with: count) >= goals.fullChance
    }
    func isSafe(_ count: Int) -> Bool { 1 - chance(atMost: seats, with: count) <= risk }
    guard isSafe(0), !isFull(0) else { return 0 }
    let bound = 40 * seats
    let most = Self.first(1...bound) { !isSafe($0) } - 1
    let fewest =
      isFull(most)
      ? Self.first(1...most, isFull)
      : preference == .fill && isLast ? Self.first(most...bound, isFull) : nil
    return SeatPlan.Choice(
      fewest: fewest, most: most, offered: bound, isLast: isLast, hasMore: true,
      preference: preference
    ).invitations ?? 0
  }

  /// The first number of a range from which on something holds; its last where it never does.
  private static func first(_ range: ClosedRange<Int>, _ holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  private static func weights(_ logs: [Double]) -> [Double] {
    let most = logs.max() ?? 0
    let weights = logs.map { Double.exp($0 - most) }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }
}
