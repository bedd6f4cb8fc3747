internal import RealModule

/// The Hessian of the mean loss in an intercept and some columns, from a share of the rows.
///
/// A path needs it only to find good steps, whose ends the exact gradient then judges. So it is
/// taken over a hashed part of the rows and kept while the steps that it gives are good.
struct CurvatureSample {
  /// Rows in a group that is drawn whole, so that drawing reads whole cache lines.
  private static let group = 16
  /// Rows whose products are summed at a time.
  private static let tile = 256
  /// How many steps are told again where columns come in.
  private static let lessonsKept = 10

  /// The columns in use; `slots[k]` stands at row and column k + 1 of the Hessian.
  private(set) var slots: [Int] = []
  /// The Hessian, row-major and whole, the intercept first: that of the sample, and what steps taught.
  private(set) var hessian: [Double] = [0]
  /// Whether it is taken over all rows.
  let isWhole: Bool

  private let rows: [Int]
  private let threads: Int
  /// 1 over the sampled rows' share of the weight.
  private let inverseShare: Double
  /// The sampled values, slot after slot; the first is the intercept's, all ones.
  private var values: [Double]
  private var weights: [Double]
  /// The Hessian of the sample alone.
  private var sampled: [Double] = [0]
  /// The latest steps since the last refreshing, with the change of slopes along each.
  private var lessons: [(step: [Double], change: [Double])] = []

  /// Draws the rows; `whole` takes all of them.
  init(_ pass: some LogisticPass, whole: Bool) {
    threads = pass.threads
    // A quarter of the rows, but at least thirty a column, or all where that is most of them.
    let wanted = max(30 * (pass.columns + 1), pass.rows / 4)
    isWhole = whole || wanted > pass.rows / 2
    if isWhole {
      rows = Array(0..<pass.rows)
    } else {
      let threshold = UInt64(4096 * wanted / pass.rows)
      rows = (0..<pass.rows).filter {
        SplitMix64.mix(UInt64($0 / Self.group) &+ 0x9e37_79b9_7f4a_7c15) % 4096 < threshold
      }
    }
    let shares = pass.shares
    inverseShare = isWhole ? 1 : 1 / rows.reduce(0) { $0 + shares[$1] }
    values = [Double](repeating: 1, count: rows.count)
    weights = []
    takeWeights(pass)
    fill(from: 0)
  }

  /// The number of parameters, the intercept's included.
  var order: Int { slots.count + 1 }

  /// Takes the curvature where the pass stands now.
  mutating func refresh(_ pass: some LogisticPass) {
    lessons = []
    takeWeights(pass)
    fill(from: 0)
  }

  /// Takes in further columns, with the curvature of the last refreshing.
  mutating func add(_ columns: [Int], _ pass: some LogisticPass) {
    guard !columns.isEmpty else { return }
    let former = order
    slots += columns
    for column in columns { values += pass.values(of: column, rows: rows) }
    var wider = [Double](repeating: 0, count: order * order)
    for row in 0..<former {
      for column in 0..<former {
        wider[row * order + column] = sampled[row * former + column]
      }
    }
    sampled = wider
    fill(from: former)
  }

  /// Makes the Hessian agree with how the slopes changed along a step.
  mutating func learn(step: [Double], change: [Double]) {
    guard apply(step, change) else { return }
    lessons.append((step, change))
    if lessons.count > Self.lessonsKept { lessons.removeFirst() }
  }

  /// The update of Broyden, Fletcher, Goldfarb and Shanno, which leaves a positive definite Hessian so
  /// (Nocedal & Wright, Numerical Optimization, 6.1); false where the step was too short to teach.
  ///
  /// Columns that came in after the step are taken to have had the slopes that the Hessian foretold.
  private mutating func apply(_ step: [Double], _ change: [Double]) -> Bool {
    let order = order
    let image = (0..<order).map { row in
      step.indices.reduce(0) { $0 + hessian[row * order + $1] * step[$1] }
    }
    let expected = zip(step, image).reduce(0) { $0 + $1.0 * $1.1 }
    let seen = zip(step, change).reduce(0) { $0 + $1.0 * $1.1 }
    let length = step.reduce(0) { $0 + $1 * $1 }
    guard expected > 1e-8 * hessian[0] * length, seen > 1e-3 * expected else { return false }
    let change = change + image.dropFirst(change.count)
    for row in 0..<order {
      let (added, removed) = (change[row] / seen, image[row] / expected)
      for column in 0..<order {
        hessian[row * order + column] += added * change[column] - removed * image[column]
      }
    }
    return true
  }

