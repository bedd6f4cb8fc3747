/// How well each raw column ranks people by itself, and which does it best.
///
/// Each column's order is learned on all folds but one and judged on that one; its area is the mean
/// over the folds that hold both outcomes. So a column of as many levels as rows shows nothing, and
/// rows that are kept for judging a model have no say in what it is judged against.
public struct ColumnChoice: Sendable, Equatable {
  /// A column with its area under the ROC curve.
  public struct Candidate: Sendable, Equatable {
    /// The name of the column.
    public let column: String
    /// The area, cross-validated.
    public let area: Double
  }

  /// All columns, in the frame's order.
  public let candidates: [Candidate]
  /// The ranking by the column with the largest area, learned on all rows; of equals, the first.
  public let best: ColumnRanking

  /// Judges the columns of a frame.
  ///
  /// - Parameters:
  ///   - frame: The raw columns, at least one.
  ///   - outcomes: 0 or 1, one a row of the frame.
  ///   - rows: The rows to judge on.
  ///   - folds: How many parts the rows are put into, by a seeded hash of their place.
  /// - Throws: `EvaluationError.oneClass` where no fold can be judged.
  public init(
    _ frame: RawFrame, outcomes: [Double], rows: [Int], folds count: Int = 5, seed: UInt64 = 1
  ) throws(EvaluationError) {
    precondition(!frame.columns.isEmpty, "a choice is made among some columns")
    let folds = Folds(groups: rows.indices.map { Int64($0) }, count: count, seed: seed)
    let all: [(learned: [Int], judged: [Int])] = (0..<count).map { fold in
      (folds.rows(outside: fold).map { rows[$0] }, folds.rows(in: fold).map { rows[$0] })
    }
    let judged = all.indices.filter { fold in
      [all[fold].learned, all[fold].judged].allSatisfy { rows in
        rows.contains { outcomes[$0] == 1 } && rows.contains { outcomes[$0] == 0 }
      }
    }
    let parts = judged.map { all[$0] }
    guard !parts.isEmpty else { throw .oneClass }
    let candidates = try Parts.map(frame.columns.count) { index throws(EvaluationError) in
      let (name, column) = (frame.names[index], frame.columns[index])
      var areas = 0.0
      if case .numeric(let values) = column {
        areas = FoldedColumn(values, outcomes: outcomes, rows: rows, folds: folds).areas(of: judged)
      } else {
        for part in parts {
          let ranking = try ColumnRanking(
            column, named: name, outcomes: outcomes, rows: part.learned)
          areas += try AUC(
            scores: ranking.scores(of: column, rows: part.judged),
            outcomes: part.judged.map { outcomes[$0] }
          ).value
        }
      }
      return Candidate(column: name, area: areas / Double(parts.count))
    }
    self.candidates = candidates
    var best = 0
    for index in candidates.indices where candidates[index].area > candidates[best].area {
      best = index
    }
    self.best = try ColumnRanking(
      frame.columns[best], named: frame.names[best], outcomes: outcomes, rows: rows)
  }
}
