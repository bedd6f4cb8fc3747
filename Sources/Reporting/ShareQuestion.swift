/// The five questions that all pass for "how much comes from small donors?".
///
/// Each divides something else, so no two of their answers compare. 1 is the share that campaigns
/// announce, 3 the Campaign Finance Institute's, 4 the one that FEC reports show.
public enum ShareQuestion: Int, CaseIterable, Sendable {
  /// Small gifts among gifts.
  case smallGifts = 1
  /// The dollars in small gifts among the dollars.
  case dollarsInSmallGifts
  /// The dollars of donors whose total is small among the dollars.
  case dollarsFromSmallDonors
  /// The dollars given while the donor's total was still small among the dollars.
  case unitemisedDollars
  /// Donors whose total is small among donors.
  case smallDonors

  /// What the numerator and the denominator count.
  public enum Unit: String, Encodable, Sendable {
    /// Gifts.
    case gifts
    /// Money, in cents.
    case dollars
    /// Donors.
    case donors
  }

  /// What the numerator and the denominator count.
  public var unit: Unit {
    switch self {
    case .smallGifts: .gifts
    case .dollarsInSmallGifts, .dollarsFromSmallDonors, .unitemisedDollars: .dollars
    case .smallDonors: .donors
    }
  }

  /// The name by which a page calls the share.
  public var name: String {
    switch self {
    case .smallGifts: "Small gifts"
    case .dollarsInSmallGifts: "Money in small gifts"
    case .dollarsFromSmallDonors: "Money from small donors"
    case .unitemisedDollars: "Money not itemised"
    case .smallDonors: "Small donors"
    }
  }

  /// The share in one line, for a threshold in cents.
  public func definition(thresholdCents: Int64) -> String {
    let threshold = PageText.dollars(thresholdCents)
    return switch self {
    case .smallGifts: "Gifts of \(threshold) or less, out of all gifts"
    case .dollarsInSmallGifts: "Dollars in gifts of \(threshold) or less, out of all dollars"
    case .dollarsFromSmallDonors:
      "Dollars from donors who gave \(threshold) or less in the period, out of all dollars"
    case .unitemisedDollars:
      "Dollars given while the donor’s total so far was \(threshold) or less, out of all dollars"
    case .smallDonors: "Donors who gave \(threshold) or less in the period, out of all donors"
    }
  }
}
