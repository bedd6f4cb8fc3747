import RealModule

/// Which format of event people come to, told from the same people's other invitations.
///
/// Who is invited to a small dinner gives more than who is invited to a concert, so that rates of formats say
/// whom a campaign invites. Here each person is a stratum of their own: what counts is who came to one
/// format and not to another, of those invited to both (Mantel and Haenszel 1959, with the variance of
/// Robins, Breslow and Greenland 1986).
public struct FormatPreference: Sendable {
  /// The invitations of one person.
  public struct Invitations: Sendable {
    /// Of each format, how many there were.
    public var invited: [Int]
    /// And to how many the person came.
    public var came: [Int]

    /// Makes them from their parts, a number a format.
    public init(invited: [Int], came: [Int]) {
      precondition(invited.count == came.count, "a number a format")
      self.invited = invited
      self.came = came
    }
  }

  /// What some people's invitations say of a format.
  public struct Contrast: Hashable, Sendable {
    /// Invitations to it, and how many were followed.
    public var invited: Int
    /// To how many of them people came.
    public var came: Int
    /// People who say something: invited to it and to another, who came to some and not to all.
    public var people: Int
    /// The log odds of coming to it against the same people's other invitations; nil where nobody says
    /// anything.
    public var logOdds: Double?
    /// Its standard error.
    public var standardError: Double?
    /// The log odds drawn in: towards those of everyone for a group, towards none for everyone.
    public var shrunken: Double

    /// How many times the odds are, drawn in.
    public var factor: Double { Double.exp(shrunken) }
  }

  /// Of each format, what everyone says.
  public let everyone: [Contrast]
  private let people: [Invitations]

  /// - Parameter people: their invitations, a number for each of the same formats.
  public init(_ people: [Invitations], formats: Int) {
    self.people = people
    let raw = (0..<formats).map { Self.contrast(people, $0) }
    everyone = Self.drawnIn(raw, towards: [Double](repeating: 0, count: formats))
  }

  /// What each of some groups says, drawn in towards everyone by what the groups' differences are worth.
  ///
  /// - Parameter groups: places in the people, a list a group.
  public func groups(_ groups: [[Int]]) -> [[Contrast]] {
    let raw = groups.map { group in
      everyone.indices.map { Self.contrast(group.map { people[$0] }, $0) }
    }
    // Of a format all groups are drawn in alike.
    var drawn = raw
    for format in everyone.indices {
      let column = Self.drawnIn(
        raw.map { $0[format] },
        towards: [Double](repeating: everyone[format].shrunken, count: raw.count))
      for (place, contrast) in column.enumerated() { drawn[place][format] = contrast }
    }
    return drawn
  }

  /// Whether a person says something of a format: invited to it and to another, they came to some and not to all.
  public func tells(of format: Int, _ person: Int) -> Bool {
    let own = people[person]
    let (invited, came) = (own.invited.reduce(0, +), own.came.reduce(0, +))
    return own.invited[format] > 0 && own.invited[format] < invited && came > 0 && came < invited
  }

  private static func contrast(_ people: [Invitations], _ format: Int) -> Contrast {
    var (invited, came, telling) = (0, 0, 0)
    // Sums over people of R, S, P R, P S + Q R and Q S, as Robins and others name them.
    var (r, s, pr, psqr, qs) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for person in people {
      let (own, ownCame) = (person.invited[format], person.came[format])
      invited += own
      came += ownCame
      let others = person.invited.reduce(0, +) - own
      let othersCame = person.came.reduce(0, +) - ownCame
      guard own > 0, others > 0 else { continue }
      let total = Double(own + others)
      let a = Double(ownCame)
      let b = Double(own - ownCame)
      let c = Double(othersCame)
      let d = Double(others - othersCame)
      guard a + c > 0, b + d > 0 else { continue }
      telling += 1
      let (ownR, ownS) = (a * d / total, b * c / total)
      let (p, q) = ((a + d) / total, (b + c) / total)
      r += ownR
      s += ownS
      pr += p * ownR
      psqr += p * ownS + q * ownR
      qs += q * ownS
    }
    var contrast = Contrast(
      invited: invited, came: came, people: telling, logOdds: nil, standardError: nil, shrunken: 0)
    guard r > 0, s > 0 else { return contrast }
    contrast.logOdds = Double.log(r / s)
    contrast.standardError =
      (pr / (2 * r * r) + psqr / (2 * r * s) + qs / (2 * s * s)).squareRoot()
    return contrast
  }

  /// Draws each in towards its centre by the variance that is left when errors are taken off.
  private static func drawnIn(_ contrasts: [Contrast], towards centres: [Double]) -> [Contrast] {
    let told = contrasts.indices.compactMap { place -> (difference: Double, variance: Double)? in
      guard let odds = contrasts[place].logOdds, let error = contrasts[place].standardError else {
        return nil
      }
      return (odds - centres[place], error * error)
    }
    let between = ScatterVariance.between(told.map(\.difference), told.map(\.variance))
    return contrasts.indices.map { place in
      var contrast = contrasts[place]
      contrast.shrunken = centres[place]
      if let odds = contrast.logOdds, let error = contrast.standardError {
        contrast.shrunken +=
          between / (between + error * error) * (odds - centres[place])
      }
      return contrast
    }
  }
}
