/// Boosting on one part of the rows, watched on the others.
struct Bag {
  /// The rows that tables are learned on, and those that judge them.
  let training: [Int]
  let watching: [Int]
  /// The tables' values by shape, in the bag's own order of cells.
  private(set) var tables: [TableShape: [Double]] = [:]
  /// What each of the shapes last appraised would gain, in their order.
  private(set) var gains: [Double] = []
  private(set) var learned: BoostedRows
  private(set) var watched: BoostedRows
  private let start: Float
  /// `places[k - 1][column][cell]`: where a cell stands in the order in which cells are cut.
  private let places: [[[UInt16]]]
  private var trainingCells: [TableShape: [UInt16]] = [:]
  private var watchingCells: [TableShape: [UInt16]] = [:]

  /// - Parameters:
  ///   - start: The log odds that boosting starts from.
  init(_ grid: CellGrid, training: [Int], watching: [Int], start: Float) {
    self.training = training
    self.watching = watching
    self.start = start
    learned = Self.rows(training, grid, start)
    watched = Self.rows(watching, grid, start)
    let learned = learned
    places = grid.axes.indices.map { index in
      grid.axes[index].indices.map { column in
        let axis = grid.axes[index][column]
        guard case .levels = axis.kind else { return Array(0..<UInt16(axis.count)) }
        // Levels have no order of their own: it is that of their rates here, a rare level's
        // drawn to the mean (Fisher, JASA 53, 1958: the best parting is one of that order).
        let sums = CellSums(
          learned, at: training.map { grid.cells[index][column][$0] }, count: axis.count)
        let order = (0..<axis.count).sorted {
          let (first, second) = (
            sums.residuals[$0] / (sums.curvatures[$0] + 1),
            sums.residuals[$1] / (sums.curvatures[$1] + 1)
          )
          return (first, $0) < (second, $1)
        }
        var places = [UInt16](repeating: 0, count: axis.count)
        for (place, cell) in order.enumerated() { places[cell] = UInt16(place) }
        return places
      }
    }
  }

  private static func rows(_ rows: [Int], _ grid: CellGrid, _ start: Float) -> BoostedRows {
    BoostedRows(
      outcomes: rows.map { grid.outcomes[$0] },
      scores: [Float](repeating: start, count: rows.count))
  }

  /// The cell of each row in a table, in the bag's order.
  private func cells(_ shape: TableShape, _ grid: CellGrid, _ rows: [Int]) -> [UInt16] {
    let index = shape.columns.count - 1
    var cells = [UInt16](repeating: 0, count: rows.count)
    for column in shape.columns {
      let count = UInt16(grid.axes[index][column].count)
      let places = places[index][column]
      let source = grid.cells[index][column]
      for (position, row) in rows.enumerated() {
        cells[position] = cells[position] * count + places[Int(source[row])]
      }
    }
    return cells
  }

  /// Starts anew with these tables, all zero.
  mutating func begin(_ shapes: [TableShape], _ grid: CellGrid) {
    tables = [:]
    for shape in shapes {
      tables[shape] = [Double](
        repeating: 0, count: grid.counts(of: shape).reduce(1, *))
      if trainingCells[shape] == nil {
        trainingCells[shape] = cells(shape, grid, training)
        watchingCells[shape] = cells(shape, grid, watching)
      }
    }
    // Cells of earlier candidates go: each holds two bytes a row.
    trainingCells = trainingCells.filter { tables[$0.key] != nil }
    watchingCells = watchingCells.filter { tables[$0.key] != nil }
    learned = Self.rows(training, grid, start)
    watched = Self.rows(watching, grid, start)
  }

  /// Sets the tables and brings all rows to what they say.
  mutating func take(_ tables: [TableShape: [Double]], _ grid: CellGrid) {
    begin(tables.keys.sorted(), grid)
    for shape in tables.keys.sorted() {
      guard let values = tables[shape] else { continue }
      self.tables[shape] = values
      add(values.map { Float($0) }, to: shape)
    }
  }

  /// One round: a step of each table in turn.
  mutating func round(
    _ shapes: [TableShape], _ grid: CellGrid, _ options: AdditiveRegression.Options
  ) {
    for shape in shapes {
      guard let cells = trainingCells[shape], let count = tables[shape]?.count else { continue }
      let order = shape.columns.count
      var rule = BoxTree.Rule()
      rule.leaves = options.leaves[order - 1]
      let sums = CellSums(learned, at: cells, count: count)
      guard let steps = BoxTree(sums, counts: grid.counts(of: shape), rule).steps() else {
        continue
      }
      let step = steps.map { Float(options.rates[order - 1] * $0) }
      for (cell, value) in step.enumerated() { tables[shape]?[cell] += Double(value) }
      add(step, to: shape)
    }
  }

  private mutating func add(_ step: [Float], to shape: TableShape) {
    if let cells = trainingCells[shape] { learned.add(step, at: cells) }
    if let cells = watchingCells[shape] { watched.add(step, at: cells) }
  }

  /// Sets `gains`: what a tree of each shape would gain on top of the tables as they stand.
  mutating func appraise(_ candidates: [TableShape], _ grid: CellGrid) {
    gains = candidates.map { gain($0, grid) }
  }

  private func gain(_ shape: TableShape, _ grid: CellGrid) -> Double {
    let counts = grid.counts(of: shape)
    let sums = CellSums(
      learned, at: cells(shape, grid, training), count: counts.reduce(1, *))
    return BoxTree(sums, counts: counts, BoxTree.Rule()).gain
  }

  /// A table's values in the grid's order of cells.
  func values(of shape: TableShape, _ grid: CellGrid) -> [Double] {
    guard let own = tables[shape] else { return [] }
    let index = shape.columns.count - 1
    let counts = grid.counts(of: shape)
    return own.indices.map { cell in
      var rest = cell
      var place = 0
      var stride = 1
      for (column, count) in zip(shape.columns, counts).reversed() {
        place += stride * Int(places[index][column][rest % count])
        stride *= count
        rest /= count
      }
      return own[place]
    }
  }
}
