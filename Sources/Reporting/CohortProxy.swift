public import Modeling

/// What a search for cohorts says of protected classes, as its page tells it.
public struct CohortProxy: Sendable {
  /// A group and a class.
  public struct Share: Sendable {
    /// The group's traits in words.
    public var traits: [String]
    /// The kind of class, such as race.
    public var kind: String
    /// The class.
    public var value: String
    /// Its share in the group and among everyone.
    public var share: ProxyShare
    /// Whether the group stands in for it or leaves it out.
    public var standsIn: Bool

    /// Makes a share from its parts.
    public init(
      traits: [String], kind: String, value: String, share: ProxyShare, standsIn: Bool
    ) {
      self.traits = traits
      self.kind = kind
      self.value = value
      self.share = share
      self.standsIn = standsIn
    }

    /// The shares in words, such as `61.0 % are Black, against 21.3 % of everyone: 2.9 times (2.6 to 3.2)`.
    public var words: String {
      let times =
        "\(PageText.decimal(share.interval.lowerBound, places: 1)) to \(PageText.decimal(share.interval.upperBound, places: 1))"
      let everyone = "against \(PageText.percent(share.everyonesShare)) of everyone"
      if let own = share.share, let ratio = share.ratio {
        return
          "\(PageText.percent(own)) are \(value), \(everyone): \(PageText.decimal(ratio, places: 1)) times (\(times))"
      }
      let known = PageText.count(Int64(share.group.known))
      return share.group.ofClass.lowerBound > 0
        ? "all but a few of \(known) are \(value), \(everyone)"
        : "fewer than 10 of \(known) are \(value), \(everyone)"
    }

    /// Whether the group has more of the class than everyone.
    var isMore: Bool { (share.ratio ?? share.interval.lowerBound) > 1 }
  }

  /// A class, and how well all traits together tell who is of it.
  public struct Together: Sendable {
    /// The kind of class.
    public var kind: String
    /// The class.
    public var value: String
    /// How well.
    public var area: ProxyArea

    /// Makes one from its parts.
    public init(kind: String, value: String, area: ProxyArea) {
      self.kind = kind
      self.value = value
      self.area = area
    }
  }

  /// The kinds that were probed.
  public var kinds: [String]
  /// Why a finding that stands in for a class may be listed all the same, and by whom; nil where nobody said so.
  public var checked: String?
  /// Of each finding what is told.
  public var findings: [[Share]]
  /// The traits that stand in for a class.
  public var traits: [Share]
  /// Of how many traits something is told.
  public var traitsProbed: Int
  /// What all traits together tell.
  public var together: [Together]

  /// Makes it from its parts.
  public init(
    kinds: [String], checked: String?, findings: [[Share]], traits: [Share], traitsProbed: Int,
    together: [Together]
  ) {
    self.kinds = kinds
    self.checked = checked
    self.findings = findings
    self.traits = traits
    self.traitsProbed = traitsProbed
    self.together = together
  }

  /// What is said of a finding, sentence by sentence.
  public func says(of finding: Int) -> [String] {
    let told = findings[finding]
    let standing = told.filter(\.standsIn)
    if told.isEmpty { return ["Too few of these people have a class that is known to be probed."] }
    guard !standing.isEmpty else {
      return ["Stands in for no class that was probed (\(kinds.joined(separator: ", ")))."]
    }
    return standing.map {
      "\($0.isMore ? "Stands in for a protected class" : "Leaves a protected class out") "
        + "(\($0.kind)): \($0.words)."
    }
  }

  /// Whether the line for a list is kept back: the finding stands in for a class, and nobody said why it may be
  /// listed all the same.
  public func keepsBack(_ finding: Int) -> Bool {
    checked == nil && findings[finding].contains(where: \.standsIn)
  }
}
