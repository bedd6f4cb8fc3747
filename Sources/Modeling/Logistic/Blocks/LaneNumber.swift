internal import RealModule

/// Numbers with exponentials and logarithms without branches or calls, so that a loop over them runs
/// in lanes.
protocol LaneNumber: Real, BinaryFloatingPoint {
  /// exp(x) for x ≤ 0; of numbers so low that exp(x) hardly counts, a number that hardly counts.
  static func laneExp(notAbove0 x: Self) -> Self
  /// log(1 + e) for e from 0 to 1.
  static func laneLog(onePlus e: Self) -> Self
}

extension Float: LaneNumber {
  /// exp(x) for x ≤ 0, to 2e-7 relative; exp(-87) below that.
  ///
  /// With x = (k + f) ln 2, |f| ≤ 1/2: 2^f by its Taylor polynomial, 2^k by its exponent bits.
  @inline(__always)
  static func laneExp(notAbove0 x: Float) -> Float {
    let power = x * 1.442_695_04
    let bounded = power < -125 ? -125 : power
    // The sum rounds to a whole number, which its low bits then hold.
    let rounded = bounded + 12_582_912
    let f = bounded - (rounded - 12_582_912)
    var p: Float = 1.540_353_04e-4
    p = Relaxed.multiplyAdd(p, f, 1.333_355_81e-3)
    p = Relaxed.multiplyAdd(p, f, 9.618_129_11e-3)
    p = Relaxed.multiplyAdd(p, f, 5.550_410_87e-2)
    p = Relaxed.multiplyAdd(p, f, 0.240_226_507)
    p = Relaxed.multiplyAdd(p, f, 0.693_147_181)
    p = Relaxed.multiplyAdd(p, f, 1)
    return Float(bitPattern: p.bitPattern &+ (rounded.bitPattern &<< 23))
  }

  /// log(1 + e) for e from 0 to 1, to 1e-7 relative: 2 artanh(e / (2 + e)) by its series.
  @inline(__always)
  static func laneLog(onePlus e: Float) -> Float {
    let t = e / (2 + e)
    let s = t * t
    var p: Float = 1 / 15
    p = Relaxed.multiplyAdd(p, s, 1 / 13)
    p = Relaxed.multiplyAdd(p, s, 1 / 11)
    p = Relaxed.multiplyAdd(p, s, 1 / 9)
    p = Relaxed.multiplyAdd(p, s, 1 / 7)
    p = Relaxed.multiplyAdd(p, s, 1 / 5)
    p = Relaxed.multiplyAdd(p, s, 1 / 3)
    p = Relaxed.multiplyAdd(p, s, 1)
    return 2 * t * p
  }
}

extension Double: LaneNumber {
  /// exp(x) for x ≤ 0, to 1e-15 relative; exp(-700) below that.
  @inline(__always)
  static func laneExp(notAbove0 x: Double) -> Double {
    let bounded = x < -700 ? -700 : x
    let rounded = bounded * 1.442_695_040_888_963_4 + 6_755_399_441_055_744
    let k = rounded - 6_755_399_441_055_744
    // ln 2 in two parts: the first has so few digits that its product with k is exact.
    let r = (bounded - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33
    var p = 1.605_904_383_682_161_3e-10
    p = Relaxed.multiplyAdd(p, r, 2.087_675_698_786_81e-9)
    p = Relaxed.multiplyAdd(p, r, 2.505_210_838_544_172e-8)
    p = Relaxed.multiplyAdd(p, r, 2.755_731_922_398_589e-7)
    p = Relaxed.multiplyAdd(p, r, 2.755_731_922_398_589_3e-6)
    p = Relaxed.multiplyAdd(p, r, 2.480_158_730_158_73e-5)
    p = Relaxed.multiplyAdd(p, r, 1.984_126_984_126_984e-4)
    p = Relaxed.multiplyAdd(p, r, 1.388_888_888_888_889e-3)
    p = Relaxed.multiplyAdd(p, r, 8.333_333_333_333_333e-3)
    p = Relaxed.multiplyAdd(p, r, 4.166_666_666_666_666_4e-2)
    p = Relaxed.multiplyAdd(p, r, 0.166_666_666_666_666_66)
    p = Relaxed.multiplyAdd(p, r, 0.5)
    p = Relaxed.multiplyAdd(p, r, 1)
    p = Relaxed.multiplyAdd(p, r, 1)
    return Double(bitPattern: p.bitPattern &+ (rounded.bitPattern &<< 52))
  }

  /// log(1 + e) for e from 0 to 1, to 1e-15 relative.
  @inline(__always)
  static func laneLog(onePlus e: Double) -> Double {
    let t = e / (2 + e)
    let s = t * t
    var p = 1.0 / 31
    p = Relaxed.multiplyAdd(p, s, 1.0 / 29)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 27)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 25)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 23)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 21)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 19)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 17)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 15)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 13)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 11)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 9)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 7)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 5)
    p = Relaxed.multiplyAdd(p, s, 1.0 / 3)
    p = Relaxed.multiplyAdd(p, s, 1)
    return 2 * t * p
  }
}
