/// A small regression tree over the cells of one axis or two: one step of boosting of one table.
///
/// Each leaf is a box of cells with the Newton step Σ residual / (Σ curvature + ridge). Leaves are
/// split where that gains most, Σ residual² / (Σ curvature + ridge) being what a leaf is worth. With
/// two axes the first cut is the one that is best together with one more on either side: where two
/// columns only matter jointly no single cut gains anything.
///
/// Source: Friedman, Annals of Statistics 29 (2001); Chen & Guestrin, KDD 2016, 2.2, for the gain.
struct BoxTree {
  /// What a tree may do.
  struct Rule {
    /// Added to a leaf's curvature.
    var ridge = 1.0
    /// The least curvature of a leaf.
    var minimumCurvature = 1.0
    /// The most leaves.
    var leaves = 3
  }

  private struct Sums {
    var residual = 0.0
    var curvature = 0.0
  }

  /// A box of cells, by its rows and columns; a single axis is a row.
  private struct Box {
    var rows: Range<Int>
    var columns: Range<Int>
  }

  private struct Split {
    var gain = 0.0
    var low: Box
    var high: Box
  }

  private let rows: Int
  private let columns: Int
  private let rule: Rule
  /// The sums of all cells before a row and a column, a row of `columns + 1` after the other.
  private var prefixes: [Sums]

  /// - Parameters:
  ///   - sums: By cell, the last axis running fastest.
  ///   - counts: The number of cells of each axis, of which there are one or two.
  init(_ sums: CellSums, counts: [Int], _ rule: Rule) {
    rows = counts.count == 1 ? 1 : counts[0]
    columns = counts[counts.count - 1]
    self.rule = rule
    prefixes = [Sums](repeating: Sums(), count: (rows + 1) * (columns + 1))
    var cell = 0
    for row in 0..<rows {
      var run = Sums()
      for column in 0..<columns {
        run.residual += sums.residuals[cell]
        run.curvature += sums.curvatures[cell]
        cell += 1
        let above = prefixes[row * (columns + 1) + column + 1]
        prefixes[(row + 1) * (columns + 1) + column + 1] = Sums(
          residual: run.residual + above.residual, curvature: run.curvature + above.curvature)
      }
    }
  }

  private func sums(_ box: Box) -> Sums {
    let high = box.rows.upperBound * (columns + 1)
    let low = box.rows.lowerBound * (columns + 1)
    let (a, b) = (prefixes[high + box.columns.upperBound], prefixes[low + box.columns.upperBound])
    let (c, d) = (prefixes[high + box.columns.lowerBound], prefixes[low + box.columns.lowerBound])
    return Sums(
      residual: a.residual - b.residual - c.residual + d.residual,
      curvature: a.curvature - b.curvature - c.curvature + d.curvature)
  }

  private func worth(_ sums: Sums) -> Double {
    sums.residual * sums.residual / (sums.curvature + rule.ridge)
  }

  /// Hands out both sides of every allowed cut of a box with the gain of the cut.
  private func eachSplit(_ box: Box, _ each: (Split) -> Void) {
    let whole = sums(box)
    let base = worth(whole)
    func cut(_ bounds: Range<Int>, _ sides: (Int) -> (Box, Box)) {
      for at in bounds.dropFirst() {
        let (low, high) = sides(at)
        let left = sums(low)
        guard left.curvature >= rule.minimumCurvature else { continue }
        let right = Sums(
          residual: whole.residual - left.residual, curvature: whole.curvature - left.curvature)
        guard right.curvature >= rule.minimumCurvature else { break }
        each(Split(gain: worth(left) + worth(right) - base, low: low, high: high))
      }
    }
    cut(box.rows) {
      (
        Box(rows: box.rows.lowerBound..<$0, columns: box.columns),
        Box(rows: $0..<box.rows.upperBound, columns: box.columns)
      )
    }
    cut(box.columns) {
      (
        Box(rows: box.rows, columns: box.columns.lowerBound..<$0),
        Box(rows: box.rows, columns: $0..<box.columns.upperBound)
      )
    }
  }

  private func bestSplit(_ box: Box) -> Split? {
    var best: Split?
    eachSplit(box) { if $0.gain > best?.gain ?? 0 { best = $0 } }
    return best
  }

  /// The first cut, by its gain with those of the best cuts of both sides.
  private func bestRoot(_ box: Box) -> (split: Split, gain: Double)? {
    guard rows > 1 else { return bestSplit(box).map { ($0, $0.gain) } }
    var best: (split: Split, gain: Double)?
    eachSplit(box) { split in
      let gain =
        split.gain + (bestSplit(split.low)?.gain ?? 0) + (bestSplit(split.high)?.gain ?? 0)
      if gain > best?.gain ?? 0 { best = (split, gain) }
    }
    return best
  }

  private var whole: Box { Box(rows: 0..<rows, columns: 0..<columns) }

  /// What the first cut and the best one on either side gain together.
  var gain: Double { bestRoot(whole)?.gain ?? 0 }

  /// The step of each cell; nil where no cut gains anything.
  func steps() -> [Double]? {
    guard let root = bestRoot(whole)?.split else { return nil }
    var leaves = [(box: root.low, split: bestSplit(root.low))]
    leaves.append((root.high, bestSplit(root.high)))
    while leaves.count < rule.leaves {
      guard
        let index = leaves.indices.max(by: {
          leaves[$0].split?.gain ?? 0 < leaves[$1].split?.gain ?? 0
        }), let split = leaves[index].split
      else { break }
      leaves[index] = (split.low, bestSplit(split.low))
      leaves.append((split.high, bestSplit(split.high)))
    }
    var steps = [Double](repeating: 0, count: rows * columns)
    for (box, _) in leaves {
      let sums = sums(box)
      let step = sums.residual / (sums.curvature + rule.ridge)
      for row in box.rows {
        for column in box.columns { steps[row * columns + column] = step }
      }
    }
    return steps
  }
}
