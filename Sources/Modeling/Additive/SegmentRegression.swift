/// Logistic regression on trees of segments, learned by boosting: what more than two columns only say
/// together.
///
/// The watched log odds and the number of trees come from folds like those of `AdditiveRegression`;
/// the model's trees are grown on all rows. Each asks about a random half of the columns, so that they
/// part people in different ways.
///
/// Source: Friedman, "Stochastic gradient boosting", Computational Statistics & Data Analysis 38
/// (2002).
struct SegmentRegression {
  /// How trees are grown.
  struct Options: Sendable {
    /// The numbers of trees to choose from, rising.
    var trees = [4, 8, 16, 32]
    /// The share of a Newton step that a tree takes.
    var rate = 0.15
  }

  private let grid: CellGrid
  private let options: Options
  private let start: Double
  private let seed: UInt64

  init(_ grid: CellGrid, start: Double, seed: UInt64, _ options: Options = Options()) {
    self.grid = grid
    self.start = start
    self.seed = seed
    self.options = options
  }

  /// The number of trees with the least loss on rows whose fold they had not seen, and the log odds
  /// that so many give those rows.
  func watched(_ folds: Folds) -> (trees: Int, logOdds: [Double]) {
    // One fold's log odds of its rows, by the number of trees.
    let told = Parts.map(folds.count, threads: Parts.processors) { fold in
      grow(on: folds.rows(outside: fold), watching: folds.rows(in: fold)).watched
    }
    let all = options.trees.indices.map { index in
      var logOdds = [Double](repeating: start, count: grid.rows)
      for fold in 0..<folds.count {
        for (place, row) in folds.rows(in: fold).enumerated() {
          logOdds[row] = Double(told[fold][index][place])
        }
      }
      return logOdds
    }
    let losses = all.map { logOdds in
      logOdds.indices.reduce(0) {
        $0
          + ProbabilityScore.loss(
            of: ScoreModel.probability(of: logOdds[$1]), outcome: Double(grid.outcomes[$1]))
      }
    }
    let best = losses.indices.min { losses[$0] < losses[$1] } ?? 0
    return (options.trees[best], all[best])
  }

  /// So many trees of all rows.
  func trees(_ count: Int) -> [SegmentTree] {
    Array(grow(on: Array(0..<grid.rows), watching: []).trees.prefix(count))
  }

  private func grow(
    on training: [Int], watching: [Int]
  ) -> (trees: [SegmentTree], watched: [[Float]]) {
    var random = SplitMix64(seed: seed)
    func rows(_ numbers: [Int]) -> BoostedRows {
      BoostedRows(
        outcomes: numbers.map { grid.outcomes[$0] },
        scores: numbers.map { _ in Float(start) })
    }
    var learned = rows(training)
    var told = [Float](repeating: Float(start), count: watching.count)
    var trees: [SegmentTree] = []
    var watched: [[Float]] = []
    for count in 1...(options.trees.last ?? 1) {
      var columns = Array(0..<grid.columns)
      random.shuffle(&columns, in: 0..<columns.count)
      var grower = SegmentGrower(grid)
      let asked = Array(columns.prefix((columns.count + 1) / 2))
      if let tree = grower.tree(learned, numbers: training, columns: asked, rate: options.rate) {
        trees.append(tree)
        learned.add(grower.values(ofRows: training, rate: options.rate))
        for (place, value) in grower.values(ofRows: watching, rate: options.rate).enumerated() {
          told[place] += value
        }
      }
      if options.trees.contains(count) { watched.append(told) }
    }
    return (trees, watched)
  }
}
