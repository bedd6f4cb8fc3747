internal import RealModule

/// Scratch for the rows of one block: scaled columns and what is computed from them.
///
/// Rows past the end of a short last block hold zeros and weigh nothing, so that every loop runs
/// over the whole block.
struct LogisticBlock {
  /// Rows in a block: with a hundred columns its scaled values fill a fifth of a 1 MB cache.
  static let rows = 256

  private let parameterCount: Int
  /// Scaled values, column after column; column 0 is the intercept's, all ones.
  private var scaled: [Double]
  /// The linear predictor η of each row.
  private(set) var predictor = [Double](repeating: 0, count: rows)
  private var residual = [Double](repeating: 0, count: rows)
  private var curvature = [Double](repeating: 0, count: rows)

  init(parameterCount: Int) {
    self.parameterCount = parameterCount
    scaled = [Double](repeating: 0, count: parameterCount * Self.rows)
    for row in 0..<Self.rows { scaled[row] = 1 }
  }

  /// Copies a range of rows, centred and scaled.
  mutating func load(_ rows: Range<Int>, of loss: LogisticLoss) {
    scaled.withUnsafeMutableBufferPointer { scaled in
      guard let first = scaled.baseAddress else { return }
      for (index, column) in loss.columns.enumerated() {
        let target = first + (index + 1) * Self.rows
        loss.design.read(column, rows, into: target)
        let centre = loss.scaling.centres[column]
        let inverseScale = 1 / loss.scaling.scales[column]
        for row in 0..<rows.count { target[row] = (target[row] - centre) * inverseScale }
        for row in rows.count..<Self.rows { target[row] = 0 }
      }
    }
  }

  /// Sets the linear predictor of all rows.
  mutating func predict(_ parameters: [Double]) {
    // A local name: the mutable span below keeps all of self for itself.
    let scaled = scaled
    var target = predictor.mutableSpan
    for row in 0..<Self.rows { target[row] = parameters[0] }
    for (column, parameter) in parameters.enumerated().dropFirst() {
      let source = scaled.span.extracting(column * Self.rows..<(column + 1) * Self.rows)
      for row in 0..<Self.rows {
        target[row] = Relaxed.multiplyAdd(parameter, source[row], target[row])
      }
    }
  }

  /// Sets residuals w (p - y) and curvatures w p (1 - p) and gives the loss.
  ///
  /// With e = exp(-|η|) nothing overflows and no digits cancel, however far out a row is.
  mutating func weigh(outcomes: Span<Double>, weights: Span<Double>) -> Double {
    var loss = 0.0
    for row in 0..<outcomes.count {
      let positive = outcomes[row] > 0.5
      let margin = positive ? predictor[row] : -predictor[row]
      let tail = Double.laneExp(notAbove0: -abs(margin))
      let head = 1 / (1 + tail)
      let miss = margin > 0 ? tail * head : head
      loss += weights[row] * (max(-margin, 0) + Double.laneLog(onePlus: tail))
      residual[row] = positive ? -weights[row] * miss : weights[row] * miss
      curvature[row] = weights[row] * tail * head * head
    }
    for row in outcomes.count..<Self.rows {
      residual[row] = 0
      curvature[row] = 0
    }
    return loss
  }

  /// Adds Σ residual · z.
  func addGradient(to gradient: inout [Double]) {
    for column in 0..<parameterCount {
      gradient[column] += dot(residual.span, scaled.span, from: column * Self.rows)
    }
  }

  /// Adds the rows to Σ curvature · z zᵀ.
  func addRows(to gram: BlockGram<SIMD4<Double>>) {
    scaled.withUnsafeBufferPointer { scaled in
      curvature.withUnsafeBufferPointer { curvature in
        guard let intercepts = scaled.baseAddress, let weights = curvature.baseAddress else {
          return
        }
        for first in stride(from: 0, to: Self.rows, by: FeatureBlock.tileRows) {
          gram.add(
            intercepts + Self.rows + first, stride: Self.rows, curvature: weights + first)
        }
      }
    }
  }

  /// Sets residuals h (p - ½), with the leverage h = curvature · zᵀ A z of a symmetric matrix A.
  mutating func weighByLeverage(_ matrix: [Double]) {
    for row in 0..<Self.rows { residual[row] = 0 }
    var weighted = residual
    for first in 0..<parameterCount {
      for index in 0..<Self.rows { weighted[index] = 0 }
      for second in 0..<parameterCount {
        let factor = matrix[first * parameterCount + second]
        for index in 0..<Self.rows {
          weighted[index] = Relaxed.multiplyAdd(
            factor, scaled[second * Self.rows + index], weighted[index])
        }
      }
      for index in 0..<Self.rows {
        residual[index] = Relaxed.multiplyAdd(
          weighted[index], scaled[first * Self.rows + index], residual[index])
      }
    }
    for index in 0..<Self.rows {
      residual[index] *= curvature[index] * Double.tanh(predictor[index] / 2) / 2
    }
  }

  private func dot(_ first: Span<Double>, _ second: Span<Double>, from start: Int) -> Double {
    let slice = second.extracting(start..<start + Self.rows)
    var sum = 0.0
    for row in 0..<Self.rows { sum = Relaxed.multiplyAdd(first[row], slice[row], sum) }
    return sum
  }
}
