/// What a generator is for; each purpose has random numbers of its own, so that a further draw in
/// one place moves nothing in another.
enum Stream: UInt64 {
  case block = 1
  case household, voter, votes, giver, identity, gifts, outsider, calls, rival
  case sample, lot, trial, stars, poll, events, email, message, vendor, segment, contest
}

/// Random numbers that depend on (seed, purpose, index) alone: any person can be made again at any
/// time, so that nothing has to be kept.
///
/// SplitMix64 (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators"), its
/// state set by hashing the three parts. Integers and IEEE-exact operations only: the same seed
/// gives the same bytes on every machine.
struct Draws {
  private var state: UInt64

  init(seed: UInt64, _ stream: Stream, _ index: Int) {
    let keyed = Self.mixed(Self.mixed(seed &+ Self.step) &+ stream.rawValue)
    state = Self.mixed(keyed &+ UInt64(truncatingIfNeeded: index))
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mixed(state)
  }

  /// A number in [0, 1).
  mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A whole number in `0..<bound`.
  mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a draw needs at least one outcome")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  mutating func chance(_ probability: Double) -> Bool {
    unit() < probability
  }

  /// Any element, all alike.
  mutating func pick<T>(_ choices: [T]) -> T {
    choices[below(choices.count)]
  }

  /// An element of a list that stands in order of frequency: the first are the most common.
  mutating func pickRanked<T>(_ choices: [T]) -> T {
    let u = unit()
    return choices[Int(Double(choices.count) * u * u)]
  }

  /// The position of one of several weights.
  mutating func weighted(_ weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (position, weight) in weights.enumerated() {
      if rest < weight { return position }
      rest -= weight
    }
    return weights.count - 1
  }
}

/// Numbers that look drawn yet never repeat: a one-to-one map of the first 2^bits integers, so
/// that an identifier can be made from a position without counting and without showing it.
func shuffled(_ value: Int, bits: UInt64, seed: UInt64) -> Int {
  let mask = (UInt64(1) << bits) - 1
  var x = UInt64(value)
  precondition(x <= mask, "the value does not fit the range that is shuffled")
  for round in 1...3 as ClosedRange<UInt64> {
    x = (x &* 0xD134_2543_DE82_EF95 &+ (seed &* round)) & mask
    x ^= x >> (bits / 2)
  }
  return Int(x)
}
