/// The average effect of an arm against the control: a difference in means with its
/// cluster-robust standard error.
///
/// The difference is the slope of least squares of the outcome on the arm; with the influence
/// ψᵢ = (tᵢ/N₁ - (1 - tᵢ)/N₀) (yᵢ - mean of i's arm) its variance is
/// G/(G - 1) · (N - 1)/(N - 2) · Σ over clusters g of (Σ over i in g of ψᵢ)², which is the sandwich
/// CR1 (Liang & Zeger, Biometrika 73, 1986; Cameron & Miller, Journal of Human Resources 50, 2015)
/// and statsmodels' `cov_type='cluster'`.
public struct ArmEffect: Sendable, Equatable {
  /// One arm's people.
  public struct Arm: Sendable, Equatable {
    /// How many there are.
    public let people: Int
    /// Clusters that any of them belong to.
    public let clusters: Int
    /// Their mean outcome.
    public let mean: Double
  }

  /// The arm.
  public let treated: Arm
  /// The control.
  public let control: Arm
  /// Clusters of the two together.
  public let clusters: Int
  /// The mean of the arm less that of the control.
  public let difference: Double
  /// Its standard error.
  public let standardError: Double

  /// Compares two arms.
  ///
  /// - Parameters:
  ///   - isTreated: whether a person is in the arm or in the control.
  ///   - outcomes: finite numbers.
  ///   - clusters: which people were put into an arm together, or influence one another.
  /// - Throws: `UpliftError` where an arm is empty or has fewer than two clusters: the influences of
  ///   an arm's single cluster sum to nought, as if it didn't vary at all.
  public init(
    isTreated: [Bool], outcomes: [Double], clusters: [Int64]
  ) throws(UpliftError) {
    precondition(
      outcomes.count == isTreated.count && clusters.count == isTreated.count,
      "an effect needs an arm, an outcome and a cluster a person")
    if let row = outcomes.firstIndex(where: { !$0.isFinite }) { throw .outcomeInvalid(row: row) }
    var counts = (treated: 0, control: 0)
    var sums = (treated: 0.0, control: 0.0)
    for row in outcomes.indices {
      if isTreated[row] {
        counts.treated += 1
        sums.treated += outcomes[row]
      } else {
        counts.control += 1
        sums.control += outcomes[row]
      }
    }
    for (isTreated, count) in [(true, counts.treated), (false, counts.control)] where count == 0 {
      throw .tooFewPeople(isTreated: isTreated, least: 1)
    }
    guard outcomes.count > 2 else { throw .tooFewPeople(isTreated: true, least: 2) }
    let means = (
      treated: sums.treated / Double(counts.treated), control: sums.control / Double(counts.control)
    )
    let order = clusters.indices.sorted { clusters[$0] < clusters[$1] }
    var squares = 0.0
    var groups = (treated: 0, control: 0, all: 0)
    for group in order.runs(where: { clusters[$0] == clusters[$1] }) {
      var influence = 0.0
      for row in group {
        influence +=
          isTreated[row]
          ? (outcomes[row] - means.treated) / Double(counts.treated)
          : -(outcomes[row] - means.control) / Double(counts.control)
      }
      squares += influence * influence
      groups.all += 1
      if group.contains(where: { isTreated[$0] }) { groups.treated += 1 }
      if group.contains(where: { !isTreated[$0] }) { groups.control += 1 }
    }
    guard groups.all > 1 else { throw .tooFewClusters(least: 2) }
    for (isTreated, count) in [(true, groups.treated), (false, groups.control)] where count < 2 {
      throw .tooFewClustersInArm(isTreated: isTreated, least: 2)
    }
    treated = Arm(people: counts.treated, clusters: groups.treated, mean: means.treated)
    control = Arm(people: counts.control, clusters: groups.control, mean: means.control)
    self.clusters = groups.all
    difference = means.treated - means.control
    let (all, people) = (Double(groups.all), Double(outcomes.count))
    standardError =
      (all / (all - 1) * (people - 1) / (people - 2) * squares).squareRoot()
  }

  /// Under so many clusters of an arm its error comes out too small, and the interval too narrow
  /// (Cameron & Miller 2015, VI).
  public static let dependableClusters = 20

  /// Whether an arm has too few clusters for its interval to be relied on.
  public var hasFewClusters: Bool {
    min(treated.clusters, control.clusters) < Self.dependableClusters
  }

  /// The 95 % interval by the normal approximation.
  public var interval: ClosedRange<Double> {
    let half = normal975 * standardError
    return (difference - half)...(difference + half)
  }

  /// The two-sided probability of a difference as large where there is none, by the same
  /// approximation; 1 where nothing varies.
  public var pValue: Double {
    guard standardError > 0 else { return difference == 0 ? 1 : 0 }
    let z = difference / standardError
    return ChiSquared.upperTail(z * z, degrees: 1)
  }
}
