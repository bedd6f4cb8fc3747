/// What a search for cohorts found, as its page tells it.
public struct CohortReport: Sendable {
  /// People, and those of them with the outcome.
  public struct Share: Sendable {
    /// People.
    public var people: Int64
    /// Those with the outcome.
    public var positives: Int64
    /// The share with it; 0 of nobody.
    public var rate: Double { people > 0 ? Double(positives) / Double(people) : 0 }

    /// Makes a share from its parts.
    public init(people: Int64, positives: Int64) {
      self.people = people
      self.positives = positives
    }
  }

  /// A cohort.
  public struct Finding: Sendable {
    /// Its traits in words.
    public var traits: [String]
    /// In the half that was searched.
    public var found: Share
    /// In the half that confirms.
    public var confirmed: Share
    /// The 95 % interval of the rate there.
    public var interval: ClosedRange<Double>
    /// The rate there, drawn in towards everyone's.
    public var shrunkenRate: Double
    /// The rate there, everyone's being 100.
    public var index: Double
    /// The chance that a lot gives a group as good anywhere.
    public var familyWiseP: Double
    /// The corrected chance in the half that confirms.
    public var confirmedP: Double
    /// Whether both halves say so.
    public var holdsUp: Bool
    /// The people as a list's definition writes them.
    public var universe: String

    /// Makes a finding from its parts.
    public init(
      traits: [String], found: Share, confirmed: Share, interval: ClosedRange<Double>,
      shrunkenRate: Double, index: Double, familyWiseP: Double, confirmedP: Double, holdsUp: Bool,
      universe: String
    ) {
      self.traits = traits
      self.found = found
      self.confirmed = confirmed
      self.interval = interval
      self.shrunkenRate = shrunkenRate
      self.index = index
      self.familyWiseP = familyWiseP
      self.confirmedP = confirmedP
      self.holdsUp = holdsUp
      self.universe = universe
    }
  }

  /// A star compared.
  public struct Match: Sendable {
    /// The star.
    public var star: String
    /// Fans in the region.
    public var fans: Int64
    /// The cosine of the profiles.
    public var similarity: Double
    /// The places of nine resamples in ten.
    public var places: ClosedRange<Int>
    /// The share of resamples in which the star is first.
    public var firstShare: Double
    /// Traits that match.
    public var traits: [String]

    /// Makes a match from its parts.
    public init(
      star: String, fans: Int64, similarity: Double, places: ClosedRange<Int>, firstShare: Double,
      traits: [String]
    ) {
      self.star = star
      self.fans = fans
      self.similarity = similarity
      self.places = places
      self.firstShare = firstShare
      self.traits = traits
    }
  }

  /// The stars compared with one.
  public struct Alike: Sendable {
    /// The star.
    public var star: String
    /// The region in which the others are seen.
    public var region: String
    /// The stars, the most alike first.
    public var matches: [Match]

    /// Makes a comparison from its parts.
    public init(star: String, region: String, matches: [Match]) {
      self.star = star
      self.region = region
      self.matches = matches
    }
  }

  /// The committee's name.
  public var committeeName: String
  /// Its number with the FEC.
  public var committeeID: String
  /// The question.
  public var title: String
  /// What is looked for, in words.
  public var target: String
  /// The day.
  public var asOf: String
  /// Groups looked at.
  public var groups: Int
  /// Deals by lot.
  public var lots: Int
  /// The half that was searched.
  public var searched: Share
  /// The half that confirms.
  public var confirming: Share
  /// The cohorts, the strongest first.
  public var findings: [Finding]
  /// The stars compared; nil where none was asked for.
  public var alike: Alike?

  /// Makes a report from its parts.
  public init(
    committeeName: String, committeeID: String, title: String, target: String, asOf: String,
    groups: Int, lots: Int, searched: Share, confirming: Share, findings: [Finding], alike: Alike?
  ) {
    self.committeeName = committeeName
    self.committeeID = committeeID
    self.title = title
    self.target = target
    self.asOf = asOf
    self.groups = groups
    self.lots = lots
    self.searched = searched
    self.confirming = confirming
    self.findings = findings
    self.alike = alike
  }
}
