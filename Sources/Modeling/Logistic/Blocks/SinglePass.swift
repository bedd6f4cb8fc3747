/// Loss, gradient and, where asked for, Hessian of packed rows in `Float`: predictor, residual and
/// gradient of a tile while it is in the first-level cache, so that one pass reads each number once.
///
/// Sums of 4,096 rows are added to those in `Double`: of codes and pairs of codes, of some blocks.
/// Parameters and scratch of one thread. `LogisticLoss` states the objective.
final class SinglePass {
  private let shape: FeatureShape
  private let columns: Int
  private let intercept: Float
  private let slopes: LaneBuffer<Float>
  private let effects: LaneBuffer<Float>
  private let predictor = LaneBuffer<Float>(count: FeatureBlock.tileRows)
  private let residual = LaneBuffer<Float>(count: FeatureBlock.tileRows)
  private let curvature = LaneBuffer<Float>(count: FeatureBlock.tileRows)
  private let losses = LaneBuffer<Float>(count: FeatureBlock.tileRows)
  private let columnLanes: LaneBuffer<Float>
  private let codeSums: LaneBuffer<Float>
  private let gram: SingleGram?
  private let codeGram: CodeGram<Float>?
  private var sums: LogisticSums

  /// A pass at some parameters, one for each of the shape's.
  init(_ shape: FeatureShape, parameters: [Double], hessian: Bool) {
    self.shape = shape
    columns = shape.numeric.count
    intercept = Float(parameters[0])
    slopes = LaneBuffer(count: columns)
    for column in 0..<columns { slopes.numbers[column] = Float(parameters[1 + column]) }
    effects = LaneBuffer(count: shape.tableStarts[shape.tables.count])
    let effects = effects
    shape.setJointEffects(parameters) { effects.numbers[$0] = Float($1) }
    columnLanes = LaneBuffer(count: (columns + 1) * 16)
    codeSums = LaneBuffer(count: effects.count)
    gram = hessian ? SingleGram(columns: columns) : nil
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
        let codes = codes + tile * tables * FeatureBlock.tileRows
        lookUp(codes)
        predict(values)
        Self.weigh(
          predictor.numbers, votes + tile * FeatureBlock.tileRows, residual.numbers,
          curvature.numbers, losses.numbers)
        addGradient(values)
        addResiduals(codes)
        gram?.add(values, curvature: curvature.numbers)
        codeGram?.add(values, codes, curvature: curvature.numbers)
      }
    }
    for place in 0..<FeatureBlock.tileRows { sums.loss += Double(losses.numbers[place]) }
    let lanes = columnLanes.vectors(SIMD16<Float>.self)
    for column in 0...columns {
      sums.gradient[column] += Double(LaneMath.sum(lanes[column]))
    }
  }

  /// Adds what codes have gathered to the sums, before `Float` loses digits over it.
  func flushCodes() {
    guard codeSums.count > 0 else { return }
    shape.addMarginals(to: &sums.gradient) { Double(codeSums.numbers[$0]) }
    codeSums.clear()
  }

  /// The sums over all blocks added.
  func finish() -> LogisticSums {
    flushCodes()
    gram?.finish(into: &sums.hessian, order: shape.parameterCount)
    codeGram?.finish(into: &sums.hessian)
    return sums
  }

  /// Sets the predictor to the intercept and the effects of the codes.
  private func lookUp(_ codes: UnsafePointer<UInt16>) {
    let predictor = predictor.numbers
    for row in 0..<FeatureBlock.tileRows { predictor[row] = intercept }
    for table in shape.tables.indices {
      let effects = effects.numbers + shape.tableStarts[table]
      let codes = codes + table * FeatureBlock.tileRows
      for row in 0..<FeatureBlock.tileRows { predictor[row] += effects[Int(codes[row])] }
    }
  }

  /// Adds the numeric columns' share to the predictor.
  private func predict(_ values: UnsafePointer<SIMD16<Float>>) {
    let target = predictor.vectors(SIMD16<Float>.self)
    var (first, second, third, fourth) = (target[0], target[1], target[2], target[3])
    let slopes = slopes.numbers
    var source = values
    for column in 0..<columns {
      let slope = SIMD16<Float>(repeating: slopes[column])
      first += slope * source[0]
      second += slope * source[1]
      third += slope * source[2]
      fourth += slope * source[3]
      source += FeatureBlock.tileVectors
    }
    (target[0], target[1], target[2], target[3]) = (first, second, third, fourth)
  }

  /// Sets residuals w (p - y) and curvatures w p (1 - p) of a tile, and adds to the losses by place.
  ///
  /// As `LogisticBlock.weigh`: with e = exp(-|η|) nothing overflows and no digits cancel.
  private static func weigh(
    _ predictor: UnsafePointer<Float>, _ votes: UnsafePointer<Float>,
    _ residual: UnsafeMutablePointer<Float>, _ curvature: UnsafeMutablePointer<Float>,
    _ losses: UnsafeMutablePointer<Float>
  ) {
    for row in 0..<FeatureBlock.tileRows {
      let vote = votes[row]
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

  /// Adds Σ residual · z, by lane.
  private func addGradient(_ values: UnsafePointer<SIMD16<Float>>) {
    let lanes = columnLanes.vectors(SIMD16<Float>.self)
    let residual = residual.vectors(SIMD16<Float>.self)
    let (first, second, third, fourth) = (residual[0], residual[1], residual[2], residual[3])
    lanes[0] += (first + second) + (third + fourth)
    var source = values
    for column in 1..<1 + columns {
      let near = first * source[0] + second * source[1]
      let far = third * source[2] + fourth * source[3]
      lanes[column] += near + far
      source += FeatureBlock.tileVectors
    }
  }

  /// Adds the residuals to the sums of their codes.
  private func addResiduals(_ codes: UnsafePointer<UInt16>) {
    let residual = residual.numbers
    for table in shape.tables.indices {
      let sums = codeSums.numbers + shape.tableStarts[table]
      let codes = codes + table * FeatureBlock.tileRows
      for row in 0..<FeatureBlock.tileRows { sums[Int(codes[row])] += residual[row] }
    }
  }
}
