public import Campaign
import Foundation

/// All that the small-donor page says of how much money comes from small donors.
///
/// Figures of different bases stand beside each other but are never set against each other.
public struct SmallDonorReport: Equatable, Encodable, Sendable {
  /// The committee's name.
  public let committeeName: String
  /// The committee's FEC id.
  public let committeeID: String
  /// Whose money it is: one campaign committee, without its joint and party committees.
  public let scope = "campaign committee"
  /// The first day of the election cycle, `YYYY-MM-DD`.
  public let cycleStart: String
  /// The first day that no longer counts, `YYYY-MM-DD`.
  public let asOf: String
  /// The sums of the ledger.
  public let ledger: LedgerFigures
  /// The five shares of the ledger.
  public let shares: [Share]
  /// What FEC files bear, one section a committee.
  public let itemised: [ItemisedSection]
  /// The files behind all of it.
  public let sources: [DataSource]

  /// Makes the report from the three queries' rows.
  ///
  /// - Throws: a failure of kind bug where the ledger's sums contradict each other.
  public init(
    committeeName: String, committeeID: String, cycleStart: String, asOf: String,
    ledger: LedgerFigures, itemised: [ItemisedFigures], sources: [DataSource]
  ) throws(Failure) {
    self.committeeName = committeeName
    self.committeeID = committeeID
    self.cycleStart = cycleStart
    self.asOf = asOf
    self.ledger = ledger
    self.shares = try ledger.shares()
    self.itemised = itemised.map(ItemisedSection.init)
    self.sources = sources
  }

  /// The report as one JSON object: keys in snake case and sorted, money in cents.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
