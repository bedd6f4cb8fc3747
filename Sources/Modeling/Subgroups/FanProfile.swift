import RealModule

/// How the fans of a star differ from other people: of each trait a log odds ratio, drawn in towards none by
/// what few fans can't tell.
///
/// Shrinkage is empirical Bayes: the ratios of one star are taken to be normal around 0 with a variance
/// that their own scatter beyond chance gives (Efron and Morris 1975), so that a star with few fans
/// has a flat profile and not a wild one. Most traits draw nobody: a ratio of no more than two standard errors
/// counts as none, or the noise of hundreds drowns the few that do.
struct FanProfile: Sendable {
  /// A ratio of no more standard errors than these tells nothing.
  static let beyondChance = 2.0

  /// The shrunken log odds ratio of each trait; 0 where it tells nothing.
  let ratios: [Double]
  /// How many standard errors each raw ratio is from none.
  let scores: [Double]

  /// - Parameters:
  ///   - fans: fans with each trait, and all fans.
  ///   - others: the same of people who aren't fans.
  init(fans: [Double], of fanCount: Double, others: [Double], of otherCount: Double) {
    var raw: [Double] = []
    var variances: [Double] = []
    for (with, without) in zip(fans, others) {
      // Haldane's half in each cell, so that an empty one has a ratio and a large error.
      let cells = [
        with + 0.5, fanCount - with + 0.5, without + 0.5, otherCount - without + 0.5,
      ]
      raw.append(Double.log(cells[0] * cells[3] / (cells[1] * cells[2])))
      variances.append(cells.reduce(0) { $0 + 1 / $1 })
    }
    let spread = ScatterVariance.between(raw, variances)
    scores = zip(raw, variances).map { $0 / $1.squareRoot() }
    ratios = zip(zip(raw, variances), scores).map { ratio, score in
      abs(score) > Self.beyondChance ? ratio.0 * spread / (spread + ratio.1) : 0
    }
  }

  /// The cosine of the angle between two profiles, from -1 to 1; 0 where one of them is flat.
  static func similarity(_ left: FanProfile, _ right: FanProfile) -> Double {
    var product = 0.0
    var own = 0.0
    var other = 0.0
    for (one, two) in zip(left.ratios, right.ratios) {
      product += one * two
      own += one * one
      other += two * two
    }
    guard own > 0, other > 0 else { return 0 }
    return product / (own * other).squareRoot()
  }
}
