internal import RealModule

/// The chi-squared distribution.
enum ChiSquared {
  /// P(X > x) for some degrees of freedom: the regularised upper incomplete gamma function
  /// Q(degrees/2, x/2), by its series under a + 1 and by Lentz's continued fraction from there on.
  ///
  /// Source: Press et al., Numerical Recipes, 6.2. Relative error under 1e-12 where the result is
  /// over 1e-300.
  static func upperTail(_ x: Double, degrees: Int) -> Double {
    precondition(degrees > 0, "a distribution has at least one degree of freedom")
    guard x > 0 else { return 1 }
    guard x.isFinite else { return 0 }
    let (a, half) = (Double(degrees) / 2, x / 2)
    let front = Double.exp(a * Double.log(half) - half - Double.logGamma(a))
    return half < a + 1
      ? max(0, 1 - front * series(a, half)) : front * continuedFraction(a, half)
  }

  private static func series(_ a: Double, _ x: Double) -> Double {
    var (term, sum, n) = (1 / a, 1 / a, a)
    repeat {
      n += 1
      term *= x / n
      sum += term
    } while term > sum * 1e-17
    return sum
  }

  private static func continuedFraction(_ a: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    for i in 1..<10_000 {
      let numerator = -Double(i) * (Double(i) - a)
      b += 2
      d = numerator * d + b
      if abs(d) < tiny { d = tiny }
      c = b + numerator / c
      if abs(c) < tiny { c = tiny }
      d = 1 / d
      let factor = d * c
      fraction *= factor
      if abs(factor - 1) < 1e-15 { break }
    }
    return fraction
  }
}
