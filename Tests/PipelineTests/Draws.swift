/// The same draws for the same seed.
///
/// SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", 2014.
struct Draws {
  var state: UInt64

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// From 0, below 1.
  mutating func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
  /// True once in so many draws.
  mutating func chance(_ times: Int) -> Bool { below(times) == 0 }
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
