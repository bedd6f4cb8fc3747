/// Σ w over rows of two codes, and Σ w z over rows of one code: the part of a Hessian that has to do
/// with categorical columns, never as columns of zeros and ones.
final class CodeGram<Number: BinaryFloatingPoint> {
  private let shape: FeatureShape
  private let columns: Int
  /// All levels of all columns.
  private let levels: Int
  /// The intercept and the numeric columns, rounded up to a multiple of 16.
  private let width: Int
  /// Σ w by level and level of an earlier column.
  private let pairs: LaneBuffer<Number>
  /// Σ w z by level; z begins with the intercept's 1.
  private let mixed: LaneBuffer<Number>
  /// w z of a tile, row after row.
  private let rows: LaneBuffer<Number>
  /// The level of each joint code: table after table, in each member after member.
  private let decoded: [[UInt16]]
  /// The levels of a tile, row after row.
  private var codes: [Int32]

  init(_ shape: FeatureShape) {
    self.shape = shape
    columns = shape.numeric.count
    levels = shape.parameterCount - 1 - columns
    width = (columns + 16) / 16 * 16
    pairs = LaneBuffer(count: levels * levels)
    mixed = LaneBuffer(count: levels * width)
    rows = LaneBuffer(count: FeatureBlock.tileRows * width)
    var decoded = [[UInt16]](repeating: [], count: shape.categorical.count)
    for table in shape.tables {
      for (column, codes) in zip(table.members, table.codes) {
        let first = UInt16(shape.firstLevels[column] - 1 - columns)
        decoded[column] = codes.map { first + $0 }
      }
    }
    self.decoded = decoded
    codes = [Int32](repeating: 0, count: FeatureBlock.tileRows * shape.categorical.count)
  }

  /// Adds a tile with the curvature w of its rows.
  func add(
    _ values: UnsafePointer<Float>, _ joint: UnsafePointer<UInt16>,
    curvature: UnsafePointer<Number>
  ) {
    for row in 0..<FeatureBlock.tileRows { rows.numbers[row * width] = curvature[row] }
    for column in 0..<columns {
      let source = values + column * FeatureBlock.tileRows
      for row in 0..<FeatureBlock.tileRows {
        rows.numbers[row * width + 1 + column] = curvature[row] * Number(source[row])
      }
    }
    decode(joint)
    let count = shape.categorical.count
    codes.withUnsafeBufferPointer { codes in
      for row in 0..<FeatureBlock.tileRows where curvature[row] != 0 {
        let weight = curvature[row]
        let source = rows.numbers + row * width
        for column in 0..<count {
          let level = Int(codes[row * count + column])
          let pairs = pairs.numbers + level * levels
          for earlier in 0..<column { pairs[Int(codes[row * count + earlier])] += weight }
          let target = mixed.numbers + level * width
          for place in 0..<width { target[place] += source[place] }
        }
      }
    }
  }

  private func decode(_ joint: UnsafePointer<UInt16>) {
    let count = shape.categorical.count
    for (table, description) in shape.tables.enumerated() {
      let joint = joint + table * FeatureBlock.tileRows
      for column in description.members {
        decoded[column].withUnsafeBufferPointer { decoded in
          for row in 0..<FeatureBlock.tileRows {
            codes[row * count + column] = Int32(decoded[Int(joint[row])])
          }
        }
      }
    }
  }

  /// Adds the lower triangle to a matrix of all parameters.
  func finish(into hessian: inout [Double]) {
    let order = shape.parameterCount
    let first = 1 + columns
    for level in 0..<levels {
      let row = (first + level) * order
      for column in 0...columns {
        hessian[row + column] += Double(mixed.numbers[level * width + column])
      }
      for earlier in 0..<level {
        hessian[row + first + earlier] += Double(pairs.numbers[level * levels + earlier])
      }
      hessian[row + first + level] += Double(mixed.numbers[level * width])
    }
  }
}
