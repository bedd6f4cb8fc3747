/// What came of the calls of each list.
public struct CallsReport: Codable, Sendable {
  /// People of one part of a list, listed or held out, summed over households.
  public struct Part: Codable, Sendable {
    /// People, and the households that they live in.
    public var people: Int64
    /// Households.
    public var households: Int64
    /// What they gave, in cents.
    public var cents: Int64
    /// Sums over households: of squared cents, of cents times people, of squared people.
    public var centsSquared: Double
    public var centsPeople: Double
    public var peopleSquared: Double

    /// Makes a part from its sums.
    public init(
      people: Int64, households: Int64, cents: Int64, centsSquared: Double, centsPeople: Double,
      peopleSquared: Double
    ) {
      self.people = people
      self.households = households
      self.cents = cents
      self.centsSquared = centsSquared
      self.centsPeople = centsPeople
      self.peopleSquared = peopleSquared
    }

    /// Cents a person.
    public var mean: Double { Double(cents) / Double(people) }

    /// The squared standard error of the mean; nil of fewer than two households.
    ///
    /// That of a ratio of sums over households: W. G. Cochran, "Sampling Techniques", 3rd edition,
    /// 1977, 6.3.
    public var variance: Double? {
      guard households > 1, people > 0 else { return nil }
      let squares = centsSquared - 2 * mean * centsPeople + mean * mean * peopleSquared
      let count = Double(households)
      return max(0, squares) / (Double(people) * Double(people)) * count / (count - 1)
    }
  }

  /// An amount and its 95 % interval, in cents a person.
  public struct Effect: Codable, Sendable, Equatable {
    public var value: Double
    public var low: Double
    public var high: Double
  }

  /// One list's calls.
  public struct List: Codable, Sendable {
    public var name: String
    public var startsOn: String
    public var purpose: String
    /// What a contact costs, in cents; none where nobody said.
    public var costCents: Int64
    /// The days that count.
    public var days: Int
    public var listed: Part
    public var heldOut: Part?
    /// People of those listed who were tried, the numbers dialled, and people reached.
    public var tried: Int64
    public var dials: Int64
    public var reached: Int64
    /// Pledges; what was pledged, what of it is due, and what of that has come, in cents.
    public var pledges: Int64
    public var pledgedCents: Int64
    public var dueCents: Int64
    public var keptCents: Int64
    /// People held out who were called all the same.
    public var heldOutTried: Int64

    /// Makes a list's calls from their counts.
    public init(
      name: String, startsOn: String, purpose: String, costCents: Int64, days: Int, listed: Part,
      heldOut: Part?, tried: Int64, dials: Int64, reached: Int64, pledges: Int64,
      pledgedCents: Int64, dueCents: Int64, keptCents: Int64, heldOutTried: Int64
    ) {
      self.name = name
      self.startsOn = startsOn
      self.purpose = purpose
      self.costCents = costCents
      self.days = days
      self.listed = listed
      self.heldOut = heldOut
      self.tried = tried
      self.dials = dials
      self.reached = reached
      self.pledges = pledges
      self.pledgedCents = pledgedCents
      self.dueCents = dueCents
      self.keptCents = keptCents
      self.heldOutTried = heldOutTried
    }

    /// What being listed brought, in cents a person; nil without at least two households held out.
    public var effect: Effect? {
      guard let heldOut, let ours = listed.variance, let theirs = heldOut.variance else {
        return nil
      }
      let value = listed.mean - heldOut.mean
      let halfWidth = 1.959963984540054 * (ours + theirs).squareRoot()
      return Effect(value: value, low: value - halfWidth, high: value + halfWidth)
    }
  }

  /// The committee's name and FEC id.
  public var committeeName: String
  public var committeeID: String
  /// The day before which everything counts, and the most days that do.
  public var asOf: String
  public var days: Int
  /// The lists, latest first.
  public var lists: [List]

  /// Makes a report from its parts.
  public init(
    committeeName: String, committeeID: String, asOf: String, days: Int, lists: [List]
  ) {
    self.committeeName = committeeName
    self.committeeID = committeeID
    self.asOf = asOf
    self.days = days
    self.lists = lists
  }
}
