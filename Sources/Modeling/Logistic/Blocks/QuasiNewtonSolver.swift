/// A convex function whose value and gradient cost one reading of all data; it can be asked in
/// `Float`, which is cheaper, or in `Double`.
protocol StreamedObjective {
  /// Value and gradient at a point.
  func slope(at parameters: [Double], precise: Bool) throws -> (value: Double, gradient: [Double])
}

/// Minimises a function with few readings of its data, from a Hessian that is only nearly its own.
///
/// The step is -H⁻¹ g, with H the Hessian of a sample of the rows, corrected by what the gradients
/// met on the way tell of the true one (limited-memory BFGS with H as its first matrix: Nocedal &
/// Wright, Numerical Optimization, 7.2; sub-sampled Hessians: Roosta-Khorasani & Mahoney,
/// Mathematical Programming 174, 2019). A step is taken by the rules of `NewtonSolver`, on the exact
/// objective. First readings are in `Float`, the last in `Double`.
///
/// The point is the optimum when, in `Double`, the step is at most 1e-7 of the largest parameter (or
/// of 1) and half the decrement gᵀ H⁻¹ g at most 1e-12 of the objective; that step is still taken.
/// A run that does not get there, as where the sample misleads, says so and is not believed.
struct QuasiNewtonSolver {
  /// The most readings of the data.
  var maximumReadings = 20
  /// Half the decrement, relative to the objective, under which readings are in `Double`: the next
  /// one in `Float` would be of its rounding.
  var preciseBelow = 1e-11
  /// Whether to stop where `Double` would begin.
  var isRough = false

  /// Where a run ended.
  struct Result {
    var parameters: [Double]
    var value: Double
    var readings: Int
    var converged: Bool
  }

  func minimize(
    _ objective: some StreamedObjective, from start: [Double], hessian: Cholesky
  ) throws -> Result {
    var memory = Memory(hessian: hessian)
    var line = Line(point: start, step: [], decrement: 0, precise: false)
    (line.value, line.gradient) = try objective.slope(at: start, precise: false)
    var readings = 1
    while readings < maximumReadings {
      line.step = memory.step(line.gradient)
      line.decrement = -dot(line.gradient, line.step)
      guard line.decrement.isFinite, line.decrement > 0 else { break }
      let isRoughlyThere = line.decrement / 2 <= 1e-12 * line.value
      let isThere =
        isRoughlyThere && largest(line.step) <= 1e-7 * max(1, largest(line.point))
      if isRough ? isRoughlyThere : line.precise && isThere {
        return Result(
          parameters: sum(line.point, 1, line.step), value: line.value - line.decrement / 2,
          readings: readings, converged: true)
      }
      line.precise =
        line.precise || !isRough && line.decrement / 2 <= preciseBelow * line.value
      if let end = try advance(line, objective, &readings) {
        memory.keep(
          step: sum(end.point, -1, line.point), change: sum(end.gradient, -1, line.gradient))
        line = end
      } else if line.precise {
        break
      } else {
        // `Float` tells no more.
        line.precise = true
        (line.value, line.gradient) = try objective.slope(at: line.point, precise: true)
        readings += 1
      }
    }
    return Result(
      parameters: line.point, value: line.value, readings: readings, converged: false)
  }

  /// A point, what was read there, and the step from there.
  private struct Line {
    var point: [Double]
    var value = 0.0
    var gradient: [Double] = []
    var step: [Double]
    /// -gᵀ s.
    var decrement: Double
    /// Whether readings are in `Double`.
    var precise: Bool
  }

  /// The next point along a line, or nil where none is acceptable.
  private func advance(
    _ line: Line, _ objective: some StreamedObjective, _ readings: inout Int
  ) throws -> Line? {
    // Where the decrease drowns in the rounding of the value, slopes tell it.
    let slack = abs(line.value) * (line.precise ? 1e-7 : 1e-6)
    var end = line
    var fraction = 1.0
    while readings < maximumReadings, fraction > 1e-4 {
      end.point = sum(line.point, fraction, line.step)
      (end.value, end.gradient) = try objective.slope(at: end.point, precise: line.precise)
      readings += 1
      let slope = dot(end.gradient, line.step)
      let isLower = end.value <= line.value - 1e-4 * fraction * line.decrement - slack
      let isLowerBySlope =
        end.value <= line.value + slack && slope <= (1 - 2e-4) * line.decrement
      if isLower || isLowerBySlope { return end }
      // The minimum of the line by its two slopes, within bounds.
      let ratio =
        slope.isFinite && slope > 0 ? line.decrement / (line.decrement + slope) : 0.1
      fraction *= min(0.5, max(0.1, ratio))
    }
    return nil
  }

  /// The steps taken and how the gradient changed over them.
  private struct Memory {
    let hessian: Cholesky
    private var steps: [[Double]] = []
    private var changes: [[Double]] = []
    private var curvatures: [Double] = []

    init(hessian: Cholesky) { self.hessian = hessian }

    mutating func keep(step: [Double], change: [Double]) {
      let curvature = dot(step, change)
      guard curvature > 1e-12 * dot(change, change).squareRoot() * dot(step, step).squareRoot()
      else { return }
      steps.append(step)
      changes.append(change)
      curvatures.append(curvature)
    }

    /// -H⁻¹ g by the two loops over what is kept.
    func step(_ gradient: [Double]) -> [Double] {
      var rest = gradient.map { -$0 }
      var shares: [Double] = []
      for index in steps.indices.reversed() {
        let share = dot(steps[index], rest) / curvatures[index]
        shares.append(share)
        rest = sum(rest, -share, changes[index])
      }
      var step = hessian.solve(rest)
      for index in steps.indices {
        let correction = dot(changes[index], step) / curvatures[index]
        step = sum(step, shares[steps.count - 1 - index] - correction, steps[index])
      }
      return step
    }
  }
}

private func dot(_ first: [Double], _ second: [Double]) -> Double {
  zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
}

private func sum(_ first: [Double], _ factor: Double, _ second: [Double]) -> [Double] {
  zip(first, second).map { $0 + factor * $1 }
}

private func largest(_ values: [Double]) -> Double { values.reduce(0) { max($0, abs($1)) } }
