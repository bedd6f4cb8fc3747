/// Loss, gradient and, where asked for, Hessian of packed rows in `Double`; the twin of `SinglePass`.
///
/// The last steps of a fit and its information matrix are made by it.
final class DoublePass {
  private let shape: FeatureShape
  private let columns: Int
  private let intercept: Double
  private let slopes: LaneBuffer<Double>
  private let effects: LaneBuffer<Double>
  private let predictor = LaneBuffer<Double>(count: FeatureBlock.tileRows)
  private let residual = LaneBuffer<Double>(count: FeatureBlock.tileRows)
  private let curvature = LaneBuffer<Double>(count: FeatureBlock.tileRows)
  private let losses = LaneBuffer<Double>(count: FeatureBlock.tileRows)
  private let columnLanes: LaneBuffer<Double>
  private let codeSums: LaneBuffer<Double>
  private let gram: DoubleGram?
  private let codeGram: CodeGram<Double>?
  private var sums: LogisticSums

  /// A pass at some parameters, one for each of the shape's.
  init(_ shape: FeatureShape, parameters: [Double], hessian: Bool) {
    self.shape = shape
    columns = shape.numeric.count
    intercept = parameters[0]
    slopes = LaneBuffer(count: columns)
    for column in 0..<columns { slopes.numbers[column] = parameters[1 + column] }
    effects = LaneBuffer(count: shape.tableStarts[shape.tables.count])
    let effects = effects
    shape.setJointEffects(parameters) { effects.numbers[$0] = $1 }
    columnLanes = LaneBuffer(count: (columns + 1) * 8)
    codeSums = LaneBuffer(count: effects.count)
    gram = hessian ? DoubleGram(columns: columns) : nil
    codeGram = hessian && !shape.categorical.isEmpty ? CodeGram(shape) : nil
    sums = LogisticSums(parameterCount: shape.parameterCount, hessian: hessian)
  }

  /// Adds a block.
  func add(_ block: FeatureBlock) {
    let tables = shape.tables.count
    losses.clear()
    columnLanes.clear()
    block.withPointers { values, codes, votes in
      for tile in 0..<block.tiles {
        let values = values + tile * columns * FeatureBlock.tileVectors
        let numbers = UnsafeRawPointer(values).assumingMemoryBound(to: Float.self)
        let codes = codes + tile * tables * FeatureBlock.tileRows
        lookUp(codes)
        predict(numbers)
        Self.weigh(
          predictor.numbers, votes + tile * FeatureBlock.tileRows, residual.numbers,
          curvature.numbers, losses.numbers)
        addGradient(numbers)
        addResiduals(codes)
        gram?.add(numbers, curvature: curvature.numbers)
        codeGram?.add(values, codes, curvature: curvature.numbers)
      }
    }
    for place in 0..<FeatureBlock.tileRows { sums.loss += losses.numbers[place] }
    let lanes = columnLanes.vectors(SIMD8<Double>.self)
    for column in 0...columns { sums.gradient[column] += LaneMath.sum(lanes[column]) }
  }

  /// The sums over all blocks added.
  func finish() -> LogisticSums {
    if codeSums.count > 0 {
      shape.addMarginals(to: &sums.gradient) { codeSums.numbers[$0] }
    }
    gram?.finish(into: &sums.hessian, order: shape.parameterCount)
    codeGram?.finish(into: &sums.hessian)
    return sums
  }

  /// The linear predictors of a block's tiles, handed out with the votes: 64 numbers each a time.
  func eachPredictor(
    of block: FeatureBlock,
    _ body: (_ predictor: UnsafePointer<Double>, _ votes: UnsafePointer<Float>) -> Void
  ) {
    let tables = shape.tables.count
    block.withPointers { values, codes, votes in
      for tile in 0..<block.tiles {
        let values = values + tile * columns * FeatureBlock.tileVectors
        lookUp(codes + tile * tables * FeatureBlock.tileRows)
        predict(UnsafeRawPointer(values).assumingMemoryBound(to: Float.self))
        body(predictor.numbers, votes + tile * FeatureBlock.tileRows)
      }
    }
  }

  private func lookUp(_ codes: UnsafePointer<UInt16>) {
    let predictor = predictor.numbers
    for row in 0..<FeatureBlock.tileRows { predictor[row] = intercept }
    for table in shape.tables.indices {
      let effects = effects.numbers + shape.tableStarts[table]
      let codes = codes + table * FeatureBlock.tileRows
      for row in 0..<FeatureBlock.tileRows { predictor[row] += effects[Int(codes[row])] }
    }
  }

  private func predict(_ values: UnsafePointer<Float>) {
    let slopes = slopes.numbers
    // Half a tile at a time fits in 16 registers.
    for half in 0..<2 {
      let target = predictor.vectors(SIMD8<Double>.self) + 4 * half
      var source = UnsafeRawPointer(values + 32 * half).assumingMemoryBound(
        to: SIMD8<Float>.self)
      var (first, second, third, fourth) = (target[0], target[1], target[2], target[3])
      for column in 0..<columns {
        let slope = SIMD8<Double>(repeating: slopes[column])
        first += slope * SIMD8<Double>(source[0])
        second += slope * SIMD8<Double>(source[1])
        third += slope * SIMD8<Double>(source[2])
        fourth += slope * SIMD8<Double>(source[3])
        source += FeatureBlock.tileRows / 8
      }
      (target[0], target[1], target[2], target[3]) = (first, second, third, fourth)
    }
  }

  private static func weigh(
    _ predictor: UnsafePointer<Double>, _ votes: UnsafePointer<Float>,
    _ residual: UnsafeMutablePointer<Double>, _ curvature: UnsafeMutablePointer<Double>,
    _ losses: UnsafeMutablePointer<Double>
  ) {
    for row in 0..<FeatureBlock.tileRows {
      let vote = Double(votes[row])
      let weight = abs(vote)
      let margin = vote < 0 ? -predictor[row] : predictor[row]
      let tail = LaneMath.exp(notAbove0: -abs(margin))
      let head = 1 / (1 + tail)
      let miss = margin > 0 ? tail * head : head
      residual[row] = -vote * miss
      curvature[row] = weight * tail * head * head
      losses[row] += weight * ((margin < 0 ? -margin : 0) + LaneMath.log(onePlus: tail))
    }
  }

  private func addGradient(_ values: UnsafePointer<Float>) {
    let lanes = columnLanes.vectors(SIMD8<Double>.self)
    for half in 0..<2 {
      let residual = residual.vectors(SIMD8<Double>.self) + 4 * half
      var source = UnsafeRawPointer(values + 32 * half).assumingMemoryBound(
        to: SIMD8<Float>.self)
      let (first, second, third, fourth) = (residual[0], residual[1], residual[2], residual[3])
      lanes[0] += (first + second) + (third + fourth)
      for column in 1..<1 + columns {
        let near = first * SIMD8<Double>(source[0]) + second * SIMD8<Double>(source[1])
        let far = third * SIMD8<Double>(source[2]) + fourth * SIMD8<Double>(source[3])
        lanes[column] += near + far
        source += FeatureBlock.tileRows / 8
      }
    }
  }

  private func addResiduals(_ codes: UnsafePointer<UInt16>) {
    let residual = residual.numbers
    for table in shape.tables.indices {
      let sums = codeSums.numbers + shape.tableStarts[table]
      let codes = codes + table * FeatureBlock.tileRows
      for row in 0..<FeatureBlock.tileRows { sums[Int(codes[row])] += residual[row] }
    }
  }
}
