/// Follows the minima of mean loss + λ Σ fⱼ (α |bⱼ| + (1 - α)/2 bⱼ²) as λ falls.
///
/// At each λ: proximal Newton steps on a quadratic model whose gradient is exact and whose Hessian
/// is a sample's, kept from λ to λ while its steps are good (Lee, Sun & Saunders, SIAM Journal on
/// Optimization 24, 2014). Columns that the sequential strong rule rules out aren't looked at, until
/// a check of all of them shows who was missed (Tibshirani et al., Journal of the Royal Statistical
/// Society B 74, 2012). A step must lower the exact objective, or it is halved; where steps turn
/// bad, the Hessian is taken anew and in the end over all rows.
///
/// Done when the model promises less than `tolerance` times the objective from a further step; the
/// point given is the end of that step.
struct ElasticNetSolver<Pass: LogisticPass> {
  private var pass: Pass
  private let factors: [Double]
  private let alpha: Double
  private let tolerance: Double

  private var model: CurvatureSample
  private var modelIsFresh = true
  /// Where the pass stands, with the loss and its slopes there; slopes outside the model's slots
  /// are those of the last check.
  private var point: ScaledPoint
  private var loss: Double
  private var slopes: [Double]
  private var interceptSlope: Double
  private var previous = Double.infinity
  /// Passes over the data made so far.
  private(set) var passes = 1

  /// Stands at the model without penalised columns.
  init(_ pass: Pass, factors: [Double], alpha: Double, tolerance: Double, start: ScaledPoint) {
    var pass = pass
    let sums = pass.move(to: start, slopesOf: Array(0..<pass.columns))
    self.factors = factors
    self.alpha = alpha
    self.tolerance = tolerance
    point = start
    (loss, interceptSlope, slopes) = sums
    model = CurvatureSample(pass, whole: false)
    self.pass = pass
  }

  /// The least λ at which no penalised column enters; with `alpha` under .001, that of .001.
  var largestPenalty: Double {
    let reaches = slopes.indices.filter { factors[$0] > 0 }.map { abs(slopes[$0]) / factors[$0] }
    // A few units in the last place more, so that rounding lets nobody in.
    return (reaches.max() ?? 0) / max(alpha, 1e-3) * (1 + 1e-15)
  }

  /// The minimum at a λ, which is at most that of the call before.
  mutating func minimum(at penalty: Double) throws(LogisticError) -> ScaledPoint {
    var inUse = Set(model.slots)
    let bound = alpha * (previous.isFinite ? 2 * penalty - previous : penalty)
    var entering = slopes.indices.filter {
      !inUse.contains($0)
        && (factors[$0] == 0 || point.coefficients[$0] != 0
          || abs(slopes[$0]) >= bound * factors[$0])
    }
    previous = penalty
    var result = point
    repeat {
      inUse.formUnion(entering)
      model.add(entering, pass)
      result = try descend(penalty, from: result)
      let others = slopes.indices.filter { !inUse.contains($0) }
      for (column, slope) in zip(others, pass.slopes(of: others)) { slopes[column] = slope }
      entering = others.filter { abs(slopes[$0]) > alpha * penalty * factors[$0] }
    } while !entering.isEmpty
    return result
  }

  /// Steps among the model's columns until the model promises nothing more.
  private mutating func descend(
    _ penalty: Double, from start: ScaledPoint
  ) throws(LogisticError) -> ScaledPoint {
    var candidate = inSlots(start)
    var last = Double.infinity
    for _ in 0..<100 {
      let magnitudes = [0] + model.slots.map { alpha * penalty * factors[$0] }
      let squares = [0] + model.slots.map { (1 - alpha) * penalty * factors[$0] }
      let quadratic = PenalisedQuadratic(
        hessian: model.hessian, floor: model.hessian[0] * (model.isWhole ? 1e-9 : 0.05),
        magnitudes: magnitudes, squares: squares)
      let step = quadratic.minimum(
        about: inSlots(point), gradient: [interceptSlope] + model.slots.map { slopes[$0] },
        from: candidate)
      candidate = step.point
      let value = objective(loss, point, penalty)
      if abs(step.decrease) <= tolerance * value { return fromSlots(candidate) }
      // A promise below 0, or that isn't even a number, is of a model gone bad.
      let isGood = (0...last / 8).contains(step.decrease)
      if !isGood, renewModel(isHopeless: !(0...last / 2).contains(step.decrease)) {
        last = .infinity
        candidate = inSlots(point)
      } else if advance(to: candidate, penalty, value: value, promised: step.decrease) {
        last = step.decrease
        modelIsFresh = false
      } else if renewModel(isHopeless: true) {
        last = .infinity
        candidate = inSlots(point)
      } else {
        break
      }
    }
    throw .notConverged(iterations: passes)
  }

  /// Takes the Hessian where the pass stands, and in the end over all rows; false where it was so.
  private mutating func renewModel(isHopeless: Bool) -> Bool {
    if !modelIsFresh {
      model.refresh(pass)
    } else if isHopeless && !model.isWhole {
      let slots = model.slots
      model = CurvatureSample(pass, whole: true)
      model.add(slots, pass)
    } else {
      return false
    }
    modelIsFresh = true
    return true
  }

  /// Goes along a step as far as it lowers the objective by a share of what was promised; false where
  /// it doesn't at all.
  private mutating func advance(
    to candidate: [Double], _ penalty: Double, value: Double, promised: Double
  ) -> Bool {
    let start = inSlots(point)
    var fraction = 1.0
    while fraction > 1e-8 {
      let trial = fromSlots(
        fraction == 1 ? candidate : zip(start, candidate).map { $0 + fraction * ($1 - $0) })
      let sums = pass.move(to: trial, slopesOf: model.slots)
      passes += 1
      // Near the minimum the decrease drowns in rounding.
      let slack = 1e-14 * abs(value)
      if objective(sums.loss, trial, penalty) <= value - 1e-4 * fraction * max(promised, 0) + slack
      {
        model.learn(
          step: zip(inSlots(trial), start).map { $0 - $1 },
          change: [sums.intercept - interceptSlope]
            + zip(model.slots, sums.slopes).map { $1 - slopes[$0] })
        point = trial
        loss = sums.loss
        interceptSlope = sums.intercept
        for (column, slope) in zip(model.slots, sums.slopes) { slopes[column] = slope }
        return true
      }
      fraction /= 2
    }
    return false
  }

  private func objective(_ loss: Double, _ point: ScaledPoint, _ penalty: Double) -> Double {
    var sum = 0.0
    for (coefficient, factor) in zip(point.coefficients, factors) where coefficient != 0 {
      sum += factor * (alpha * abs(coefficient) + (1 - alpha) / 2 * coefficient * coefficient)
    }
    return loss + penalty * sum
  }

  private func inSlots(_ point: ScaledPoint) -> [Double] {
    [point.intercept] + model.slots.map { point.coefficients[$0] }
  }

  private func fromSlots(_ values: [Double]) -> ScaledPoint {
    var point = ScaledPoint(
      intercept: values[0], coefficients: [Double](repeating: 0, count: pass.columns))
    for (index, column) in model.slots.enumerated() {
      point.coefficients[column] = values[index + 1]
    }
    return point
  }
}
