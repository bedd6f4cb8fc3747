/// Grows a `SegmentTree` over the cells of many columns: one step of boosting.
///
/// The segment whose parting gains most is parted first, Σ residual² / (Σ curvature + ridge) being
/// what a segment is worth (Chen & Guestrin, KDD 2016, 2.2). Numbers are parted at a cut, with the
/// missing values on the better side; levels along the order of their rates among those parted
/// (Fisher, JASA 53, 1958), a rare level's drawn to the mean.
struct SegmentGrower {
  /// What a tree may do.
  struct Rule {
    /// The most segments.
    var segments = 16
    /// The fewest rows of one.
    var minimumRows = 20.0
    /// Added to a segment's curvature, and to a level's where levels are ordered.
    var ridge = 1.0
    var levelRidge = 10.0
  }

  private struct Sums {
    var residual = 0.0
    var curvature = 0.0
    var rows = 0.0

    static func + (first: Sums, second: Sums) -> Sums {
      Sums(
        residual: first.residual + second.residual, curvature: first.curvature + second.curvature,
        rows: first.rows + second.rows)
    }

    static func - (first: Sums, second: Sums) -> Sums {
      Sums(
        residual: first.residual - second.residual, curvature: first.curvature - second.curvature,
        rows: first.rows - second.rows)
    }
  }

  /// A way to part a node: the cells of a column that answer yes.
  private struct Split {
    var gain: Double
    var column: Int
    var isYes: [Bool]
  }

  private struct Node {
    var rows: [Int32]
    var sums: Sums
    var split: Split?
    var children: (yes: Int, no: Int)?
  }

  let grid: CellGrid
  let rule: Rule
  private var nodes: [Node] = []

  init(_ grid: CellGrid, _ rule: Rule = Rule()) {
    self.grid = grid
    self.rule = rule
  }

  /// Grows a tree.
  ///
  /// - Parameters:
  ///   - learned: The rows with their residuals and curvatures.
  ///   - numbers: Their numbers in the grid.
  ///   - columns: The columns that may be asked about.
  ///   - rate: The share of the Newton step that a segment's log odds are.
  /// - Returns: the tree, nil where no parting gains anything.
  mutating func tree(
    _ learned: BoostedRows, numbers: [Int], columns: [Int], rate: Double
  ) -> SegmentTree? {
    nodes = [node(Array(0..<Int32(numbers.count)), learned, numbers, columns)]
    var open = [0]
    while open.count < rule.segments,
      let place = open.indices.max(by: {
        nodes[open[$0]].split?.gain ?? 0 < nodes[open[$1]].split?.gain ?? 0
      }), let split = nodes[open[place]].split
    {
      let parent = open.remove(at: place)
      let cells = grid.cells[0][split.column]
      let rows = nodes[parent].rows
      let yes = rows.filter { split.isYes[Int(cells[numbers[Int($0)]])] }
      let no = rows.filter { !split.isYes[Int(cells[numbers[Int($0)]])] }
      nodes[parent].rows = []
      nodes[parent].children = (nodes.count, nodes.count + 1)
      open += [nodes.count, nodes.count + 1]
      nodes.append(node(yes, learned, numbers, columns))
      nodes.append(node(no, learned, numbers, columns))
    }
    return nodes.count == 1 ? nil : tree(at: 0, rate)
  }

  private func worth(_ sums: Sums) -> Double {
    sums.residual * sums.residual / (sums.curvature + rule.ridge)
  }

  /// The Newton step of a segment.
  private func step(_ sums: Sums) -> Double { sums.residual / (sums.curvature + rule.ridge) }

