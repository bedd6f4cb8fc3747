/// Packs columns of numbers and codes, some blocks a thread.
struct BlockPacker: Sendable {
  var shape: FeatureShape
  let numbers: [[Float]]
  let codes: [[UInt16]]
  let outcomes: [Double]
  let weights: [Float]?

  /// A block, and what was found wrong with numeric columns.
  private struct Packed: Sendable {
    var block: FeatureBlock
    var inexact: [Int] = []
    var nonFinite: [Int] = []
  }

  /// The blocks of all rows; where taking the centre off a column rounds, it stays on.
  func blocks(threads: Int) throws(LogisticError) -> FeatureBlocks {
    let shape = shape
    let packed = Parts.map(shape.blockCount, threads: threads) { pack($0) }
    for (number, part) in packed.enumerated() {
      guard let column = part.nonFinite.first else { continue }
      let rows = shape.rows(ofBlock: number)
      let row = rows.first { !numbers[column][$0].isFinite }
      throw .nonFinite(column: shape.numeric[column].name, row: row ?? rows.lowerBound)
    }
    let inexact = Set(packed.flatMap(\.inexact))
    guard inexact.isEmpty else {
      var numeric = shape.numeric
      for column in inexact { numeric[column].centre = 0 }
      var again = self
      again.shape = FeatureShape(
        rows: shape.rows, numeric: numeric, categorical: shape.categorical)
      return try again.blocks(threads: threads)
    }
    return FeatureBlocks(shape: shape, blocks: packed.map(\.block))
  }

  private func pack(_ number: Int) -> Packed {
    let rows = shape.rows(ofBlock: number)
    let tiles = (rows.count + FeatureBlock.tileRows - 1) / FeatureBlock.tileRows
    var packed = Packed(block: FeatureBlock(tiles: tiles, shape: shape))
    for column in shape.numeric.indices {
      numbers[column].withUnsafeBufferPointer {
        pack(column, UnsafeBufferPointer(rebasing: $0[rows]), into: &packed)
      }
    }
    for (table, description) in shape.tables.enumerated() {
      for (member, column) in description.members.enumerated() {
        codes[column].withUnsafeBufferPointer { source in
          packed.block.addCodes(member, of: table, rows: rows.count, shape: shape) {
            source[rows.lowerBound + $0]
          }
        }
      }
    }
    packed.block.setVotes(rows: rows.count) { row in
      let weight = weights.map { $0[rows.lowerBound + row] } ?? 1
      return outcomes[rows.lowerBound + row] == 1 ? weight : -weight
    }
    return packed
  }

  private func pack(
    _ column: Int, _ source: UnsafeBufferPointer<Float>, into packed: inout Packed
  ) {
    let description = shape.numeric[column]
    let columns = shape.numeric.count
    let factor = Float(1 / description.scale)
    // As whole numbers, exponents compare without the rules for NaN.
    var largest: UInt32 = 0
    if description.centre == 0 {
      packed.block.setColumn(column, of: columns, rows: source.count) { row in
        let value = source[row] * factor
        largest = max(largest, value.bitPattern & 0x7fff_ffff)
        return value
      }
    } else {
      let centre = Float(description.centre)
      var isExact = true
      packed.block.setColumn(column, of: columns, rows: source.count) { row in
        let value = source[row] - centre
        isExact = isExact && Double(value) == Double(source[row]) - Double(centre)
        largest = max(largest, value.bitPattern & 0x7fff_ffff)
        return value * factor
      }
      if !isExact { packed.inexact.append(column) }
    }
    if largest >= Float.infinity.bitPattern { packed.nonFinite.append(column) }
  }
}
