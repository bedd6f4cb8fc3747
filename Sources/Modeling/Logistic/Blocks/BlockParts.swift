/// The parts that a reading of all rows is cut into: by the shape alone, so that any number of
/// threads adds up the same.
struct BlockParts {
  /// How many there are.
  let count: Int
  private let blocks: Int

  init(_ shape: FeatureShape, hessian: Bool) {
    blocks = shape.blockCount
    // A part has its own parameters and sums, and a Hessian's are many: rows enough must repay them.
    let rows = max(FeatureBlock.rows, hessian ? 16 * shape.parameterCount : 0)
    count = max(1, min(16, blocks, (shape.rows + rows / 2) / rows))
  }

  /// The blocks of a part: of a few blocks no part has two more than another.
  func blocks(_ part: Int) -> Range<Int> {
    part * blocks / count..<(part + 1) * blocks / count
  }
}
