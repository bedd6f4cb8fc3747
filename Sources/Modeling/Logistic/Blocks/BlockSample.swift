/// A random sample of packed rows, and the counts that a fit begins with.
enum BlockSample {
  /// The seed of the sample: fixed, so that a fit is the same every time.
  private static let seed: UInt64 = 0x6772_6f75_6e64_7377

  /// How many rows a sample has, so that its Hessian stands for that of all rows: a sixteenth of
  /// them up to a million, a block, or as many as are needed; nil where that is over half of them and
  /// spares nothing.
  static func size(rows: Int, parameters: Int, rarerShare: Double) -> Int? {
    let size = max(
      min(rows / 16, 1 << 20), FeatureBlock.rows,
      rowsNeeded(parameters: parameters, rarerShare: rarerShare))
    return size <= rows / 2 ? size : nil
  }

  /// 30 rows a parameter, and among them 4 of the rarer outcome.
  static func rowsNeeded(parameters: Int, rarerShare: Double) -> Int {
    Int(Double(parameters) * max(30, 4 / rarerShare))
  }

  /// Counts outcomes and weights.
  static func census(
    _ source: some FeatureBlockSource
  ) throws -> (base: BaseRate, totalWeight: Double) {
    var (rows, positives, ones, zeros) = (0, 0, 0.0, 0.0)
    for number in 0..<source.shape.blockCount {
      try source.block(number).eachTile(source.shape) { _, _, votes in
        for row in 0..<FeatureBlock.tileRows {
          let vote = votes[row]
          rows += vote != 0 ? 1 : 0
          positives += vote > 0 ? 1 : 0
          if vote > 0 { ones += Double(vote) } else { zeros -= Double(vote) }
        }
      }
    }
    let base = try BaseRate(
      rows: rows, positives: positives, weightOfOnes: ones, weightOfZeros: zeros)
    return (base, ones + zeros)
  }

  /// Draws about `size` rows in runs of 16, by a hash of the run's number.
  static func draw(_ source: some FeatureBlockSource, size: Int) throws -> FeatureBlocks {
    let shape = source.shape
    let runs = (shape.rows + 15) / 16
    let bound = UInt64(min(1, Double(size) / Double(shape.rows)) * 0x1p63) &* 2 &- 1
    var chosen: [(hash: UInt64, run: Int)] = []
    for run in 0..<runs {
      let hash = SplitMix64.mix(UInt64(run) &* 0x9e37_79b9_7f4a_7c15 ^ seed)
      if hash <= bound { chosen.append((hash, run)) }
    }
    chosen.sort { ($0.hash, $0.run) < ($1.hash, $1.run) }
    // By the order of the runs, so that each block is read once.
    let places = chosen.indices.sorted { chosen[$0].run < chosen[$1].run }
    let perBlock = FeatureBlock.rows / 16
    let sampleShape = FeatureShape(
      rows: chosen.count * 16, numeric: shape.numeric, categorical: shape.categorical)
    var blocks = (0..<sampleShape.blockCount).map {
      FeatureBlock(
        tiles: (sampleShape.rows(ofBlock: $0).count + FeatureBlock.tileRows - 1)
          / FeatureBlock.tileRows, shape: shape)
    }
    var next = places.startIndex
    while next < places.endIndex {
      let number = chosen[places[next]].run / perBlock
      let block = try source.block(number)
      while next < places.endIndex, chosen[places[next]].run / perBlock == number {
        let place = places[next]
        blocks[place / perBlock].copy(
          vector: place % perBlock, from: block, vector: chosen[place].run % perBlock,
          shape: shape)
        next += 1
      }
    }
    return FeatureBlocks(shape: sampleShape, blocks: blocks)
  }
}
