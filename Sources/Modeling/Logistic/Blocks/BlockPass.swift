internal import RealModule

/// Loss, gradient and, where asked for, Hessian of packed rows: predictor, residual and gradient of
/// a tile while it is in the first-level cache, so that one pass reads each number once.
///
/// `LogisticLoss` states the objective. A pass works in `Float` or in `Double`, as its lanes do; sums
/// of 4,096 rows are added to others in `Double`; of codes, those of 16 times as many. A pass has the parameters
/// and the scratch of one thread.
final class BlockPass<Vector: Lanes> {
  typealias Number = Vector.Scalar

  private let shape: FeatureShape
  private let columns: Int
  private let intercept: Number
  private let slopes: LaneBuffer<Number>
  private let effects: LaneBuffer<Number>
  private let predictor = LaneBuffer<Number>(count: FeatureBlock.tileRows)
  private let residual = LaneBuffer<Number>(count: FeatureBlock.tileRows)
  private let curvature = LaneBuffer<Number>(count: FeatureBlock.tileRows)
  private let losses = LaneBuffer<Number>(count: FeatureBlock.tileRows)
  /// Σ residual by place in the tile, and Σ residual · z of each column by lane.
  private let residuals = LaneBuffer<Number>(count: FeatureBlock.tileRows)
  private let products: LaneBuffer<Number>
  private let codeSums: LaneBuffer<Number>
  private let gram: BlockGram<Vector>?
  private let codeGram: CodeGram<Number>?
  private var sums: LogisticSums
  /// The tiles since the last flush, and the flushes.
  private var tiles = 0
  private var flushes = 0

  /// A pass at some parameters, one for each of the shape's.
  init(_ shape: FeatureShape, parameters: [Double], hessian: Bool) {
    self.shape = shape
    columns = shape.numeric.count
    intercept = Number(parameters[0])
    slopes = LaneBuffer(count: columns)
    for column in 0..<columns { slopes.numbers[column] = Number(parameters[1 + column]) }
    effects = LaneBuffer(count: shape.tableStarts[shape.tables.count])
    let effects = effects
    shape.setJointEffects(parameters) { effects.numbers[$0] = Number($1) }
    products = LaneBuffer(count: columns * Vector.scalarCount)
    codeSums = LaneBuffer(count: effects.count)
    gram = hessian ? BlockGram(columns: columns) : nil
    codeGram = hessian && !shape.categorical.isEmpty ? CodeGram(shape) : nil
    sums = LogisticSums(parameterCount: shape.parameterCount, hessian: hessian)
  }

  /// Adds a block.
  func add(_ block: FeatureBlock) {
    if tiles + block.tiles > FeatureBlock.rows / FeatureBlock.tileRows { flush() }
    tiles += block.tiles
    block.eachTile(shape) { values, codes, votes in
      predict(values, codes)
      weigh(votes)
      addGradient(values)
      addResiduals(codes)
      gram?.add(values, stride: FeatureBlock.tileRows, curvature: curvature.numbers)
      codeGram?.add(values, codes, curvature: curvature.numbers)
    }
  }

  /// Adds the sums of up to a block of rows to those in `Double`.
  private func flush() {
    for place in 0..<FeatureBlock.tileRows {
      sums.loss += Double(losses.numbers[place])
      sums.gradient[0] += Double(residuals.numbers[place])
    }
    let vectors = products.vectors(Vector.self)
    for column in 0..<columns { sums.gradient[1 + column] += Double(vectors[column].total) }
    losses.clear()
    residuals.clear()
    products.clear()
    tiles = 0
    flushes += 1
    if flushes % 16 == 0 { flushCodes() }
  }

  /// Adds what codes have gathered to the sums, before `Float` loses digits over it.
  private func flushCodes() {
    guard codeSums.count > 0 else { return }
    shape.addMarginals(to: &sums.gradient) { Double(codeSums.numbers[$0]) }
    codeSums.clear()
  }

