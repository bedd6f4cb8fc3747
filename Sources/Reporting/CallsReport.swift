/// What came of the calls of each list.
public struct CallsReport: Codable, Sendable {
  /// People of one part of a list, listed or held out, summed over households.
  public struct Part: Codable, Sendable {
    /// People.
    public var people: Int64
    /// The households that they live in.
    public var households: Int64
    /// What they gave, in cents.
    public var cents: Int64
    /// The sum over households of squared cents.
    public var centsSquared: Double
    /// The sum over households of cents times people.
    public var centsPeople: Double
    /// The sum over households of squared people.
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
    /// The amount.
    public var value: Double
    /// The lower end.
    public var low: Double
    /// The upper end.
    public var high: Double
  }

  /// One list's calls.
  public struct List: Codable, Sendable {
    /// Its name.
    public var name: String
    /// The day of the first call.
    public var startsOn: String
    /// What the list is for.
    public var purpose: String
    /// What a contact costs, in cents; none where nobody said.
    public var costCents: Int64
    /// The days that count.
    public var days: Int
    /// Those listed.
    public var listed: Part
    /// Those held out; nil where nobody was.
    public var heldOut: Part?
    /// People of those listed who were tried.
    public var tried: Int64
    /// The numbers dialled.
    public var dials: Int64
    /// People of those tried who were talked to.
    public var reached: Int64
    /// People who promised a gift.
    public var pledges: Int64
    /// What they promised, in cents.
    public var pledgedCents: Int64
    /// What of it is due, in cents.
    public var dueCents: Int64
    /// What of that has come, in cents.
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

  /// The committee's name.
  public var committeeName: String
  /// The committee's FEC id.
  public var committeeID: String
  /// The day before which everything counts.
  public var asOf: String
  /// The most days that count.
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
