internal import RealModule

/// A quadratic function with an elastic-net penalty:
/// gᵀ(b - r) + ½ (b - r)ᵀ H (b - r) + Σ (mⱼ |bⱼ| + ½ sⱼ bⱼ²), about a reference r.
///
/// Coordinates are lowered one by one, the active ones more often (Friedman, Hastie & Tibshirani,
/// Journal of Statistical Software 33, 2010); once signs look settled, the equations of the active
/// ones are solved as they stand, and the answer is taken where it keeps the signs and no other
/// coordinate wants to move. So the minimum is met to rounding.
struct PenalisedQuadratic {
  /// H, row-major and whole.
  let hessian: [Double]
  /// The least curvature of a coordinate that is believed.
  let floor: Double
  /// mⱼ of each coordinate.
  let magnitudes: [Double]
  /// sⱼ of each coordinate.
  let squares: [Double]

  private var order: Int { magnitudes.count }

  /// The minimum, and how far it lies under the value at the reference.
  ///
  /// - Parameters:
  ///   - reference: r.
  ///   - gradient: g.
  ///   - start: Where to begin.
  func minimum(
    about reference: [Double], gradient: [Double], from start: [Double]
  ) -> (point: [Double], decrease: Double) {
    var point = start
    var slopes = gradient
    for slot in 0..<order where start[slot] != reference[slot] {
      move(slot, by: start[slot] - reference[slot], &slopes)
    }
    for round in 0..<Self.rounds {
      var largest = sweep(0..<order, &point, &slopes)
      let active = (0..<order).filter { point[$0] != 0 || magnitudes[$0] == 0 }
      for _ in 0..<3 { largest = max(sweep(active, &point, &slopes), largest / 100) }
      if settle(&point, &slopes) || largest <= 1e-26 { break }
      // Where the equations can't be solved, only sweeping is left.
      if round > 20 { for _ in 0..<50 { _ = sweep(active, &point, &slopes) } }
    }
    var decrease = 0.0
    for slot in 0..<order {
      let (new, old) = (point[slot], reference[slot])
      decrease -= (new - old) * (slopes[slot] + gradient[slot]) / 2
      decrease -= magnitudes[slot] * (abs(new) - abs(old))
      decrease -= squares[slot] / 2 * (new - old) * (new + old)
    }
    return (point, decrease)
  }

  private static let rounds = 60

  /// Lowers coordinates in turn; the largest squared movement in units of the function.
  private func sweep(
    _ slots: some Sequence<Int>, _ point: inout [Double], _ slopes: inout [Double]
  ) -> Double {
    var largest = 0.0
    for slot in slots {
      let curvature = max(hessian[slot * order + slot], floor)
      let pull = curvature * point[slot] - slopes[slot]
      let bound = magnitudes[slot]
      let rest = pull > bound ? pull - bound : pull < -bound ? pull + bound : 0
      let change = rest / (curvature + squares[slot]) - point[slot]
      guard change != 0 else { continue }
      point[slot] = rest == 0 ? 0 : point[slot] + change
      move(slot, by: change, &slopes)
      largest = max(largest, curvature * change * change)
    }
    return largest
  }

  private func move(_ slot: Int, by change: Double, _ slopes: inout [Double]) {
    let row = hessian.span.extracting(slot * order..<(slot + 1) * order)
    var target = slopes.mutableSpan
    precondition(target.count == row.count)
    for other in 0..<row.count {
      target[unchecked: other] = Relaxed.multiplyAdd(
        change, row[unchecked: other], target[unchecked: other])
    }
  }

  /// Solves the active coordinates' equations; true where the signs hold and nothing else moves.
  private func settle(_ point: inout [Double], _ slopes: inout [Double]) -> Bool {
    let active = (0..<order).filter { point[$0] != 0 || magnitudes[$0] == 0 }
    var matrix = [Double](repeating: 0, count: active.count * active.count)
    for (row, slot) in active.enumerated() {
      for column in 0...row {
        matrix[row * active.count + column] = hessian[slot * order + active[column]]
      }
      matrix[row * active.count + row] =
        max(hessian[slot * order + slot], floor) + squares[slot]
    }
    guard let factor = Cholesky(matrix, order: active.count, tolerance: 1e-12) else {
      return false
    }
    let changes = factor.solve(
      active.map { slot in
        let sign: Double = point[slot] > 0 ? 1 : point[slot] < 0 ? -1 : 0
        return -(slopes[slot] + squares[slot] * point[slot] + magnitudes[slot] * sign)
      })
    for (slot, change) in zip(active, changes) where magnitudes[slot] > 0 {
      guard (point[slot] + change) * point[slot] > 0 else { return false }
    }
    for (slot, change) in zip(active, changes) {
      point[slot] += change
      move(slot, by: change, &slopes)
    }
    for slot in 0..<order where point[slot] == 0 {
      guard abs(slopes[slot]) <= magnitudes[slot] * (1 + 1e-12) else { return false }
    }
    return true
  }
}
