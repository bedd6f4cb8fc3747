/// A small regression tree over the cells of up to three axes: one step of boosting of one table.
///
/// Each leaf is a box of cells with the Newton step Σ residual / (Σ curvature + ridge). Leaves are
/// split where that gains most, Σ residual² / (Σ curvature + ridge) being what a leaf is worth. With
/// two axes or more the first cut is the one that is best together with one more on either side:
/// where two columns only matter jointly no single cut gains anything.
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

  /// A box of cells: bounds of each axis, of which there are three; unused ones have one cell.
  private struct Box {
    var lower: (Int, Int, Int)
    var upper: (Int, Int, Int)
  }

  private struct Split {
    var gain = 0.0
    var low: Box
    var high: Box
  }

  private let shape: (Int, Int, Int)
  private let rule: Rule
  private var prefixes: [Sums]

  /// - Parameters:
  ///   - sums: By cell, the last axis running fastest.
  ///   - counts: The number of cells of each axis, of which there are one to three.
  init(_ sums: CellSums, counts: [Int], _ rule: Rule) {
    let padded = [Int](repeating: 1, count: 3 - counts.count) + counts
    shape = (padded[0], padded[1], padded[2])
    self.rule = rule
    let (rows, columns) = (shape.1 + 1, shape.2 + 1)
    prefixes = [Sums](repeating: Sums(), count: (shape.0 + 1) * rows * columns)
    var cell = 0
    for first in 0..<shape.0 {
      for second in 0..<shape.1 {
        var run = Sums()
        for third in 0..<shape.2 {
          run.residual += sums.residuals[cell]
          run.curvature += sums.curvatures[cell]
          cell += 1
          // The box before this corner: the run, and the boxes a row and a plane before.
          let at = ((first + 1) * rows + second + 1) * columns + third + 1
          let (row, plane) = (prefixes[at - columns], prefixes[at - rows * columns])
          let both = prefixes[at - rows * columns - columns]
          prefixes[at].residual = run.residual + row.residual + plane.residual - both.residual
          prefixes[at].curvature = run.curvature + row.curvature + plane.curvature - both.curvature
        }
      }
    }
  }

  private func sums(_ box: Box) -> Sums {
    let (rows, columns) = (shape.1 + 1, shape.2 + 1)
    func face(_ first: Int) -> Sums {
      let low = (first * rows + box.lower.1) * columns
      let high = (first * rows + box.upper.1) * columns
      let (a, b) = (prefixes[high + box.upper.2], prefixes[low + box.upper.2])
      let (c, d) = (prefixes[high + box.lower.2], prefixes[low + box.lower.2])
      return Sums(
        residual: a.residual - b.residual - c.residual + d.residual,
        curvature: a.curvature - b.curvature - c.curvature + d.curvature)
    }
    let high = face(box.upper.0)
    // The face at 0 is all zeros.
    guard box.lower.0 > 0 else { return high }
    let low = face(box.lower.0)
    return Sums(
      residual: high.residual - low.residual, curvature: high.curvature - low.curvature)
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
    cut(box.lower.0..<box.upper.0) {
      var (low, high) = (box, box)
      (low.upper.0, high.lower.0) = ($0, $0)
      return (low, high)
    }
    cut(box.lower.1..<box.upper.1) {
      var (low, high) = (box, box)
      (low.upper.1, high.lower.1) = ($0, $0)
      return (low, high)
    }
    cut(box.lower.2..<box.upper.2) {
      var (low, high) = (box, box)
      (low.upper.2, high.lower.2) = ($0, $0)
      return (low, high)
    }
  }

  private func bestSplit(_ box: Box) -> Split? {
    var best: Split?
    eachSplit(box) { if $0.gain > best?.gain ?? 0 { best = $0 } }
    return best
  }

  /// The first cut, by its gain with those of the best cuts of both sides.
  private func bestRoot(_ box: Box) -> (split: Split, gain: Double)? {
    guard shape.1 > 1 else { return bestSplit(box).map { ($0, $0.gain) } }
    var best: (split: Split, gain: Double)?
    eachSplit(box) { split in
      let gain =
        split.gain + (bestSplit(split.low)?.gain ?? 0) + (bestSplit(split.high)?.gain ?? 0)
      if gain > best?.gain ?? 0 { best = (split, gain) }
    }
    return best
  }

  private var whole: Box { Box(lower: (0, 0, 0), upper: shape) }

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
    var steps = [Double](repeating: 0, count: shape.0 * shape.1 * shape.2)
    for (box, _) in leaves {
      let sums = sums(box)
      let step = sums.residual / (sums.curvature + rule.ridge)
      for first in box.lower.0..<box.upper.0 {
        for second in box.lower.1..<box.upper.1 {
          for third in box.lower.2..<box.upper.2 {
            steps[(first * shape.1 + second) * shape.2 + third] = step
          }
        }
      }
    }
    return steps
  }
}
