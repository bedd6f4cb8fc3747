/// Takes tables apart into what each column says by itself and what only pairs say.
///
/// Boosting leaves part of a column's curve in the pairs that it is in. Means of a pair's rows and
/// columns, over the training rows, move into the columns' curves in turn until none is left; then
/// each table's mean moves into the constant. Every sum stays what it was.
///
/// Source: Lengerich, Tan, Chang, Hooker & Caruana, "Purifying interaction effects with the
/// functional ANOVA", AISTATS 2020.
struct Purification {
  private let grid: CellGrid
  /// By column: along the axis of curves, and along that of pairs.
  private var curves: [[Double]]
  private var margins: [[Double]]
  private var pairs: [(shape: TableShape, values: [Double])] = []
  /// What all rows have in common.
  private(set) var constant = 0.0

  init(_ grid: CellGrid) {
    self.grid = grid
    curves = grid.axes[0].map { [Double](repeating: 0, count: $0.count) }
    margins = grid.axes[1].map { [Double](repeating: 0, count: $0.count) }
  }

  /// The steps after which what is left in a pair's margins stays there: columns that nearly tell
  /// each other take long to part.
  private static let mostSteps = 200

  /// Adds a table's values by cell.
  mutating func add(_ values: [Double], of shape: TableShape) {
    guard shape.columns.count == 2 else {
      for cell in values.indices { curves[shape.columns[0]][cell] += values[cell] }
      return
    }
    let people = grid.people(along: shape.columns, fineness: 1)
    var values = values
    for _ in 0..<Self.mostSteps {
      let moved = shape.columns.indices.map {
        moveMeans(of: &values, people, shape, axis: $0)
      }
      if (moved.max() ?? 0) < 1e-9 { break }
    }
    constant += Self.centre(&values, people)
    pairs.append((shape, values))
  }

  /// Moves the mean of each cell of an axis into that column's margin.
  ///
  /// - Returns: the largest of them.
  private mutating func moveMeans(
    of values: inout [Double], _ people: [Double], _ shape: TableShape, axis: Int
  ) -> Double {
    let counts = grid.counts(of: shape)
    let stride = axis == 0 ? counts[1] : 1
    let step = axis == 0 ? 1 : counts[1]
    var largest = 0.0
    for cell in 0..<counts[axis] {
      let line = (0..<counts[1 - axis]).map { cell * stride + $0 * step }
      let weight = line.reduce(0) { $0 + people[$1] }
      guard weight > 0 else { continue }
      let mean = line.reduce(0) { $0 + people[$1] * values[$1] } / weight
      for place in line { values[place] -= mean }
      margins[shape.columns[axis]][cell] += mean
      largest = max(largest, abs(mean))
    }
    return largest
  }

  /// Takes the mean away from all cells.
  ///
  /// - Returns: the mean.
  private static func centre(_ values: inout [Double], _ people: [Double]) -> Double {
    let mean =
      values.indices.reduce(0) { $0 + people[$1] * values[$1] }
      / max(1, people.reduce(0, +))
    for cell in values.indices { values[cell] -= mean }
    return mean
  }

  /// The tables as terms: those of columns, then the pairs in the order in which they were added.
  mutating func terms() -> [Term] {
    var terms: [Term] = []
    for column in curves.indices {
      constant += Self.centre(&curves[column], grid.people(along: [column], fineness: 0))
      constant += Self.centre(&margins[column], grid.people(along: [column], fineness: 1))
      let (fine, coarse) = (grid.axes[0][column], grid.axes[1][column])
      let axis = margins[column].contains { $0 != 0 } ? fine.merged(with: coarse) : fine
      let values = zip(axis.cells(in: fine), axis.cells(in: coarse)).map {
        curves[column][$0] + margins[column][$1]
      }
      append(axes: [axis], values, to: &terms)
    }
    for (shape, values) in pairs { append(axes: grid.axes(of: shape), values, to: &terms) }
    return terms
  }

  private func append(axes: [TermAxis], _ values: [Double], to terms: inout [Term]) {
    guard values.contains(where: { abs($0) > 1e-9 }) else { return }
    terms.append(Term(axes: axes, values: values, trainingMean: 0))
  }
}
