/// The cells of all rows along all columns, as fine as tables of one and two columns ask.
struct CellGrid {
  /// `axes[k - 1]`: the axes of tables of k columns.
  let axes: [[TermAxis]]
  /// `cells[k - 1][column][row]`.
  let cells: [[[UInt16]]]
  let outcomes: [Float]
  let dropped: [TermPlan.Dropped]

  /// The most cells of an axis of a table of one and two columns.
  static let fineness = [64, 16]

  /// - Precondition: rows are numbers of the frame's rows.
  init(_ frame: RawFrame, rows: [Int], outcomes: [Double], minimumRows: Int) {
    var axes: [[TermAxis]] = []
    var cells: [[[UInt16]]] = []
    var dropped: [TermPlan.Dropped] = []
    for (index, count) in Self.fineness.enumerated() {
      let plan = CellPlan(frame, rows: rows, cells: count, minimumRows: minimumRows)
      axes.append(plan.axes)
      if index == 0 { dropped = plan.dropped }
      cells.append(
        plan.axes.map { axis in
          guard let column = frame.names.firstIndex(of: axis.column),
            let cells = axis.cells(of: frame.columns[column], rows: rows)
          else { preconditionFailure("a plan learned on a frame fits that frame") }
          return cells.map { UInt16($0) }
        })
    }
    self.axes = axes
    self.cells = cells
    self.outcomes = rows.map { Float(outcomes[$0]) }
    self.dropped = dropped
  }

  var columns: Int { axes[0].count }
  var rows: Int { outcomes.count }

  /// The axes of a table.
  func axes(of shape: TableShape) -> [TermAxis] {
    shape.columns.map { axes[shape.columns.count - 1][$0] }
  }

  /// The number of rows in each cell along some columns, the last running fastest.
  func people(along columns: [Int], fineness index: Int) -> [Double] {
    let counts = columns.map { axes[index][$0].count }
    var people = [Double](repeating: 0, count: counts.reduce(1, *))
    for row in 0..<rows {
      var cell = 0
      for (column, count) in zip(columns, counts) {
        cell = cell * count + Int(cells[index][column][row])
      }
      people[cell] += 1
    }
    return people
  }

  /// The number of cells of each axis of a table.
  func counts(of shape: TableShape) -> [Int] { axes(of: shape).map(\.count) }
}