  private mutating func takeWeights(_ pass: some LogisticPass) {
    let curvatures = pass.curvatures
    weights = rows.map { curvatures[$0] * inverseShare }
  }

  /// Sums the products of all pairs with a slot from `first` on.
  private mutating func fill(from first: Int) {
    let order = order
    let tiles = (rows.count + Self.tile - 1) / Self.tile
    // By the number of rows alone, so that any number of threads adds up the same.
    let parts = max(1, min(8, tiles / 8))
    let sample = self
    let partial = Parts.map(parts, threads: threads) { part in
      sample.sums(part * tiles / parts..<(part + 1) * tiles / parts, from: first)
    }
    var sums = partial[0]
    for other in partial.dropFirst() {
      for place in first * order..<sums.count { sums[place] += other[place] }
    }
    for row in first..<order {
      for column in 0...row {
        sampled[row * order + column] = sums[row * order + column]
        sampled[column * order + row] = sums[row * order + column]
      }
    }
    hessian = sampled
    let known = lessons
    lessons = known.filter { apply($0.step, $0.change) }
  }

  /// The products over some tiles of the sampled rows, in the place of the Hessian's.
  private func sums(_ tiles: Range<Int>, from first: Int) -> [Double] {
    let order = order
    let count = rows.count
    var sums = [Double](repeating: 0, count: order * order)
    var weighted = [Double](repeating: 0, count: 4 * Self.tile)
    for tile in tiles {
      let start = tile * Self.tile
      let length = min(Self.tile, count - start)
      for slot in stride(from: first, to: order, by: 4) {
        let block = min(4, order - slot)
        for offset in 0..<block {
          let source = values.span.extracting(
            (slot + offset) * count + start..<(slot + offset) * count + start + length)
          let weight = weights.span.extracting(start..<start + length)
          var target = weighted.mutableSpan
          for row in 0..<length { target[offset * Self.tile + row] = weight[row] * source[row] }
        }
        for other in stride(from: 0, to: slot + block, by: 2) {
          let second = min(other + 1, order - 1)
          let products = productsOfTile(
            weighted.span, Self.tile, values.span, other * count + start, second * count + start,
            length)
          for offset in 0..<block {
            sums[(slot + offset) * order + other] += products[offset]
            if second > other { sums[(slot + offset) * order + second] += products[4 + offset] }
          }
        }
      }
    }
    return sums
  }
}

/// The products of four columns (each `stride` numbers after the last) with two others: four with
/// the first, then four with the second.
private func productsOfTile(
  _ four: Span<Double>, _ stride: Int, _ others: Span<Double>, _ first: Int, _ second: Int,
  _ length: Int
) -> [8 of Double] {
  precondition(
    4 * stride <= four.count && length <= stride && first + length <= others.count
      && second + length <= others.count, "a tile lies in its arrays")
  var (a0, a1, a2, a3) = (0.0, 0.0, 0.0, 0.0)
  var (b0, b1, b2, b3) = (0.0, 0.0, 0.0, 0.0)
  for row in 0..<length {
    let a = others[unchecked: first &+ row]
    let b = others[unchecked: second &+ row]
    let w0 = four[unchecked: row]
    let w1 = four[unchecked: stride &+ row]
    let w2 = four[unchecked: 2 &* stride &+ row]
    let w3 = four[unchecked: 3 &* stride &+ row]
    a0 = Relaxed.multiplyAdd(w0, a, a0)
    a1 = Relaxed.multiplyAdd(w1, a, a1)
    a2 = Relaxed.multiplyAdd(w2, a, a2)
    a3 = Relaxed.multiplyAdd(w3, a, a3)
    b0 = Relaxed.multiplyAdd(w0, b, b0)
    b1 = Relaxed.multiplyAdd(w1, b, b1)
    b2 = Relaxed.multiplyAdd(w2, b, b2)
    b3 = Relaxed.multiplyAdd(w3, b, b3)
  }
  return [a0, a1, a2, a3, b0, b1, b2, b3]
}