  private func node(
    _ rows: [Int32], _ learned: BoostedRows, _ numbers: [Int], _ columns: [Int]
  ) -> Node {
    var node = Node(rows: rows, sums: Sums())
    for row in rows {
      node.sums.residual += Double(learned.residuals[Int(row)])
      node.sums.curvature += Double(learned.curvatures[Int(row)])
    }
    node.sums.rows = Double(rows.count)
    guard node.sums.rows >= 2 * rule.minimumRows else { return node }
    for column in columns {
      var cells = [Sums](repeating: Sums(), count: grid.axes[0][column].count)
      let cellOfRow = grid.cells[0][column]
      for row in rows {
        let cell = Int(cellOfRow[numbers[Int(row)]])
        cells[cell].residual += Double(learned.residuals[Int(row)])
        cells[cell].curvature += Double(learned.curvatures[Int(row)])
        cells[cell].rows += 1
      }
      if let split = split(column, cells, node.sums), split.gain > node.split?.gain ?? 0 {
        node.split = split
      }
    }
    return node
  }

  /// The best way to part a node by a column.
  private func split(_ column: Int, _ cells: [Sums], _ whole: Sums) -> Split? {
    let missing = cells[0].rows > 0 ? [false, true] : [false]
    var order = Array(cells.indices.dropFirst())
    var isLevels = false
    if case .levels = grid.axes[0][column].kind {
      isLevels = true
      // Missing is a level among the others here.
      order = cells.indices.filter { cells[$0].rows > 0 }
      let rates = cells.map { $0.residual / ($0.curvature + rule.levelRidge) }
      order.sort { (rates[$0], $0) < (rates[$1], $1) }
    }
    var best: (gain: Double, upTo: Int, withMissing: Bool)?
    for withMissing in isLevels ? [false] : missing {
      var yes = withMissing ? cells[0] : Sums()
      // The missing alone can be parted from all others.
      for upTo in (withMissing ? 0 : 1)..<max(1, order.count) {
        if upTo > 0 { yes = yes + cells[order[upTo - 1]] }
        let no = whole - yes
        guard yes.rows >= rule.minimumRows, no.rows >= rule.minimumRows else { continue }
        let gain = worth(yes) + worth(no) - worth(whole)
        if gain > best?.gain ?? 1e-9 { best = (gain, upTo, withMissing) }
      }
    }
    guard let best else { return nil }
    var isYes = [Bool](repeating: false, count: cells.count)
    for cell in order.prefix(best.upTo) { isYes[cell] = true }
    if best.withMissing { isYes[0] = true }
    // Levels without a cell of their own answer no, since a question names those who answer yes; where
    // there were none in training, they go with the many.
    if isLevels {
      let yes = order.reduce(0) { $0 + (isYes[$1] ? cells[$1].rows : 0) }
      let others = cells.count - 1
      if cells[others].rows > 0 ? isYes[others] : 2 * yes > whole.rows {
        for cell in order { isYes[cell].toggle() }
      }
    }
    return Split(gain: best.gain, column: column, isYes: isYes)
  }

  private func tree(at index: Int, _ rate: Double) -> SegmentTree {
    let node = nodes[index]
    guard let children = node.children, let split = node.split else {
      return .segment(value: rate * step(node.sums))
    }
    let (yes, no) = (tree(at: children.yes, rate), tree(at: children.no, rate))
    let share = nodes[children.yes].sums.rows / node.sums.rows
    let axis = grid.axes[0][split.column]
    return .split(
      column: axis.column, question(split, axis), yes: yes, no: no,
      mean: share * yes.mean + (1 - share) * no.mean)
  }

  private func question(_ split: Split, _ axis: TermAxis) -> SegmentTree.Question {
    let orMissing = split.isYes[0]
    let yes = split.isYes.indices.filter { $0 > 0 && split.isYes[$0] }
    guard let last = yes.last else { return .isMissing }
    switch axis.kind {
    case .cuts(let cuts): return .below(cuts[last - 1], orMissing: orMissing)
    case .levels(let levels): return .isIn(yes.map { levels[$0 - 1] }, orMissing: orMissing)
    }
  }

  /// What the tree last grown says of the rows of given numbers, by their cells.
  func values(ofRows numbers: [Int], rate: Double) -> [Float] {
    numbers.map { number in
      var index = 0
      while let children = nodes[index].children, let split = nodes[index].split {
        let isYes = split.isYes[Int(grid.cells[0][split.column][number])]
        index = isYes ? children.yes : children.no
      }
      return Float(rate * step(nodes[index].sums))
    }
  }
}
