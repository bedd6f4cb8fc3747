internal import RealModule

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
    _ source: some FeatureBlockSource, threads: Int
  ) throws -> (base: BaseRate, totalWeight: Double) {
    let blocks = source.shape.blockCount
    let parts = min(64, blocks)
    let counts = try Parts.map(parts, threads: threads) { part in
      var counts = Counts()
      for number in Parts.range(part, of: parts, count: blocks) {
        counts.add(try source.block(number), source.shape)
      }
      return counts
    }
    var all = Counts()
    for part in counts { all.add(part) }
    let base = try BaseRate(
      rows: Int(all.rows), positives: Int(all.positives), weightOfOnes: all.ones,
      weightOfZeros: all.zeros)
    return (base, all.ones + all.zeros)
  }

  /// Counts of rows, exact as `Double`, and their weights.
  private struct Counts {
    var (rows, positives, ones, zeros) = (0.0, 0.0, 0.0, 0.0)

    mutating func add(_ block: FeatureBlock, _ shape: FeatureShape) {
      block.eachTile(shape) { _, _, votes in
        for row in 0..<FeatureBlock.tileRows {
          let vote = votes[row]
          rows = Relaxed.sum(rows, vote != 0 ? 1 : 0)
          positives = Relaxed.sum(positives, vote > 0 ? 1 : 0)
          ones = Relaxed.sum(ones, vote > 0 ? Double(vote) : 0)
          zeros = Relaxed.sum(zeros, vote < 0 ? Double(-vote) : 0)
        }
      }
    }

    mutating func add(_ other: Counts) {
      rows += other.rows
      positives += other.positives
      ones += other.ones
      zeros += other.zeros
    }
  }

  /// Draws about `size` rows in whole tiles, by a hash of the tile's number.
  ///
  /// They come in the order of the hashes, which is random. Of rows in memory nothing is copied: what is
  /// read in place takes less time than the pages of a copy.
  static func draw(
    _ source: some FeatureBlockSource, size: Int, threads: Int
  ) throws -> FeatureBlocks {
    let shape = source.shape
    let bound = UInt64(min(1, Double(size) / Double(shape.rows)) * 0x1p63) &* 2 &- 1
    let isInMemory = source is FeatureBlocks
    let parts = min(64, shape.blockCount)
    let drawn = try Parts.map(parts, threads: threads) { part in
      var drawn: [Drawn] = []
      for number in Parts.range(part, of: parts, count: shape.blockCount) {
        let rows = shape.rows(ofBlock: number)
        let first = rows.lowerBound / FeatureBlock.tileRows
        let end = (rows.upperBound + FeatureBlock.tileRows - 1) / FeatureBlock.tileRows
        let chosen = (first..<end).filter { hash($0) <= bound }
        guard !chosen.isEmpty else { continue }
        let block = try source.block(number)
        for number in chosen {
          let tile = block.tile(number - first)
          drawn.append(
            Drawn(
              hash: hash(number), number: number, tile: isInMemory ? tile : tile.copied(shape)))
        }
      }
      return drawn
    }
    let sorted = drawn.flatMap { $0 }.sorted { ($0.hash, $0.number) < ($1.hash, $1.number) }
    return FeatureBlocks(shape: shape.ofTiles(sorted.count), blocks: sorted.map(\.tile))
  }

  private struct Drawn: Sendable {
    let hash: UInt64
    let number: Int
    let tile: FeatureBlock
  }

  private static func hash(_ tile: Int) -> UInt64 {
    SplitMix64.mix(UInt64(tile) &* 0x9e37_79b9_7f4a_7c15 ^ seed)
  }
}
