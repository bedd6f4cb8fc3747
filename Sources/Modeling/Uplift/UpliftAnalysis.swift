/// Whether some people of an experiment are moved more than others, and whether a model finds them.
///
/// * Scores are those of `CrossFit`: nobody is ranked by a model that saw their cluster.
/// * The measure is the Qini coefficient of the ranks within folds (`QiniCurve`).
/// * The placebo band is the coefficient's under lots drawn again (`Experiment.permutedArms`), each
///   with its models fitted anew: what the whole procedure finds where there is nothing to find.
///   p = (1 + the permuted that reach the coefficient) / (1 + all permuted), which is exact where
///   nobody is moved by anything (Phipson & Smyth, Statistical Applications in Genetics and
///   Molecular Biology 9, 2010).
/// * The interval is that of 1,000 resamples of whole clusters with the scores as they stand, from
///   the 2.5 to the 97.5 % point. Resampling doesn't see that a fold's scores were made of the other
///   folds' outcomes, which where nobody is moved doubles the coefficient's variance. So where the
///   resamples spread less than the placebos do, the interval is drawn out about the coefficient by
///   the ratio of their standard deviations (docs/methods/persuadability.md has the simulations).
/// * Targeting helps where the interval lies above 0 and p ≤ 0.05; anything else is no evidence.
public struct UpliftAnalysis: Sendable {
  /// How it is done.
  public struct Options: Sendable {
    /// The number of folds.
    public var folds = 5
    /// The number of lots drawn again.
    public var permutations = 99
    /// The number of resamples of clusters.
    public var resamples = 1_000
    /// The ridge penalty of `UpliftModel`.
    public var penalty = 0.01
    /// The fewest people of a term.
    public var minimumRows = 20
    /// The seed of folds, lots and resamples.
    public var seed: UInt64 = 0

    /// Makes the default options.
    public init() {}
  }

  /// What was found.
  public enum Verdict: String, Sendable, CaseIterable {
    /// The best-ranked are moved more than the others.
    case targetingHelps = "targeting helps"
    /// They may not be.
    case noEvidence = "no evidence that targeting helps"
  }

  /// A fifth of the people by rank.
  public struct Fifth: Sendable, Equatable {
    /// Which it is, from 1 for the best.
    public let number: Int
    /// The mean uplift that the models expect of it.
    public let expected: Double
    /// What the lot shows of it.
    public let effect: ArmEffect
  }

  /// The Qini coefficient.
  public let qini: Double
  /// Its 95 % interval.
  public let interval: ClosedRange<Double>
  /// By how much the resamples' interval was drawn out; 1 for not at all.
  public let stretch: Double
  /// The 2.5 and 97.5 % points of the coefficient under lots drawn again.
  public let placeboBand: ClosedRange<Double>
  /// Its mean under them.
  public let placeboMean: Double
  /// The probability of such a coefficient where nobody is moved.
  public let pValue: Double
  /// The curve.
  public let curve: QiniCurve
  /// Fifths by rank, best first; one that lacks people of an arm is absent.
  public let fifths: [Fifth]
  /// The cross-fitted uplift of each person, in the experiment's order.
  public let uplifts: [Double]
  /// Their ranks within their folds, from 0 to 1.
  public let ranks: [Double]
  /// Whether the lot was drawn inside clusters.
  public let isDrawnInsideClusters: Bool

  /// Whether targeting helps.
  public var verdict: Verdict {
    interval.lowerBound > 0 && pValue <= 0.05 ? .targetingHelps : .noEvidence
  }

  /// The fewest clusters that can be resampled and parted into folds.
  public static let leastClusters = 20
  /// The fewest of them that must have people of an arm.
  public static let leastClustersOfArm = 10

