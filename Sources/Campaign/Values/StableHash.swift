/// A hash that never changes: between runs, machines, versions and programming languages.
///
/// SipHash-2-4 (J.-P. Aumasson, D. J. Bernstein, "SipHash: a fast short-input PRF", 2012) under the
/// key 00 01 02 … 0f of its published vectors. The key is public: the hash identifies, it doesn't
/// protect.
public struct StableHash: Sendable {
  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64
  private var word: UInt64 = 0
  private var count: UInt64 = 0

  /// Starts the hash of no bytes.
  public init() {
    let key: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)
    v0 = key.0 ^ 0x736f_6d65_7073_6575
    v1 = key.1 ^ 0x646f_7261_6e64_6f6d
    v2 = key.0 ^ 0x6c79_6765_6e65_7261
    v3 = key.1 ^ 0x7465_6462_7974_6573
  }

  /// Adds a byte.
  public mutating func append(_ byte: UInt8) {
    word |= UInt64(byte) << ((count & 7) * 8)
    count &+= 1
    if count & 7 == 0 {
      compress(word)
      word = 0
    }
  }

  /// Adds bytes; how they are cut into calls makes no difference.
  public mutating func append(_ bytes: Span<UInt8>) {
    for index in bytes.indices { append(bytes[index]) }
  }

  /// Adds the UTF-8 bytes of a text.
  public mutating func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  /// The hash of all bytes added so far.
  public var value: UInt64 {
    var copy = self
    copy.compress(word | count << 56)
    copy.v2 ^= 0xff
    for _ in 0..<4 { copy.round() }
    return copy.v0 ^ copy.v1 ^ copy.v2 ^ copy.v3
  }

  /// The id of the person whose first source record this is: 1 … 2^63 - 1.
  ///
  /// The low 63 bits of the hash of the source's name, a byte 0x1F and the record's key; 1 where
  /// those bits are all zero. **This defines `person_id` for ever: every list, score and opt-out
  /// ever handed out refers to it.**
  public static func personIdentifier(source: Span<UInt8>, record: Span<UInt8>) -> Int64 {
    var hash = StableHash()
    hash.append(source)
    hash.append(0x1F)
    hash.append(record)
    return max(1, Int64(hash.value & 0x7fff_ffff_ffff_ffff))
  }

  /// The id of the person whose first source record this is, from texts.
  public static func personIdentifier(source: String, record: String) -> Int64 {
    let (source, record) = (Array(source.utf8), Array(record.utf8))
    return personIdentifier(source: source.span, record: record.span)
  }

  private mutating func compress(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  private mutating func round() {
    v0 &+= v1
    v1 = rotate(v1, 13) ^ v0
    v0 = rotate(v0, 32)
    v2 &+= v3
    v3 = rotate(v3, 16) ^ v2
    v0 &+= v3
    v3 = rotate(v3, 21) ^ v0
    v2 &+= v1
    v1 = rotate(v1, 17) ^ v2
    v2 = rotate(v2, 32)
  }

  private func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value << bits | value >> (64 - bits)
  }
}
