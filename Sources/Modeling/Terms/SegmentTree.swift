/// A parting of people into segments by one question after another, each segment with its log odds.
///
/// It says what more than two columns only say together. A segment reads as the answers on its way:
/// `party in (DEM), age below 45, has given`.
public indirect enum SegmentTree: Sendable, Equatable, Codable {
  /// A question with yes or no for an answer.
  public enum Question: Sendable, Equatable, Codable {
    /// Whether a number lies below a bound; where it is missing the answer is `orMissing`.
    case below(Double, orMissing: Bool)
    /// Whether a category is one of these; where it is missing the answer is `orMissing`.
    case isIn([String], orMissing: Bool)
    /// Whether the value is missing.
    case isMissing
  }

  /// A segment with its log odds.
  case segment(value: Double)
  /// A question about a column, with the trees of those who answer yes and no, and the mean of all
  /// training rows that were asked.
  case split(column: String, Question, yes: SegmentTree, no: SegmentTree, mean: Double)

  /// The mean over the training rows that came here.
  public var mean: Double {
    switch self {
    case .segment(let value): value
    case .split(_, _, _, _, let mean): mean
    }
  }

  /// The columns asked about, each once, the first question's first.
  public var columns: [String] {
    guard case .split(let column, _, let yes, let no, _) = self else { return [] }
    var seen: Set<String> = []
    return ([column] + yes.columns + no.columns).filter { seen.insert($0).inserted }
  }

  /// Hands out each of some rows with its segment's log odds, and what each answer on the way there
  /// moved the mean by.
  ///
  /// The moves and the whole tree's mean sum to the segment's log odds.
  ///
  /// - Parameters:
  ///   - places: Places in `rows` of those who come here.
  func eachRow(
    of frame: RawFrame, rows: [Int], places: [Int],
    segment: (_ place: Int, _ value: Double) -> Void,
    move: (_ column: String, _ place: Int, _ by: Double) -> Void
  ) throws(TermError) {
    switch self {
    case .segment(let value):
      for place in places { segment(place, value) }
    case .split(let column, let question, let yes, let no, let mean):
      guard let answers = question.answers(try frame.column(named: column)) else {
        throw .columnOfOtherType(column)
      }
      for (answer, tree) in [(true, yes), (false, no)] {
        let own = places.filter { answers(rows[$0]) == answer }
        for place in own { move(column, place, tree.mean - mean) }
        try tree.eachRow(of: frame, rows: rows, places: own, segment: segment, move: move)
      }
    }
  }
}

extension SegmentTree.Question {
  /// The answer of a row of a column; nil where the column's type does not fit.
  fileprivate func answers(_ column: RawColumn) -> ((Int) -> Bool)? {
    switch (self, column) {
    case (.below(let bound, let orMissing), .numeric(let values)):
      return { values[$0].isFinite ? values[$0] < bound : orMissing }
    case (.isIn(let kept, let orMissing), .categorical(let codes, let levels)):
      let own = Set(kept)
      let flags = levels.map { own.contains($0) }
      return { codes[$0] < 0 ? orMissing : flags[Int(codes[$0])] }
    case (.isMissing, .numeric(let values)): return { !values[$0].isFinite }
    case (.isMissing, .categorical(let codes, _)): return { codes[$0] < 0 }
    default: return nil
    }
  }
}
