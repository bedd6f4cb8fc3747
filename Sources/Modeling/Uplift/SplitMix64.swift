/// A generator of 64-bit numbers with the same sequence everywhere.
///
/// Source: Steele, Lea & Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
struct SplitMix64 {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// One of many streams of a seed.
  ///
  /// They begin far from one another: at seeds a step apart each would be the one before without its first number.
  init(seed: UInt64, lot: Int) {
    self.init(seed: Self.mix(Self.mix(seed) &+ UInt64(lot)))
  }

  /// The next number.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Self.mix(state)
  }

  /// The next number from 0 to 1, 1 not among them.
  mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// The next whole number under a bound of at least 1: the upper half of a 128-bit product, whose
  /// probabilities differ by at most bound / 2^64.
  mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Puts the elements of a range in a random order (Fisher & Yates).
  mutating func shuffle<Element>(_ elements: inout [Element], in range: Range<Int>) {
    guard range.count > 1 else { return }
    for index in range.dropFirst().reversed() {
      elements.swapAt(index, range.lowerBound + below(index - range.lowerBound + 1))
    }
  }

  /// Scatters a number: its finishing step, which is a bijection.
  static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
