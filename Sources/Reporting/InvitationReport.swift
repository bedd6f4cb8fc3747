public import Modeling

/// What the page for an event's host tells: how full the room will be, and who is invited.
public struct InvitationReport: Sendable {
  /// A rate with the range in which it lies nine times in ten.
  public struct Rate: Sendable {
    /// Of whom which part.
    public var label: String
    /// The rate.
    public var rate: SharedRate

    /// Makes a rate.
    public init(_ label: String, _ rate: SharedRate) {
      self.label = label
      self.rate = rate
    }
  }

  /// A wave that went out, goes out, or would follow.
  public struct Wave: Sendable {
    /// Its number.
    public var number: Int
    /// When answers are due.
    public var answerBy: String
    /// People invited.
    public var invited: Int
    /// Seats offered to them.
    public var seats: Int
    /// Who said yes, no and nothing yet; nil of a wave that hasn't gone out.
    public var answers: (yes: Int, no: Int, silent: Int)?

    /// Makes a wave.
    public init(
      number: Int, answerBy: String, invited: Int, seats: Int,
      answers: (yes: Int, no: Int, silent: Int)?
    ) {
      self.number = number
      self.answerBy = answerBy
      self.invited = invited
      self.seats = seats
      self.answers = answers
    }
  }

  /// How the event ends if all waves go out.
  public struct Outlook: Sendable {
    /// What the host chooses of the last wave, in words.
    public var choice: String
    /// Whether the list says so.
    public var isTaken: Bool
    /// How the evening went where it was played many times.
    public var outlook: SeatCourse.Outlook

    /// Makes an outlook.
    public init(choice: String, isTaken: Bool, outlook: SeatCourse.Outlook) {
      self.choice = choice
      self.isTaken = isTaken
      self.outlook = outlook
    }
  }

  /// Seats at a price.
  public struct Tier: Sendable {
    /// The price in words.
    public var price: String
    /// Seats at that price; nil for no limit of their own.
    public var seats: Int?
    /// People of this wave who are offered it.
    public var people: Int
    /// Seats offered to them.
    public var offered: Int
    /// Seats of all waves that are expected to be taken at it.
    public var expected: Double

    /// Makes a tier.
    public init(price: String, seats: Int?, people: Int, offered: Int, expected: Double) {
      self.price = price
      self.seats = seats
      self.people = people
      self.offered = offered
      self.expected = expected
    }
  }

  /// The committee's name.
  public var committeeName: String
  /// Its number with the FEC.
  public var committeeID: String
  /// The list's title.
  public var title: String
  /// The event in a sentence.
  public var event: String
  /// The day of the cut.
  public var asOf: String
  /// Seats of the room.
  public var seats: Int
  /// The wave.
  public var wave: Int
  /// How many waves there are.
  public var waves: Int
  /// Seats that will be taken.
  public var expected: Double
  /// The range in which they lie nine times in ten.
  public var range: ClosedRange<Int>
  /// The chance that nine tenths of the room are taken.
  public var full: Double
  /// The chance that somebody has no seat.
  public var over: Double
  /// How many are invited, and why so many.
  public var choice: String
  /// The rates.
  public var rates: [Rate]
  /// What the rates rest on.
  public var evidence: String
  /// Waves so far, this one among them, and those that would follow.
  public var course: [Wave]
  /// How the event ends if all waves go out, by what the host may choose; empty where no wave follows.
  public var outlooks: [Outlook]
  /// How both chances go with the number of invitations; empty where nothing was cut.
  public var frontier: [SeatPlan.Step]
  /// The frontier's step that was taken.
  public var chosen: Int
  /// Seats by price.
  public var tiers: [Tier]
  /// Who is invited, held out and left out, in words with their counts.
  public var account: [(label: String, people: Int)]

  /// Makes a report from its parts.
  public init(
    committeeName: String, committeeID: String, title: String, event: String, asOf: String,
    seats: Int, wave: Int, waves: Int, expected: Double, range: ClosedRange<Int>, full: Double,
    over: Double, choice: String, rates: [Rate], evidence: String, course: [Wave],
    outlooks: [Outlook], frontier: [SeatPlan.Step], chosen: Int, tiers: [Tier],
    account: [(label: String, people: Int)]
  ) {
    self.committeeName = committeeName
    self.committeeID = committeeID
    self.title = title
    self.event = event
    self.asOf = asOf
    self.seats = seats
    self.wave = wave
    self.waves = waves
    self.expected = expected
    self.range = range
    self.full = full
    self.over = over
    self.choice = choice
    self.rates = rates
    self.evidence = evidence
    self.course = course
    self.outlooks = outlooks
    self.frontier = frontier
    self.chosen = chosen
    self.tiers = tiers
    self.account = account
  }
}
