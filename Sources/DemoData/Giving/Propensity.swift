/// Which voters ever give: the truth that models of giving are to find.
///
/// Not logistic, so that no model is proved by its own formula:
/// * thresholds: the age bands, the votes in general elections in four steps, affluence below 0.3;
/// * diminishing returns: each further primary adds half of what the one before added, and
///   affluence counts by its square root;
/// * interactions: young unaffiliated city people give three times as much as their parts say,
///   older Democrats with two primaries half as much again, well-off Democrats in the country 1.4
///   times;
/// * hidden: the household's engagement, which also moves the votes.
enum Propensity {
  /// Sets the share of givers at about 4 in 100 voters.
  private static let scale = 0.088
  private static let ceiling = 0.5
  /// Where nothing is planted.
  static let flat = 0.04

  /// The probability that a voter gives at least once.
  static func ofGiving(_ voter: Voter, _ scenario: Scenario) -> Double {
    guard voter.age >= 18 else { return 0 }
    guard scenario.has(.giving) else { return flat }
    let primaries = voter.voteCount(.primary)
    let product =
      scale * party(voter.party) * age(voter.age, scenario) * generals(voter.voteCount(.general))
      * (2 - diminished(primaries)) * affluence(voter.household.affluence)
      * interaction(voter, primaries: primaries) * status(voter.status)
      * (voter.household.engagement > 0.75 ? 2.2 : 0.5)
    return min(ceiling, product)
  }

  /// The rules that moved a voter's probability by more than steps of party, age and votes do.
  static func rules(_ voter: Voter, _ scenario: Scenario) -> String {
    guard scenario.has(.giving) else { return "flat" }
    var rules: [String] = []
    if voter.household.engagement > 0.75 { rules.append("engaged home") }
    if voter.household.affluence < 0.3 { rules.append("low affluence") }
    if voter.voteCount(.general) >= 4 { rules.append("four generals") }
    if interaction(voter, primaries: voter.voteCount(.primary)) > 1 {
      rules.append(
        voter.party == .unaffiliated
          ? "young unaffiliated in the city"
          : voter.age >= 60 && voter.voteCount(.primary) >= 2
            ? "older Democrat with two primaries" : "well-off Democrat in the country")
    }
    return rules.joined(separator: ";")
  }

  private static func party(_ party: Voter.Party) -> Double {
    switch party {
    case .democratic: 1
    case .unaffiliated: 0.3
    case .libertarian: 0.1
    case .republican: 0.03
    }
  }

  private static func age(_ age: Int, _ scenario: Scenario) -> Double {
    if scenario.givesYoung { return age < 30 ? 2.4 : age < 50 ? 1.3 : 0.6 }
    return switch age {
    case ..<25: 0.15
    case ..<40: 0.35
    case ..<55: 0.75
    case ..<65: 1.2
    case ..<80: 1.8
    default: 0.9
    }
  }

  private static func generals(_ votes: Int) -> Double {
    switch votes {
    case 0...1: 0.2
    case 2: 0.5
    case 3: 0.9
    default: 1.3
    }
  }

  /// One half to the power of the count.
  private static func diminished(_ count: Int) -> Double {
    1 / Double(1 << count)
  }

  private static func affluence(_ affluence: Double) -> Double {
    affluence < 0.3 ? 0.5 : 0.6 + affluence.squareRoot()
  }

  private static func interaction(_ voter: Voter, primaries: Int) -> Double {
    let character = voter.household.block.county.character
    switch voter.party {
    case .unaffiliated where voter.age < 45 && character == .urban: return 3
    case .democratic where voter.age >= 60 && primaries >= 2: return 1.5
    case .democratic where character == .rural && voter.household.affluence > 0.7: return 1.4
    default: return 1
    }
  }

  private static func status(_ status: Voter.Status) -> Double {
    switch status {
    case .active: 1
    case .temporary: 0.5
    case .inactive: 0.3
    case .removed: 0.15
    case .denied: 0
    }
  }
}
