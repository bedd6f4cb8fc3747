import RealModule

/// A number of successes of independent trials.
struct Binomial {
  let trials: Int
  let chance: Double

  init(_ trials: Int, _ chance: Double) {
    self.trials = trials
    self.chance = chance
  }

  /// The chance of so many.
  func probability(_ successes: Int) -> Double {
    guard (0...trials).contains(successes) else { return 0 }
    guard chance > 0 else { return successes == 0 ? 1 : 0 }
    guard chance < 1 else { return successes == trials ? 1 : 0 }
    let ways =
      Double.logGamma(Double(trials) + 1) - Double.logGamma(Double(successes) + 1)
      - Double.logGamma(Double(trials - successes) + 1)
    return Double.exp(
      ways + Double(successes) * Double.log(chance)
        + Double(trials - successes) * Double.log(onePlus: -chance))
  }

  /// The chance of so many or more, summed from there on.
  func upperTail(_ successes: Int) -> Double {
    guard successes > 0 else { return 1 }
    guard successes <= trials else { return 0 }
    guard chance < 1 else { return 1 }
    var term = probability(successes)
    var sum = term
    var count = successes
    // Before the likeliest number terms rise.
    while count < trials, term > 1e-17 * sum || Double(count) < Double(trials) * chance {
      term *= Double(trials - count) / Double(count + 1) * chance / (1 - chance)
      count += 1
      sum += term
    }
    return min(1, sum)
  }
}
