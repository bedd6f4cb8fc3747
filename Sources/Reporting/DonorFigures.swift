/// What depends on which donor records are one person.
public struct DonorFigures: Equatable, Encodable, Sendable {
  /// Donors with a total above zero.
  public var donorCount: Int64
  /// Those of them whose total is at most the threshold.
  public var smallDonorCount: Int64
  /// The money of those, in cents.
  public var smallDonorCents: Int64
  /// The money given while a donor's running total was at most the threshold, in cents.
  public var unitemisedCents: Int64

  /// Makes the figures of one way to count donors.
  public init(
    donorCount: Int64, smallDonorCount: Int64, smallDonorCents: Int64, unitemisedCents: Int64
  ) {
    self.donorCount = donorCount
    self.smallDonorCount = smallDonorCount
    self.smallDonorCents = smallDonorCents
    self.unitemisedCents = unitemisedCents
  }
}
