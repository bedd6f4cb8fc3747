/// One voter's part in the calling experiment: the lot, and what would happen in either arm.
struct Trial {
  enum Segment: String {
    case moved, repelled, unmoved
  }

  let isCalled: Bool
  /// Whether a call would reach the voter; who is in the control group is not called.
  let isReachable: Bool
  /// Probabilities of support without and with a call that reaches the voter.
  let control: Double
  let effect: Double
  let reachProbability: Double
  let segment: Segment
  let supports: Bool
  let isAsked: Bool
  let answers: Bool
  /// Whether the survey wrote the opposite down.
  let isFlipped: Bool
  let surveyed: CivilDay

  static let labelNoise = 0.05
  static let assigned = CivilDay(2026, 5, 4)

  /// The effect of the call as assigned: diluted, as not all are reached.
  var uplift: Double { effect * reachProbability }

  /// Nil for voters who were not put in: those without a phone, and half of the households.
  init?(_ voter: Voter, seed: UInt64, _ scenario: Scenario) {
    guard voter.phoneSlot != nil, !voter.isConfidential, voter.age >= 18,
      voter.status != .removed, voter.status != .denied
    else { return nil }
    let home = voter.household.head
    var chosen = Draws(seed: seed, .sample, home)
    guard chosen.chance(0.5) else { return nil }
    var lot = Draws(seed: seed, .lot, home)
    isCalled = lot.chance(0.5)

    var draws = Draws(seed: seed, .trial, voter.index)
    // Where the call moves all alike, it reaches all alike too: as assigned there is no difference.
    let ofAge = voter.age < 40 ? -0.1 : voter.age < 65 ? 0 : 0.1
    reachProbability = 0.52 + (scenario.kind == .uniform ? 0 : ofAge)
    isReachable = draws.chance(reachProbability)
    let effect = scenario.has(.persuasion) ? Self.effect(voter, scenario.kind) : 0
    // A probability stays one, with the effect as it is.
    control = min(max(0.03, Self.support(voter)), effect > 0 ? 0.97 - effect : 0.97)
    self.effect = max(effect, 0.01 - control)
    segment = effect > 0 ? .moved : effect < 0 ? .repelled : .unmoved
    supports = draws.unit() < control + (isCalled && isReachable ? self.effect : 0)
    // Whom the survey misses depends on age and on the answer itself, and on the arm through that
    // alone.
    isAsked = draws.chance(0.88)
    let answersByAge = voter.age < 40 ? -0.12 : voter.age < 65 ? 0 : 0.1
    answers = draws.chance(0.69 + answersByAge + (supports ? 0.05 : -0.05)) && isAsked
    isFlipped = draws.chance(Self.labelNoise)
    surveyed = CivilDay(2026, 6, 8) + draws.below(14)
  }

  /// Support without a call: steps by party and age, and the home's lean where no party says it.
  private static func support(_ voter: Voter) -> Double {
    var support =
      switch voter.party {
      case .democratic: 0.82
      case .republican: 0.1
      case .libertarian: 0.25
      case .unaffiliated: voter.household.leansDemocratic ? 0.5 : 0.34
      }
    if voter.age < 35 { support += 0.06 } else if voter.age >= 65 { support -= 0.05 }
    if voter.party == .unaffiliated && voter.sex == .female { support += 0.05 }
    return support
  }

  /// What a call does that reaches the voter, in probability of support.
  private static func effect(_ voter: Voter, _ kind: Scenario.Kind) -> Double {
    let isUrban = voter.household.block.county.character == .urban
    let generals = voter.voteCount(.general)
    switch kind {
    case .nothing: return 0
    case .uniform: return 0.12
    case .thresholds:
      if voter.party == .unaffiliated && (35...74).contains(voter.age) && generals < 4 {
        return isUrban ? 0.4 : 0.5
      }
      return voter.party == .republican && voter.age >= 65 ? -0.05 : 0
    case .young:
      if voter.party == .unaffiliated && voter.age < 40 && generals < 3 {
        return isUrban ? 0.5 : 0.4
      }
      return voter.party == .democratic && voter.age >= 65 ? -0.06 : 0
    case .small:
      let isMoved =
        voter.party == .unaffiliated && voter.sex == .female && (50...59).contains(voter.age)
        && !isUrban
      return isMoved ? 0.5 : 0
    case .interaction:
      guard voter.party == .unaffiliated else { return 0 }
      return (voter.age < 50) == isUrban ? 0.35 : -0.35
    }
  }
}
