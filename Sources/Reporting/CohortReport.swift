public import Modeling

/// What a search for cohorts found, as its page tells it.
public struct CohortReport: Sendable {
  /// A cohort.
  public struct Finding: Sendable {
    /// Its traits in words.
    public var traits: [String]
    /// What each part of the people says of it.
    public var finding: SubgroupDiscovery.Finding
    /// Whether counts where it was found may be told.
    public var tellsFound: Bool
    /// Whether counts among the others may be told.
    public var tellsConfirmed: Bool
    /// In how many of how many other splits it holds up; nil where none was made.
    public var heldUpAgain: (splits: Int, of: Int)?
    /// The people as a list's definition writes them; nil where it can't.
    public var universe: String?
    /// What they come to, the most first; none where too few were invited to anything.
    public var formats: [Format]

    /// Makes a finding from its parts.
    public init(
      traits: [String], finding: SubgroupDiscovery.Finding, tellsFound: Bool = true,
      tellsConfirmed: Bool = true, heldUpAgain: (splits: Int, of: Int)? = nil, universe: String?,
      formats: [Format]
    ) {
      self.traits = traits
      self.finding = finding
      self.tellsFound = tellsFound
      self.tellsConfirmed = tellsConfirmed
      self.heldUpAgain = heldUpAgain
      self.universe = universe
      self.formats = formats
    }
  }

  /// A format of event, and how people come to it against their own other invitations.
  public struct Format: Sendable {
    /// The format.
    public var name: String
    /// What the people say of it; nil where too few do to be told.
    public var contrast: FormatPreference.Contrast?

    /// Makes a format from its parts.
    public init(name: String, contrast: FormatPreference.Contrast?) {
      self.name = name
      self.contrast = contrast
    }
  }

  /// A star compared.
  public struct Match: Sendable {
    /// The star.
    public var star: String
    /// How like it is.
    public var match: LookAlike.Match
    /// Fans in the region who could be asked to come; nil of people whom no file knows.
    public var reachable: Int?
    /// Traits that match, in words.
    public var traits: [String]

    /// The same in words, where neither they nor the other fans are few; nil of people whom no file knows.
    public var reachableInWords: String? {
      reachable.map { reachable in
        if reachable < ToldGroups.fewest { return "fewer than \(ToldGroups.fewest)" }
        return match.fans - reachable < ToldGroups.fewest
          ? "all, or all but a few" : PageText.count(Int64(reachable))
      }
    }

    /// Makes a match from its parts.
    public init(star: String, match: LookAlike.Match, reachable: Int?, traits: [String]) {
      self.star = star
      self.match = match
      self.reachable = reachable
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
  /// What groups are told by.
  public var measure: CohortMeasure
  /// The day.
  public var asOf: String
  /// Groups looked at.
  public var groups: Int
  /// By what they are ordered, in words.
  public var order: String
  /// Deals by lot.
  public var lots: Int
  /// Those who were searched; nil where their counts may not be told.
  public var searched: SubgroupDiscovery.Share?
  /// Those who confirm; nil where their counts may not be told.
  public var confirming: SubgroupDiscovery.Share?
  /// What the files couldn't tell, in a sentence.
  public var leftOut: String?
  /// The set whose columns the findings are of; nil for what is known of the campaign's own people.
  public var set: String?
  /// The cohorts, the strongest first.
  public var findings: [Finding]
  /// What it says of protected classes; nil where it wasn't probed.
  public var proxy: CohortProxy?
  /// The stars compared; nil where none was asked for.
  public var alike: Alike?

  /// Makes a report from its parts.
  public init(
    committeeName: String, committeeID: String, title: String, target: String,
    measure: CohortMeasure, asOf: String, groups: Int, order: String, lots: Int,
    searched: SubgroupDiscovery.Share?, confirming: SubgroupDiscovery.Share?,
    leftOut: String? = nil, set: String? = nil,
    findings: [Finding], proxy: CohortProxy?, alike: Alike?
  ) {
    self.committeeName = committeeName
    self.committeeID = committeeID
    self.title = title
    self.target = target
    self.measure = measure
    self.asOf = asOf
    self.groups = groups
    self.order = order
    self.lots = lots
    self.searched = searched
    self.confirming = confirming
    self.leftOut = leftOut
    self.set = set
    self.findings = findings
    self.proxy = proxy
    self.alike = alike
  }
}
