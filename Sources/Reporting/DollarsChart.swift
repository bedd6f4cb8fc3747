public import Campaign

/// The chart of a backtest: dollars per 100 people by day, a point with its interval a group.
public struct DollarsChart: Sendable {
  /// A point.
  public struct Row: Encodable, Sendable {
    /// The day, `YYYY-MM-DD`.
    public let day: String
    /// The group in words.
    public let group: String
    /// Dollars per 100 people.
    public let dollars: Double
    /// The interval's lower end; nil without an interval.
    public let least: Double?
    /// The interval's upper end.
    public let most: Double?

    /// Makes a point.
    public init(day: String, group: String, dollars: Double, least: Double?, most: Double?) {
      self.day = day
      self.group = group
      self.dollars = dollars
      self.least = least
      self.most = most
    }
  }

  private let rows: [Row]

  /// Makes the chart of points, in the order in which the groups are named.
  public init(_ rows: [Row]) { self.rows = rows }

  /// A Vega-Lite specification with the points as its data set `figures`.
  ///
  /// - Parameter text: `Reports/backtest/dollars.vl.json`.
  /// - Throws: a failure of kind badInput where the text isn't a JSON object.
  public func specification(from text: String) throws(Failure) -> String {
    try ChartSpecification(text, file: "dollars.vl.json").filled("figures", with: rows)
  }
}
