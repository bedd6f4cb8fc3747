/// Made-up stars and who likes them.
///
/// The names are coined; nobody of that name is meant.
enum Stars {
  static let names = [
    "Marla Quenvik", "Ilsa Wrenfold", "Pella Stonemarrow", "Dex Caldmoor", "Tobin Farrowmere",
    "Junia Halbrick", "Ottilie Brandsome", "Corwin Thistlegate",
  ]
  /// The first star, its twin elsewhere, the twin with a tenth of the fans, the decoy whom all
  /// like, and four whom some like anywhere.
  static let baseRates = [0.03, 0.03, 0.003, 0.55, 0.05, 0.1, 0.02, 0.08]
  static let lift = 6.0
  /// How many of the stars have a cohort.
  static let withCohort = 3

  static func region(of star: Int, _ scenario: Scenario) -> Region {
    star == 0 ? scenario.cohort.region : scenario.cohort.twinRegion
  }

  static func isInCohort(_ voter: Voter, of star: Int, _ scenario: Scenario) -> Bool {
    scenario.has(.cohorts) && star < withCohort
      && scenario.cohort.holds(voter, region: region(of: star, scenario))
  }

  /// One bit a star, set where the voter likes it.
  static func liked(by voter: Voter, seed: UInt64, _ scenario: Scenario) -> UInt8 {
    var draws = Draws(seed: seed, .stars, voter.index)
    var liked: UInt8 = 0
    for star in names.indices {
      let rate = baseRates[star] * (isInCohort(voter, of: star, scenario) ? lift : 1)
      if draws.unit() < rate { liked |= 1 << star }
    }
    return liked
  }
}
