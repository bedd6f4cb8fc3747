/// Draws samples of people by a hash of their id, with the same result in Swift and in SQL.
///
/// The server's own hash functions may change between major versions and `random()` can't be
/// repeated, so a sample is `bucket < share`, where in SQL, on `bigint`,
///
///     bucket = (((person_id % 2147483629) * a + b) % 2147483647) % 1000000
///
/// A linear hash modulo the prime 2^31 - 1 (J. L. Carter, M. N. Wegman, "Universal classes of hash
/// functions", 1979) of the id modulo the prime 2^31 - 19. No step leaves `bigint`: (2^31)^2 < 2^63.
/// Buckets differ in probability by at most 1 in 2,147.
public struct SampleHash: Hashable, Sendable {
  /// The factor `a`, 1 ..< 2^31 - 1.
  public let factor: Int64
  /// The summand `b`, 0 ..< 2^31 - 1.
  public let summand: Int64

  /// How many buckets there are; a bucket is one in a million.
  public static let bucketCount: Int64 = 1_000_000

  private static let modulus: Int64 = 2_147_483_647
  private static let identifierModulus: Int64 = 2_147_483_629

  /// Draws the factor and the summand from a seed, such as `holdout 2026`.
  public init(seed: String) {
    var hash = StableHash()
    hash.append(seed)
    hash.append(0x1F)
    var second = hash
    hash.append(UInt8(ascii: "a"))
    second.append(UInt8(ascii: "b"))
    factor = 1 + Int64(hash.value % UInt64(SampleHash.modulus - 1))
    summand = Int64(second.value % UInt64(SampleHash.modulus))
  }

  /// The bucket of a person, 0 ..< 1,000,000.
  ///
  /// - Precondition: the id isn't negative (as no `person_id` is).
  public func bucket(_ personIdentifier: Int64) -> Int64 {
    precondition(personIdentifier >= 0, "a person id is never negative")
    let reduced = personIdentifier % SampleHash.identifierModulus
    return (reduced * factor + summand) % SampleHash.modulus % SampleHash.bucketCount
  }
}
