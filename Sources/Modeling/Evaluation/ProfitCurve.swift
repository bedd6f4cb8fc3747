/// What contacts bring in less what they cost, by how deep a ranking is called: the best first.
///
/// The outcomes must be those of people who were all contacted, and whom the scores never saw. Of equal
/// scores all are contacted or none, so that the order of rows has no say.
///
/// The best depth is chosen with these people's luck, and its profit is that much too good; what a
/// depth is worth is told by the curve of others.
public struct ProfitCurve: Sendable, Equatable {
  /// A depth.
  public struct Point: Sendable, Equatable {
    /// Contacts made: rows, or their weight.
    public let contacts: Double
    /// The lowest score that is contacted; infinite where nobody is.
    public let score: Double
    /// What came in less what the contacts cost, in cents.
    public let profitCents: Double
  }

  /// All depths, from no contact at all, a point a score.
  public let points: [Point]
  /// The point of the largest profit; of equals, that of the fewest contacts.
  public let best: Point

  /// Adds up what came in.
  ///
  /// - Parameters:
  ///   - scores: The ranking, by an expected value or a chance.
  ///   - receivedCents: What came in, one a row; 0 from who gave nothing.
  ///   - costCents: The cost of one contact.
  ///   - weights: How much each row counts; nil for all alike.
  /// - Precondition: all columns are of one length; weights are above zero.
  public init(
    scores: [Double], receivedCents: [Int64], costCents: Int64, weights: [Double]? = nil
  ) throws(EvaluationError) {
    precondition(
      receivedCents.count == scores.count && (weights?.count ?? scores.count) == scores.count,
      "each row has a score, a weight and what came in")
    precondition(weights?.allSatisfy { $0 > 0 } ?? true, "a weight is above zero")
    if let row = scores.firstIndex(where: { $0.isNaN }) { throw .scoreInvalid(row: row) }

    var points = [Point(contacts: 0, score: .infinity, profitCents: 0)]
    var (contacts, profit) = (0.0, 0.0)
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    for tie in order.runs(where: { scores[$0] == scores[$1] }) {
      for row in tie {
        let weight = weights?[row] ?? 1
        contacts += weight
        profit += weight * Double(receivedCents[row] - costCents)
      }
      points.append(
        Point(contacts: contacts, score: scores[tie[tie.startIndex]], profitCents: profit))
    }
    self.points = points
    best = points.dropFirst().reduce(points[0]) { $1.profitCents > $0.profitCents ? $1 : $0 }
  }

  /// The profit where all who score at least so much are contacted, and nobody else.
  public func profitCents(downTo score: Double) -> Double {
    let reached = points.dropFirst().count { $0.score >= score }
    return points[reached].profitCents
  }
}
