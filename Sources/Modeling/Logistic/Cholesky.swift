internal import RealModule

/// The factor L of a symmetric positive definite matrix A = L Lᵀ, in the given order of columns.
struct Cholesky: Sendable {
  /// The order of the factor.
  let order: Int
  /// L, row-major; the upper triangle is zero.
  private let lower: [Double]

  /// Factors the lower triangle of a row-major matrix plus `damping` times its diagonal.
  ///
  /// Nil when a pivot falls to `tolerance` times its diagonal element or under.
  init?(_ matrix: [Double], order: Int, damping: Double = 0, tolerance: Double = 1e-14) {
    let (factor, independent) = Self.factor(
      matrix, order: order, damping: damping, tolerance: tolerance)
    guard independent.count == order else { return nil }
    self.order = order
    self.lower = factor
  }

  /// The columns that are no linear combination of earlier ones, to a tolerance.
  ///
  /// For a Gram matrix the pivot of a column, over its diagonal element, is the share of its sum of
  /// squares that the earlier kept columns leave unexplained.
  static func independentColumns(
    of matrix: [Double], order: Int, tolerance: Double
  ) -> [Int] {
    factor(matrix, order: order, damping: 0, tolerance: tolerance).independent
  }

  private static func factor(
    _ matrix: [Double], order: Int, damping: Double, tolerance: Double
  ) -> (lower: [Double], independent: [Int]) {
    var lower = [Double](repeating: 0, count: order * order)
    var independent: [Int] = []
    for row in 0..<order {
      // A dependent column keeps a row of zeros and so takes no part in what follows.
      for column in independent {
        let sum = matrix[row * order + column] - dot(lower, row * order, column * order, column)
        lower[row * order + column] = sum / lower[column * order + column]
      }
      let diagonal = matrix[row * order + row] * (1 + damping)
      let pivot = diagonal - dot(lower, row * order, row * order, row)
      if pivot > tolerance * diagonal {
        lower[row * order + row] = pivot.squareRoot()
        independent.append(row)
      } else {
        for column in 0..<row { lower[row * order + column] = 0 }
      }
    }
    return (lower, independent)
  }

  /// Solves A x = b.
  func solve(_ right: [Double]) -> [Double] {
    var solution = right
    for row in 0..<order {
      for column in 0..<row { solution[row] -= lower[row * order + column] * solution[column] }
      solution[row] /= lower[row * order + row]
    }
    for row in (0..<order).reversed() {
      solution[row] /= lower[row * order + row]
      for column in 0..<row { solution[column] -= lower[row * order + column] * solution[row] }
    }
    return solution
  }

  /// The inverse of A, row-major.
  func inverse() -> [Double] {
    var inverse = [Double](repeating: 0, count: order * order)
    for column in 0..<order {
      var unit = [Double](repeating: 0, count: order)
      unit[column] = 1
      let solution = solve(unit)
      for row in 0..<order { inverse[row * order + column] = solution[row] }
    }
    return inverse
  }

  /// The logarithm of A's determinant.
  var logDeterminant: Double {
    2 * (0..<order).reduce(0) { $0 + Double.log(lower[$1 * order + $1]) }
  }

  private static func dot(_ values: [Double], _ first: Int, _ second: Int, _ count: Int) -> Double {
    var sum = 0.0
    for offset in 0..<count {
      sum = Relaxed.multiplyAdd(values[first + offset], values[second + offset], sum)
    }
    return sum
  }
}
