/// Counts of people in two directions with their sums, the small ones left out, and so many others
/// that no sum gives a small one away.
///
/// Every count and sum under the threshold is left out. Each of them is then one corner of a rectangle
/// of cells left out, along which it could be the threshold or more without changing anything that is
/// published: the hypercube method (Repsilber 1994; Giessing and Repsilber 2002), with sums as cells of
/// their own. Of all rectangles the one that costs the fewest published people is taken.
public struct SuppressedTable: Equatable, Sendable {
  /// What may be published: rows by columns, the last of each the sums; nil is left out.
  public let cells: [[Int?]]

  /// Leaves out what must be.
  ///
  /// - Parameters:
  ///   - counts: people, rows of one length, not below 0.
  ///   - threshold: the least count that tells of nobody.
  public init(_ counts: [[Int]], threshold: Int = 10) {
    let width = counts.first?.count ?? 0
    precondition(counts.allSatisfy { $0.count == width }, "rows of different lengths")
    var values = counts.map { $0 + [$0.reduce(0, +)] }
    values.append((0...width).map { column in values.reduce(0) { $0 + $1[column] } })
    var search = RectangleSearch(values: values, threshold: threshold)
    cells = search.publish()
  }
}

/// The search for rectangles over cells and sums alike.
private struct RectangleSearch {
  let values: [[Int]]
  let threshold: Int
  private var isHidden: [[Bool]]

  private typealias Rectangle = (row: Int, column: Int, cost: Int)

  init(values: [[Int]], threshold: Int) {
    self.values = values
    self.threshold = threshold
    isHidden = values.map { $0.map { $0 < threshold } }
  }

  mutating func publish() -> [[Int?]] {
    let small = values.indices.flatMap { row in
      values[row].indices.filter { isHidden[row][$0] }.map { (row, $0) }
    }
    // What is nearest to the threshold needs least and costs least; the rest may share its corners.
    for (row, column) in small.sorted(by: { values[$0.0][$0.1] > values[$1.0][$1.1] }) {
      guard let best = cheapest(around: row, column) else {
        return values.map { $0.map { _ in nil } }
      }
      isHidden[row][best.column] = true
      isHidden[best.row][column] = true
      isHidden[best.row][best.column] = true
    }
    return zip(values, isHidden).map { zip($0, $1).map { $1 ? nil : $0 } }
  }

  private func cheapest(around row: Int, _ column: Int) -> Rectangle? {
    let need = threshold - values[row][column]
    var best: Rectangle?
    for other in values.indices where other != row {
      // Up in a cell is down in another of its line, and up in the line's sum.
      let down = sign(other, values.count) * sign(row, values.count) > 0
      if down, values[other][column] < need { continue }
      for across in values[row].indices where across != column {
        let width = values[row].count
        let isDownAcross = sign(across, width) * sign(column, width) > 0
        if isDownAcross, values[row][across] < need { continue }
        if down != isDownAcross, values[other][across] < need { continue }
        let cost = price(row, across) + price(other, column) + price(other, across)
        if cost < best?.cost ?? .max { best = (other, across, cost) }
      }
    }
    return best
  }

  private func sign(_ index: Int, _ count: Int) -> Int { index == count - 1 ? -1 : 1 }

  private func price(_ row: Int, _ column: Int) -> Int {
    isHidden[row][column] ? 0 : values[row][column]
  }
}
