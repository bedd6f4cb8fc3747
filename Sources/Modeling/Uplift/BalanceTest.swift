/// Whether two arms differ in what was known of people before, by more than a fair lot would make
/// them.
///
/// The score test of the logistic regression of the arm on all terms: with the arm tᵢ and terms xᵢ,
/// both about their means, U = Σ tᵢ xᵢ, S = Σ over clusters g of s s' with s = Σ over i in g of
/// tᵢ xᵢ, and U' S⁻¹ U is chi-squared with one degree a term that no earlier one tells, however
/// people of a cluster resemble one another (Boos, The American Statistician 46, 1992, 6).
public struct BalanceTest: Sendable, Equatable {
  /// The statistic.
  public let statistic: Double
  /// Its degrees of freedom.
  public let degrees: Int
  /// The probability of a statistic as large under a fair lot.
  public let pValue: Double

  /// The fewest clusters a term: with fewer, the approximation does not hold.
  public static let clustersPerTerm = 5

  /// Tests the arms of people.
  ///
  /// - Parameters:
  ///   - design: the terms.
  ///   - isTreated: one a row.
  ///   - clusters: one a row.
  /// - Returns: nil where no term varies or where there are too few clusters for so many terms.
  public init?(design: DesignMatrix, isTreated: [Bool], clusters: [Int64]) {
    precondition(
      isTreated.count == design.rows && clusters.count == design.rows,
      "a test needs an arm and a cluster a row")
    let columns = design.columns
    guard columns > 0, design.rows > 0 else { return nil }
    let rows = Double(design.rows)
    let share = Double(isTreated.count { $0 }) / rows
    let means = (0..<columns).map { column in
      (0..<design.rows).reduce(0) { $0 + design[$1, column] } / rows
    }
    let order = clusters.indices.sorted { clusters[$0] < clusters[$1] }
    let groups = order.runs(where: { clusters[$0] == clusters[$1] })
    var total = [Double](repeating: 0, count: columns)
    var spread = [Double](repeating: 0, count: columns * columns)
    for group in groups {
      var score = [Double](repeating: 0, count: columns)
      for row in group {
        let arm = (isTreated[row] ? 1 : 0) - share
        for column in 0..<columns { score[column] += arm * (design[row, column] - means[column]) }
      }
      for column in 0..<columns {
        total[column] += score[column]
        for other in 0...column { spread[column * columns + other] += score[column] * score[other] }
      }
    }
    let kept = Cholesky.independentColumns(of: spread, order: columns, tolerance: 1e-9)
    guard !kept.isEmpty, groups.count >= Self.clustersPerTerm * kept.count else { return nil }
    let matrix = kept.flatMap { row in
      kept.map { spread[max(row, $0) * columns + min(row, $0)] }
    }
    guard let factor = Cholesky(matrix, order: kept.count) else { return nil }
    let right = kept.map { total[$0] }
    statistic = zip(right, factor.solve(right)).reduce(0) { $0 + $1.0 * $1.1 }
    degrees = kept.count
    pValue = ChiSquared.upperTail(statistic, degrees: kept.count)
  }
}