  /// Analyses an experiment.
  ///
  /// - Parameters:
  ///   - frame: the raw columns, by the caller's rows.
  ///   - progress: is told how many lots were drawn; what it throws ends the work.
  /// - Throws: `UpliftError` where there are too few clusters or nothing tells people apart.
  /// - Precondition: two folds, a permutation and a resample at least; the penalty is above 0.
  public init(
    _ experiment: Experiment, frame: RawFrame, options: Options = Options(),
    progress: (Int) throws -> Void = { _ in }
  ) throws {
    precondition(
      options.folds > 1 && options.permutations > 0 && options.resamples > 1,
      "an analysis needs folds, permutations and resamples")
    guard experiment.clusters.count >= max(Self.leastClusters, options.folds) else {
      throw UpliftError.tooFewClusters(least: max(Self.leastClusters, options.folds))
    }
    for arm in [true, false] {
      let count = experiment.clusters.count { experiment.isTreated[$0].contains(arm) }
      guard count >= Self.leastClustersOfArm else {
        throw UpliftError.tooFewClustersInArm(isTreated: arm, least: Self.leastClustersOfArm)
      }
    }
    let fit = try CrossFit(
      experiment, frame: frame, folds: experiment.folds(options.folds, seed: options.seed),
      count: options.folds, penalty: options.penalty, minimumRows: options.minimumRows)
    (ranks, uplifts) = try fit.scores(arms: experiment.isTreated)
    curve = QiniCurve(
      scores: ranks, isTreated: experiment.isTreated, outcomes: experiment.outcomes)
    let coefficient = curve.coefficient

    var generator = SplitMix64(seed: options.seed)
    var placebos: [Double] = []
    for number in 0..<options.permutations {
      let arms = experiment.permutedArms(&generator)
      let order = RankedRows(
        scores: try fit.scores(arms: arms).ranks, isTreated: arms, outcomes: experiment.outcomes,
        units: experiment.clusterOfPerson)
      placebos.append(
        order.coefficient(weights: [Int32](repeating: 1, count: experiment.clusters.count)))
      try progress(number + 1)
    }
    placebos.removeAll { $0.isNaN }
    let resampled = Self.resample(
      experiment,
      RankedRows(
        scores: ranks, isTreated: experiment.isTreated, outcomes: experiment.outcomes,
        units: experiment.clusterOfPerson), options.resamples, &generator)
    guard let band = Self.middle(of: placebos), let drawn = Self.middle(of: resampled) else {
      throw UpliftError.tooFewClusters(least: Self.leastClusters)
    }
    qini = coefficient
    placeboBand = band
    placeboMean = placebos.reduce(0, +) / Double(placebos.count)
    pValue =
      Double(1 + placebos.count { $0 >= coefficient }) / Double(1 + placebos.count)
    let spread = Self.deviation(of: resampled)
    let stretch = spread > 0 ? max(1, Self.deviation(of: placebos) / spread) : 1
    self.stretch = stretch
    let low = coefficient - stretch * max(0, coefficient - drawn.lowerBound)
    let high = coefficient + stretch * max(0, drawn.upperBound - coefficient)
    interval = low...high
    fifths = Self.fifths(experiment, ranks: ranks, uplifts: uplifts)
    isDrawnInsideClusters = experiment.isDrawnInsideClusters
  }

  /// The coefficient in resamples of whole clusters; those that lack an arm don't count.
  private static func resample(
    _ experiment: Experiment, _ order: RankedRows, _ count: Int, _ generator: inout SplitMix64
  ) -> [Double] {
    let clusters = experiment.clusters.count
    var weights = [Int32](repeating: 0, count: clusters)
    return (0..<count).map { _ in
      for cluster in weights.indices { weights[cluster] = 0 }
      for _ in 0..<clusters { weights[generator.below(clusters)] += 1 }
      return order.coefficient(weights: weights)
    }.filter { !$0.isNaN }
  }

  /// The 2.5 and 97.5 % points: the ⌈N/40⌉-th value from either end.
  private static func middle(of values: [Double]) -> ClosedRange<Double>? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let outside = (values.count + 39) / 40
    return sorted[outside - 1]...max(sorted[outside - 1], sorted[values.count - outside])
  }

  private static func deviation(of values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(max(1, values.count - 1))).squareRoot()
  }

  private static func fifths(
    _ experiment: Experiment, ranks: [Double], uplifts: [Double]
  ) -> [Fifth] {
    (0..<5).reversed().compactMap { fifth in
      // A rank is never 0, so that each lies in one of (0, 0.2], (0.2, 0.4] …
      let people = ranks.indices.filter {
        ranks[$0] > Double(fifth) / 5 && ranks[$0] <= Double(fifth + 1) / 5
      }
      guard
        let effect = try? ArmEffect(
          isTreated: people.map { experiment.isTreated[$0] },
          outcomes: people.map { experiment.outcomes[$0] },
          clusters: people.map { Int64(experiment.clusterOfPerson[$0]) })
      else { return nil }
      return Fifth(
        number: 5 - fifth, expected: people.reduce(0) { $0 + uplifts[$1] } / Double(people.count),
        effect: effect)
    }
  }
}
