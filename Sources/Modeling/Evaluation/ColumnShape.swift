/// What a column adds to the log odds, by its own value: a model's term as it is drawn.
///
/// Each point is the mean over the rows of a band or level of all that the column adds, its halves of
/// pairs and its answers in segments included (`ScoreModel.parts`).
public struct ColumnShape: Sendable, Equatable {
  /// Whose mean a point is.
  public enum Value: Sendable, Equatable {
    /// No value.
    case missing
    /// Numbers from a bound to below another; nil where there is none.
    case numbers(from: Double?, below: Double?)
    /// A level.
    case level(String)
    /// All levels that have too few rows.
    case otherLevels
  }

  /// One band or level.
  public struct Point: Sendable, Equatable {
    /// Whose.
    public let value: Value
    /// How many rows.
    public let rows: Int
    /// The mean of what the column adds, in log odds from the average row's.
    public let mean: Double
  }

  /// The name of the column.
  public let column: String
  /// The standard deviation of what it adds, over the rows.
  public let strength: Double
  /// Numbers rising, or levels by falling number of rows; missing values last.
  public let points: [Point]

  /// The shapes of a model's columns over some rows, the strongest first.
  ///
  /// - Parameters:
  ///   - bands: the most bands of numbers.
  ///   - minimumRows: the fewest rows of a level with a point of its own.
  public static func shapes(
    of model: ScoreModel, _ frame: RawFrame, rows: [Int], bands: Int = 8, minimumRows: Int = 100
  ) throws(TermError) -> [ColumnShape] {
    let parts = try model.parts(of: frame, rows: rows)
    let shapes = try Parts.map(parts.count) { place throws(TermError) in
      let part = parts[place]
      return ColumnShape(
        part, try frame.column(named: part.column), rows, bands: bands, minimumRows: minimumRows)
    }
    return shapes.sorted { ($1.strength, $0.column) < ($0.strength, $1.column) }
  }

  private init(
    _ part: ScoreModel.Part, _ column: RawColumn, _ rows: [Int], bands: Int, minimumRows: Int
  ) {
    let count = Double(max(1, rows.count))
    let mean = part.contributions.reduce(0, +) / count
    let variance = part.contributions.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    self.column = part.column
    strength = variance.squareRoot()

    var order: [Value] = []
    let places: [Int]
    switch column {
    case .numeric(let values):
      let own = EqualMassBands(rows.map { values[$0] }, bands: bands)
      let bounds = [nil] + own.bounds.map { Optional($0) } + [nil]
      order = zip(bounds, bounds.dropFirst()).map { .numbers(from: $0, below: $1) } + [.missing]
      places = rows.map {
        values[$0].isFinite ? own.band(of: values[$0]) : own.bounds.count + 1
      }
    case .categorical(let codes, let levels):
      var people = [Int](repeating: 0, count: levels.count)
      for row in rows where codes[row] >= 0 { people[Int(codes[row])] += 1 }
      let own = people.indices.filter { people[$0] >= minimumRows }
        .sorted { (-people[$0], levels[$0]) < (-people[$1], levels[$1]) }
      order = own.map { .level(levels[$0]) } + [.otherLevels, .missing]
      var placeOfCode = [Int](repeating: own.count, count: levels.count)
      for (place, code) in own.enumerated() { placeOfCode[code] = place }
      places = rows.map { codes[$0] < 0 ? own.count + 1 : placeOfCode[Int(codes[$0])] }
    }
    var sums = [(rows: Int, sum: Double)](repeating: (0, 0), count: order.count)
    for (place, contribution) in zip(places, part.contributions) {
      sums[place].rows += 1
      sums[place].sum += contribution
    }
    points = zip(order, sums).compactMap { value, sum in
      sum.rows == 0
        ? nil : Point(value: value, rows: sum.rows, mean: sum.sum / Double(sum.rows))
    }
  }
}
