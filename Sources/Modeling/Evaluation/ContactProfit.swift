/// What contacts bring in less what they cost, in cents a person, by two rules: everyone is
/// contacted, or those alone from whom more is expected than a contact costs.
///
/// A person who isn't contacted brings in and costs nothing, so both rules are means over the same
/// people and compare. The outcomes must be those of people who were all contacted, and whom the
/// expected values never saw.
public struct ContactProfit: Sendable, Equatable {
  /// Everyone is contacted.
  public let everyone: PopulationMean
  /// Those whose expected value is above the cost are.
  public let worthwhile: PopulationMean
  /// The second less the first, person by person.
  public let gain: PopulationMean
  /// The share of the people who are worth a contact.
  public let share: PopulationMean

  /// Adds up what came in.
  ///
  /// - Parameters:
  ///   - expectedCents: The expected value of a contact, one a row.
  ///   - receivedCents: What came in, one a row; 0 from who gave nothing.
  ///   - outcomes: 0 or 1, one a row.
  ///   - costCents: The cost of one contact.
  ///   - population: The rate that the rows were drawn away from; nil for rows drawn at random.
  /// - Precondition: all columns are of one length, and not empty.
  public init(
    expectedCents: [Double], receivedCents: [Int64], outcomes: [Double], costCents: Int64,
    population: PopulationRate? = nil
  ) {
    precondition(
      expectedCents.count == outcomes.count && receivedCents.count == outcomes.count,
      "each row has what was expected and what came in")
    let isWorthwhile = expectedCents.map { $0 > Double(costCents) }
    let margins = receivedCents.map { Double($0 - costCents) }
    func mean(_ values: [Double]) -> PopulationMean {
      PopulationMean(values, outcomes: outcomes, population: population)
    }
    everyone = mean(margins)
    worthwhile = mean(zip(isWorthwhile, margins).map { $0 ? $1 : 0 })
    gain = mean(zip(isWorthwhile, margins).map { $0 ? 0 : -$1 })
    share = mean(isWorthwhile.map { $0 ? 1 : 0 })
  }
}
