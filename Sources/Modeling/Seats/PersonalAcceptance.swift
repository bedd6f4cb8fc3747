/// How likely a person is to accept an invitation, by what they answered before.
///
/// A person's answers are alike beyond what everyone's rates say: to all invitations, and more so to those of
/// one format where people have tastes. How much so is measured on all pairs of answers of one person; what
/// that makes of a few answers is the best linear prediction (Henderson (1975), Biometrics 31, 423-447), so
/// that who answered once is moved little, and nobody where answers don't repeat themselves.
public struct PersonalAcceptance: Sendable {
  /// The correlation of two answers of one person to different formats, 0 or more.
  public let likeness: Double
  /// What it is more where both are to the same format, 0 or more.
  public let taste: Double

  /// Of each group and format, the share that accepted.
  private let rates: [[Double]]

  /// A correlation of answers is believed from so many standard errors.
  private static let believed = 2.0

  /// Measures how alike answers of one person are.
  ///
  /// - Parameters:
  ///   - people: of each person, invitations and acceptances by format.
  ///   - groups: of each person, the group whose rates theirs are held against, from 0.
  public init(_ people: [FormatPreference.Invitations], groups: [Int]) {
    precondition(people.count == groups.count, "a group a person")
    let formats = people.first?.invited.count ?? 0
    var totals = Array(
      repeating: [(invited: Int, accepted: Int)](repeating: (0, 0), count: formats),
      count: (groups.max() ?? -1) + 1)
    for (person, group) in zip(people, groups) {
      for format in 0..<formats {
        totals[group][format].invited += person.invited[format]
        totals[group][format].accepted += person.came[format]
      }
    }
    rates = totals.map { group in
      group.map { $0.invited > 0 ? Double($0.accepted) / Double($0.invited) : 0 }
    }

    var (same, other) = (Pairs(), Pairs())
    for (person, group) in zip(people, groups) {
      var (all, own) = (Sums(), Sums())
      for format in 0..<formats where person.invited[format] > 0 {
        let sums = Sums(
          invited: person.invited[format], accepted: person.came[format], rate: rates[group][format]
        )
        same.add(sums)
        all += sums
        own.square(sums)
      }
      other.add(all, without: own)
    }
    guard let together = (same + other).correlation, together.value > Self.believed * together.error
    else {
      (likeness, taste) = (0, 0)
      return
    }
    if let same = same.correlation, let other = other.correlation,
      same.value - other.value
        > Self.believed * (same.error * same.error + other.error * other.error).squareRoot()
    {
      likeness = min(max(other.value, 0), 0.9)
      taste = min(same.value, 0.95) - likeness
    } else {
      (likeness, taste) = (min(together.value, 0.9), 0)
    }
  }

  /// The chance that a person accepts.
  ///
  /// - Parameters:
  ///   - person: their invitations and acceptances before.
  ///   - group: the group that they are of.
  ///   - format: of the invitation in question.
  ///   - rate: the chance of who was never invited, above 0 and below 1.
  public func chance(
    of person: FormatPreference.Invitations, group: Int, format: Int, rate: Double
  ) -> Double {
    let noise = 1 - likeness - taste
    guard likeness + taste > 0, rates.indices.contains(group) else { return rate }
    // Of each format the mean of standardised answers, and its variance about what the person is like.
    var (sum, weight) = (0.0, 0.0)
    var own: (mean: Double, variance: Double)?
    for place in person.invited.indices where person.invited[place] > 0 {
      let expected = rates[group][place]
      guard expected > 0, expected < 1 else { continue }
      let count = Double(person.invited[place])
      let mean =
        (Double(person.came[place]) / count - expected)
        / (expected * (1 - expected)).squareRoot()
      let variance = taste + noise / count
      sum += mean / variance
      weight += 1 / variance
      if place == format { own = (mean, variance) }
    }
    let liking = likeness * sum / (1 + likeness * weight)
    let tasting = own.map { taste / $0.variance * ($0.mean - liking) } ?? 0
    let told = rate + (rate * (1 - rate)).squareRoot() * (liking + tasting)
    return min(max(told, rate / 10), 1 - (1 - rate) / 10)
  }
}

/// Sums over some answers of what is left of each when its rate is taken off, and of its standard deviation.
private struct Sums {
  var (rest, restSquares, deviation, variance, fourth) = (0.0, 0.0, 0.0, 0.0, 0.0)

  init() {}

  init(invited: Int, accepted: Int, rate: Double) {
    let (invited, accepted) = (Double(invited), Double(accepted))
    rest = accepted - invited * rate
    restSquares = accepted * (1 - rate) * (1 - rate) + (invited - accepted) * rate * rate
    variance = invited * rate * (1 - rate)
    deviation = invited * (rate * (1 - rate)).squareRoot()
    fourth = invited * rate * (1 - rate) * rate * (1 - rate)
  }

  static func += (sums: inout Sums, more: Sums) {
    sums.rest += more.rest
    sums.restSquares += more.restSquares
    sums.deviation += more.deviation
    sums.variance += more.variance
    sums.fourth += more.fourth
  }

  /// Adds the squares of another's sums.
  mutating func square(_ other: Sums) {
    rest += other.rest * other.rest
    deviation += other.deviation * other.deviation
    variance += other.variance * other.variance
  }
}

/// Sums over pairs of answers of one person.
private struct Pairs {
  private var (product, scale, noise) = (0.0, 0.0, 0.0)

  /// Adds all pairs among some answers.
  mutating func add(_ sums: Sums) {
    product += sums.rest * sums.rest - sums.restSquares
    scale += sums.deviation * sums.deviation - sums.variance
    noise += 2 * (sums.variance * sums.variance - sums.fourth)
  }

  /// Adds all pairs of answers to different formats: all less those within each.
  mutating func add(_ all: Sums, without own: Sums) {
    product += all.rest * all.rest - own.rest
    scale += all.deviation * all.deviation - own.deviation
    noise += 2 * (all.variance * all.variance - own.variance)
  }

  static func + (left: Pairs, right: Pairs) -> Pairs {
    var sum = left
    sum.product += right.product
    sum.scale += right.scale
    sum.noise += right.noise
    return sum
  }

  /// The correlation, and its standard error were there none; nil where nobody answered twice.
  var correlation: (value: Double, error: Double)? {
    scale > 1e-9 ? (product / scale, noise.squareRoot() / scale) : nil
  }
}
