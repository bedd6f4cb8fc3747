internal import Dispatch

/// The steps of `AdditiveRegression`, on the bags that all of them share.
struct AdditiveSearch {
  private let grid: CellGrid
  private let options: AdditiveRegression.Options
  private let start: Double
  private let rows: [Int]
  private var bags: [Bag]

  init(
    _ grid: CellGrid, rows: [Int], groups: [Int64], start: Double,
    _ options: AdditiveRegression.Options
  ) {
    self.grid = grid
    self.rows = rows
    self.options = options
    self.start = start
    let folds = Folds(groups: groups, count: options.bags, seed: options.seed)
    bags = (0..<options.bags).compactMap { fold in
      let (training, watching) = (folds.rows(outside: fold), folds.rows(in: fold))
      return training.isEmpty
        ? nil : Bag(grid, training: training, watching: watching, start: Float(start))
    }
  }

  /// What boosting some tables came to.
  private struct Outcome {
    var loss: Double
    var rounds = 0
    var tables: [[TableShape: [Double]]] = []
  }

  mutating func run() -> AdditiveFit {
    let curves = (0..<grid.columns).map { TableShape(columns: [$0]) }
    var best = boost(bags.map { _ in curves })
    for index in bags.indices { bags[index].take(best.tables[index], grid) }
    let candidates = (0..<grid.columns).flatMap { second in
      (0..<second).map { TableShape(columns: [$0, second]) }
    }
    each { [grid] bag, _ in bag.appraise(candidates, grid) }
    let gains = bags.map(\.gains)
    let ranked = gains.map { Self.ranked(candidates, by: $0) }
    var number = 0
    var worse = 0
    // Four numbers in a row that do no better end the search.
    for count in options.pairs where worse < 4 && !candidates.isEmpty {
      let outcome = boost(ranked.map { curves + $0.prefix(count) })
      if outcome.loss < best.loss {
        (best, number, worse) = (outcome, count, 0)
      } else {
        worse += 1
      }
      if count >= candidates.count { break }
    }
    let ofAll = Self.ranked(
      candidates, by: candidates.indices.map { index in gains.reduce(0) { $0 + $1[index] } })
    let common = Array(ofAll.prefix(number))
    let watched = watchedLogOdds(best)
    boost(curves + common, rounds: best.rounds)
    return fit(curves + common, watched)
  }

  /// Boosts each bag's tables, and leaves off where the watched rows' loss is least.
  private mutating func boost(_ shapes: [[TableShape]]) -> Outcome {
    let (grid, options) = (grid, options)
    each { $0.begin(shapes[$1], grid) }
    var best = Outcome(loss: loss, rounds: 0, tables: bags.map(\.tables))
    for round in 1...options.rounds {
      each { $0.round(shapes[$1], grid, options) }
      let loss = loss
      if loss < best.loss { best = Outcome(loss: loss, rounds: round, tables: bags.map(\.tables)) }
      if round - best.rounds >= options.patience { break }
    }
    return best
  }

  /// Boosts the same tables in all bags for a number of rounds.
  private mutating func boost(_ shapes: [TableShape], rounds: Int) {
    let (grid, options) = (grid, options)
    each { bag, _ in
      bag.begin(shapes, grid)
      for _ in 0..<rounds { bag.round(shapes, grid, options) }
    }
  }

  private var loss: Double { bags.reduce(0) { $0 + $1.watched.loss } }

  /// Works on all bags at once; a bag is nobody else's, so the number of threads changes nothing.
  private mutating func each(_ work: @Sendable (inout Bag, Int) -> Void) {
    bags.withUnsafeMutableBufferPointer { buffer in
      // Each iteration touches its own element alone.
      nonisolated(unsafe) let buffer = buffer
      DispatchQueue.concurrentPerform(iterations: buffer.count) { work(&buffer[$0], $0) }
    }
  }

  private static func ranked(_ shapes: [TableShape], by gains: [Double]) -> [TableShape] {
    shapes.indices.sorted { (-gains[$0], $0) < (-gains[$1], $1) }.map { shapes[$0] }
  }

  /// The log odds of each row by the bag that it watched.
  private mutating func watchedLogOdds(_ best: Outcome) -> [Double] {
    var logOdds = [Double](repeating: start, count: grid.rows)
    for index in bags.indices {
      bags[index].take(best.tables[index], grid)
      for (position, row) in bags[index].watching.enumerated() {
        logOdds[row] = Double(bags[index].watched.scores[position])
      }
    }
    return logOdds
  }

  private func fit(_ shapes: [TableShape], _ watched: [Double]) -> AdditiveFit {
    let share = 1 / Double(bags.count)
    var pure = Purification(grid)
    for shape in shapes {
      var values = [Double](repeating: 0, count: grid.counts(of: shape).reduce(1, *))
      for bag in bags {
        for (cell, value) in bag.values(of: shape, grid).enumerated() {
          values[cell] += share * value
        }
      }
      pure.add(values, of: shape)
    }
    let terms = pure.terms()
    return AdditiveFit(
      model: ScoreModel(
        intercept: start + pure.constant,
        terms: terms.map { ScoreModel.WeightedTerm(term: $0, coefficient: 1) }),
      start: start, rows: rows, watchedLogOdds: watched, grid: grid, dropped: grid.dropped)
  }
}
