import Campaign
public import Modeling

/// What the groups of a search for cohorts are told by.
public enum CohortMeasure: String, Sendable {
  /// The share of people with the outcome.
  case share
  /// Dollars an invitation brings; amounts are cents.
  case dollars
  /// How many more in a hundred a contact moves.
  case uplift

  /// A rate of a share, such as `7.7 %`, `$8.33 an invitation` or `2.1 more in 100`.
  public func words(_ rate: Double) -> String {
    switch self {
    case .share: PageText.percent(rate)
    case .dollars: "\(Cents(Int64(rate.rounded())).dollars) an invitation"
    case .uplift: "\(PageText.decimal(rate * 100, places: 1)) more in 100"
    }
  }

  /// What stands in the place of counts that may not be told.
  public static let untold = "too few to be told"

  /// A group: how many people, how many with the outcome, and the rate.
  public func words(_ share: SubgroupDiscovery.Share) -> String {
    let (positives, size) = (
      PageText.count(Int64(share.positives)), PageText.count(Int64(share.size))
    )
    return switch self {
    case .share: "\(positives) of \(size) (\(words(share.rate)))"
    case .dollars: "\(words(share.rate)) (\(positives) of \(size) paid)"
    case .uplift: "\(words(share.rate)) (\(size) people)"
    }
  }

  /// What the best finding comes to, beside everyone.
  func headline(_ finding: SubgroupDiscovery.Finding) -> String {
    let times = "\(PageText.decimal(finding.index / 100, places: 1)) times"
    return switch self {
    case .share: "\(times) as often"
    case .dollars: finding.everyone.rate > 0 ? "\(times) as much" : words(finding.confirmed.rate)
    case .uplift: words(finding.confirmed.rate)
    }
  }

  /// Whom the headline is beside.
  func beside(_ finding: SubgroupDiscovery.Finding) -> String {
    switch self {
    case .share: "as everyone"
    case .dollars: "as everyone invited brings"
    case .uplift: "by the contact, and \(words(finding.everyone.rate)) of everyone"
    }
  }
}