  /// The sums over all blocks added.
  func finish() -> LogisticSums {
    flush()
    flushCodes()
    gram?.finish(into: &sums.hessian, order: shape.parameterCount)
    codeGram?.finish(into: &sums.hessian)
    return sums
  }

  /// The linear predictors of a block's tiles, handed out with the votes.
  func eachPredictor(
    of block: FeatureBlock,
    _ body: (_ predictor: UnsafePointer<Number>, _ votes: UnsafePointer<Float>) -> Void
  ) {
    block.eachTile(shape) { values, codes, votes in
      predict(values, codes)
      body(predictor.numbers, votes)
    }
  }

  /// Sets the predictor: the intercept, the effects of the codes, the numeric columns' share.
  private func predict(_ values: UnsafePointer<Float>, _ codes: UnsafePointer<UInt16>) {
    let predictor = predictor.numbers
    for row in 0..<FeatureBlock.tileRows { predictor[row] = intercept }
    for table in shape.tables.indices {
      let effects = effects.numbers + shape.tableStarts[table]
      let codes = codes + table * FeatureBlock.tileRows
      for row in 0..<FeatureBlock.tileRows { predictor[row] += effects[Int(codes[row])] }
    }
    let slopes = slopes.numbers
    // Four vectors at a time stay in registers.
    for start in stride(from: 0, to: FeatureBlock.tileRows, by: 4 * Vector.scalarCount) {
      let target = UnsafeMutableRawPointer(predictor + start).assumingMemoryBound(to: Vector.self)
      var (first, second, third, fourth) = (target[0], target[1], target[2], target[3])
      var source = values + start
      for column in 0..<columns {
        let slope = Vector(repeating: slopes[column])
        first = first.adding(slope, times: .load(source, 0))
        second = second.adding(slope, times: .load(source, 1))
        third = third.adding(slope, times: .load(source, 2))
        fourth = fourth.adding(slope, times: .load(source, 3))
        source += FeatureBlock.tileRows
      }
      (target[0], target[1], target[2], target[3]) = (first, second, third, fourth)
    }
  }

  /// Sets residuals w (p - y) and curvatures w p (1 - p) of a tile, and adds losses and residuals.
  ///
  /// As `LogisticBlock.weigh`: with e = exp(-|η|) nothing overflows and no digits cancel.
  private func weigh(_ votes: UnsafePointer<Float>) {
    let (predictor, residual, curvature) = (
      predictor.numbers, residual.numbers, curvature.numbers
    )
    let (losses, residuals) = (losses.numbers, residuals.numbers)
    for row in 0..<FeatureBlock.tileRows {
      let vote = Number(votes[row])
      let weight = abs(vote)
      let margin = vote < 0 ? -predictor[row] : predictor[row]
      let tail = Number.laneExp(notAbove0: -abs(margin))
      let head = 1 / (1 + tail)
      let miss = margin > 0 ? tail * head : head
      residual[row] = -vote * miss
      residuals[row] -= vote * miss
      curvature[row] = weight * tail * head * head
      losses[row] += weight * ((margin < 0 ? -margin : 0) + Number.laneLog(onePlus: tail))
    }
  }

  /// Adds Σ residual · z, by lane.
  private func addGradient(_ values: UnsafePointer<Float>) {
    let products = products.vectors(Vector.self)
    for start in stride(from: 0, to: FeatureBlock.tileRows, by: 4 * Vector.scalarCount) {
      let residual = UnsafeRawPointer(residual.numbers + start).assumingMemoryBound(
        to: Vector.self)
      let (first, second, third, fourth) = (residual[0], residual[1], residual[2], residual[3])
      var source = values + start
      for column in 0..<columns {
        let near = products[column].adding(first, times: .load(source, 0))
          .adding(second, times: .load(source, 1))
        products[column] = near.adding(third, times: .load(source, 2))
          .adding(fourth, times: .load(source, 3))
        source += FeatureBlock.tileRows
      }
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
