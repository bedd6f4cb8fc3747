/// Logistic regression on tables of one and two columns, learned by boosting.
///
/// The log odds are a constant plus one value for each table: a column's curve in steps, a pair's
/// grid. Missing values and levels have cells of their own. So the model stays a sum of parts that
/// can be drawn.
///
/// 1. Rows are parted by group into folds; for each, a bag learns on the other folds and is watched
///    on it. A round takes one small Newton step of each table in turn (`BoxTree`), and all bags stop
///    at the round with the least log loss over all watched rows.
/// 2. Pairs are ranked, in each bag by its own rows, by what one step gains on top of the columns'
///    curves; how many pairs serve is chosen by the watched rows, each number boosted from the start
///    beside the curves.
/// 3. The final bags all boost the tables that rank first over all bags, for the chosen number of
///    rounds; the model is the bags' mean, taken apart into curves and pure pairs (`Purification`).
///
/// Ranking within the bag matters: pairs ranked on all rows have seen the rows that judge them, too
/// many are taken, and scores come out too far apart.
///
/// Source: Lou, Caruana & Gehrke, "Intelligible models for classification and regression", KDD
/// 2012, and "Accurate intelligible models with pairwise interactions", KDD 2013, of which the
/// joint boosting from the start and the honest number of pairs are variations.
public enum AdditiveRegression {
  /// How a model is learned.
  public struct Options: Sendable {
    /// The number of bags, and of the folds that watch them.
    public var bags = 7
    /// The share of a Newton step that a round takes, by the number of a table's columns.
    public var rates = [0.02, 0.1]
    /// The most leaves of a step, by the number of a table's columns.
    public var leaves = [3, 4]
    /// The numbers of pairs to choose from, rising; none is always a choice.
    public var pairs = [5, 10, 20, 40, 80, 160]
    /// Rounds without a lower loss after which boosting stops.
    public var patience = 30
    /// The most rounds.
    public var rounds = 2_000
    /// The fewest rows of a level with a cell of its own.
    public var minimumRows = 20
    /// The most rows to learn on; of more, a random part by group.
    public var mostRows = 240_000
    /// The seed of folds and of that part.
    public var seed: UInt64 = 1

    /// Makes the default options.
    public init() {}
  }

  /// Learns a model.
  ///
  /// - Parameters:
  ///   - frame: The raw columns.
  ///   - outcomes: 0 or 1, one a row of the frame.
  ///   - groups: The group's number, one a row of the frame: rows of one group share a fold.
  ///   - rows: Numbers of the training rows.
  /// - Throws: `LogisticError.oneClass`, `noRows`, `outcomeNotBinary`.
  /// - Precondition: outcomes and groups have one element a row of the frame.
  public static func fit(
    _ frame: RawFrame, outcomes: [Double], groups: [Int64], rows: [Int],
    options: Options = Options()
  ) throws(LogisticError) -> AdditiveFit {
    precondition(
      outcomes.count == frame.rows && groups.count == frame.rows,
      "a model needs one outcome and one group a row")
    let chosen = part(of: rows, groups, most: options.mostRows, seed: ~options.seed)
      .map { rows[$0] }
    let base = try BaseRate(
      outcomes: chosen.map { outcomes[$0] }, weights: [Double](repeating: 1, count: chosen.count))
    let grid = CellGrid(
      frame, rows: chosen, outcomes: outcomes, minimumRows: options.minimumRows)
    var search = AdditiveSearch(
      grid, rows: chosen, groups: chosen.map { groups[$0] }, start: base.logOdds, options)
    return search.run()
  }

  /// The places of about so many of some rows at most, whole groups at random.
  static func part(
    of rows: [Int], _ groups: [Int64], most: Int, seed: UInt64
  ) -> [Int] {
    guard rows.count > most else { return Array(rows.indices) }
    let shares = 1_000
    let folds = Folds(groups: rows.map { groups[$0] }, count: shares, seed: seed)
    return rows.indices.filter { folds.numbers[$0] < shares * most / rows.count }
  }
}
