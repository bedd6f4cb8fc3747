internal import RealModule

/// exp(x) for x ≤ 0, to two units in the last place, from plain arithmetic, which vectorises where
/// a call of the C library can't; under -708 it is exp(-708).
@inline(__always)
func exponential(ofNegative x: Double) -> Double {
  let held = x > -708 ? x : -708
  // Adding 1.5 · 2^52 rounds to a whole number, which then stands in the lowest bits.
  let shifted = held * 1.4426950408889634 + 6_755_399_441_055_744
  let whole = shifted - 6_755_399_441_055_744
  // x - k log 2 in two parts, the first of which k divides without rounding.
  let rest = (held - whole * 0.693147180369123816490) - whole * 1.90821492927058770002e-10
  // Taylor's series: at |rest| ≤ (log 2)/2 the first term left out is under 1e-17.
  var sum = 1.0 / 6_227_020_800
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 479_001_600)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 39_916_800)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 3_628_800)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 362_880)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 40_320)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 5_040)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 720)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 120)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 24)
  sum = Relaxed.multiplyAdd(sum, rest, 1.0 / 6)
  sum = Relaxed.multiplyAdd(sum, rest, 0.5)
  sum = Relaxed.multiplyAdd(sum, rest, 1)
  sum = Relaxed.multiplyAdd(sum, rest, 1)
  return sum * Double(bitPattern: (shifted.bitPattern &+ 1023) << 52)
}

/// log(1 + t) for t from 0 to 1, to two units in the last place.
@inline(__always)
func logarithm(onePlus t: Double) -> Double {
  // 2 artanh(s), whose series at s ≤ 1/3 falls by a ninth a term.
  let s = t / (2 + t)
  let square = s * s
  var sum = 1.0 / 33
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 31)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 29)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 27)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 25)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 23)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 21)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 19)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 17)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 15)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 13)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 11)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 9)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 7)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 5)
  sum = Relaxed.multiplyAdd(sum, square, 1.0 / 3)
  sum = Relaxed.multiplyAdd(sum, square, 1)
  return 2 * s * sum
}
