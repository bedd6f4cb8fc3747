/// Exponentials and logarithms without branches or calls, so that a loop over them runs in lanes.
enum LaneMath {
  /// exp(x) for x ≤ 0, to 2e-7 relative; exp(-87) below that.
  ///
  /// With x = (k + f) ln 2, |f| ≤ 1/2: 2^f by its Taylor polynomial, 2^k by its exponent bits.
  @inline(__always)
  static func exp(notAbove0 x: Float) -> Float {
    let power = x * 1.442_695_04
    let bounded = power < -125 ? -125 : power
    // The sum rounds to a whole number, which its low bits then hold.
    let rounded = bounded + 12_582_912
    let f = bounded - (rounded - 12_582_912)
    var p: Float = 1.540_353_04e-4
    p = p * f + 1.333_355_81e-3
    p = p * f + 9.618_129_11e-3
    p = p * f + 5.550_410_87e-2
    p = p * f + 0.240_226_507
    p = p * f + 0.693_147_181
    p = p * f + 1
    return Float(bitPattern: p.bitPattern &+ (rounded.bitPattern &<< 23))
  }

  /// exp(x) for x ≤ 0, to 1e-15 relative; exp(-700) below that.
  @inline(__always)
  static func exp(notAbove0 x: Double) -> Double {
    let bounded = x < -700 ? -700 : x
    let rounded = bounded * 1.442_695_040_888_963_4 + 6_755_399_441_055_744
    let k = rounded - 6_755_399_441_055_744
    // ln 2 in two parts: the first has so few digits that its product with k is exact.
    let r = (bounded - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33
    var p = 1.605_904_383_682_161_3e-10
    p = p * r + 2.087_675_698_786_81e-9
    p = p * r + 2.505_210_838_544_172e-8
    p = p * r + 2.755_731_922_398_589e-7
    p = p * r + 2.755_731_922_398_589_3e-6
    p = p * r + 2.480_158_730_158_73e-5
    p = p * r + 1.984_126_984_126_984e-4
    p = p * r + 1.388_888_888_888_889e-3
    p = p * r + 8.333_333_333_333_333e-3
    p = p * r + 4.166_666_666_666_666_4e-2
    p = p * r + 0.166_666_666_666_666_66
    p = p * r + 0.5
    p = p * r + 1
    p = p * r + 1
    return Double(bitPattern: p.bitPattern &+ (rounded.bitPattern &<< 52))
  }

  /// log(1 + e) for e from 0 to 1, to 1e-7 relative: 2 artanh(e / (2 + e)) by its series.
  @inline(__always)
  static func log(onePlus e: Float) -> Float {
    let t = e / (2 + e)
    let s = t * t
    var p: Float = 1 / 15
    p = p * s + 1 / 13
    p = p * s + 1 / 11
    p = p * s + 1 / 9
    p = p * s + 1 / 7
    p = p * s + 1 / 5
    p = p * s + 1 / 3
    p = p * s + 1
    return 2 * t * p
  }

  /// log(1 + e) for e from 0 to 1, to 1e-15 relative.
  @inline(__always)
  static func log(onePlus e: Double) -> Double {
    let t = e / (2 + e)
    let s = t * t
    var p = 1.0 / 31
    p = p * s + 1.0 / 29
    p = p * s + 1.0 / 27
    p = p * s + 1.0 / 25
    p = p * s + 1.0 / 23
    p = p * s + 1.0 / 21
    p = p * s + 1.0 / 19
    p = p * s + 1.0 / 17
    p = p * s + 1.0 / 15
    p = p * s + 1.0 / 13
    p = p * s + 1.0 / 11
    p = p * s + 1.0 / 9
    p = p * s + 1.0 / 7
    p = p * s + 1.0 / 5
    p = p * s + 1.0 / 3
    p = p * s + 1
    return 2 * t * p
  }

  /// The sum of the lanes, by halves.
  @inline(__always)
  static func sum(_ lanes: SIMD16<Float>) -> Float {
    let eight = lanes.lowHalf + lanes.highHalf
    let four = eight.lowHalf + eight.highHalf
    return (four.x + four.z) + (four.y + four.w)
  }

  /// The sum of the lanes, by halves.
  @inline(__always)
  static func sum(_ lanes: SIMD8<Double>) -> Double {
    let four = lanes.lowHalf + lanes.highHalf
    return (four.x + four.z) + (four.y + four.w)
  }
}
