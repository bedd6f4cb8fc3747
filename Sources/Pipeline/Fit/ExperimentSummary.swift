import Modeling

/// What an experiment shows, for people and programs.
public struct ExperimentSummary: Codable, Sendable {
  /// An average effect against the control.
  public struct Effect: Codable, Sendable {
    /// The arm.
    public var arm: String
    /// What is compared: `yes`, the share of yes, or `gift`, the mean gift in dollars.
    public var measure: String
    /// The arm's people with that measure, and its mean.
    public var people: Int
    /// Its mean.
    public var mean: Double
    /// The control's.
    public var controlPeople: Int
    /// The control's mean.
    public var controlMean: Double
    /// Clusters of both.
    public var clusters: Int
    /// The difference in means.
    public var difference: Double
    /// Its cluster-robust standard error.
    public var standardError: Double
    /// The 95 % interval's ends.
    public var low: Double
    /// The 95 % interval's ends.
    public var high: Double
  }

  /// An arm's people.
  public struct Arm: Codable, Sendable {
    /// The arm.
    public var arm: String
    /// People in it who have features.
    public var people: Int
    /// Those of them with an outcome.
    public var answered: Int
    /// The probability of such a difference in answering from the control, were there none; nil for
    /// the control.
    public var answerP: Double?
    /// The probability of such a difference in what was known before, under a fair lot; nil for the
    /// control and where too few clusters or no term leave it untested.
    public var balanceP: Double?
  }

  /// A fifth of the people by cross-fitted uplift.
  public struct Fifth: Codable, Sendable {
    /// Which it is, from 1 for the best; one without people of both arms is absent.
    public var fifth: Int
    /// Its people.
    public var people: Int
    /// The mean uplift that the models expect.
    public var expected: Double
    /// The difference in means that the lot shows.
    public var difference: Double
    /// Its 95 % interval's ends.
    public var low: Double
    /// Its 95 % interval's ends.
    public var high: Double
  }

  /// The uplift of one arm.
  public struct Uplift: Codable, Sendable {
    /// The arm.
    public var arm: String
    /// The Qini coefficient of cross-fitted scores.
    public var qini: Double
    /// Its 95 % interval's ends.
    public var low: Double
    /// Its 95 % interval's ends.
    public var high: Double
    /// The placebo band's ends: the coefficient where the lot is drawn again.
    public var placeboLow: Double
    /// The placebo band's ends.
    public var placeboHigh: Double
    /// The probability of such a coefficient where nobody is moved.
    public var p: Double
    /// Fifths, best first.
    public var fifths: [Fifth]
    /// `targeting helps` or `no evidence that targeting helps`.
    public var verdict: String
  }

  /// Clusters of all arms.
  public var clusters: Int
  /// The control first.
  public var arms: [Arm]
  /// Average effects.
  public var effects: [Effect]
  /// People left out: without an arm, in two, or without features.
  public var withoutArm: Int
  /// People in two arms.
  public var inTwoArms: Int
  /// People without features.
  public var withoutFeatures: Int
  /// People without a cluster although the experiment has them: each counts as one.
  public var withoutCluster: Int
  /// Whether an arm has too few clusters for its interval to be relied on.
  public var hasFewClusters: Bool
  /// Whether who answers differs by arm beyond chance.
  public var hasUnevenAnswers: Bool
  /// The uplift, where one arm's is asked for.
  public var uplift: Uplift?
  /// The model's card.
  public var card: String

  init(_ data: ExperimentData, _ findings: ExperimentFindings, card: String) {
    clusters = findings.clusters
    arms = ([findings.control] + findings.arms).map {
      Arm(
        arm: $0.name, people: $0.people, answered: $0.answered, answerP: $0.answering?.pValue,
        balanceP: $0.balance?.pValue)
    }
    effects = findings.arms.flatMap { arm in
      [("yes", arm.yes), ("gift", arm.gift)].compactMap { measure, effect in
        effect.map { Effect($0, arm: arm.name, measure: measure) }
      }
    }
    withoutArm = data.leftOut.withoutArm
    inTwoArms = data.leftOut.inTwoArms
    withoutFeatures = data.leftOut.withoutFeatures
    withoutCluster = data.withoutCluster
    hasFewClusters = findings.arms.contains {
      $0.yes?.hasFewClusters == true || $0.gift?.hasFewClusters == true
    }
    hasUnevenAnswers = findings.hasUnevenAnswers
    uplift = findings.uplift.map { Uplift($0) }
    self.card = card
  }

  /// The summary in a few lines.
  var text: String {
    var lines = arms.map { "  \($0.arm): \($0.people) people, \($0.answered) with an outcome" }
    lines.insert("\(clusters) clusters; arms:", at: 0)
    lines += effects.map { "  \($0.words)" }
    for arm in arms where arm.balanceP != nil || arm.answerP != nil {
      let balance = arm.balanceP.map { Figure.probability($0) } ?? "untested"
      let answer = arm.answerP.map { Figure.probability($0) } ?? "untested"
      lines.append("  \(arm.arm) against control: balance p \(balance), answering p \(answer)")
    }
    lines += notes.map { "  \($0)" }
    if hasUnevenAnswers { lines.append("  \(Self.unevenAnswers)") }
    if withoutArm + inTwoArms + withoutFeatures > 0 {
      lines.append(
        "  left out: \(withoutArm) without an arm, \(inTwoArms) in two arms, "
          + "\(withoutFeatures) without features")
    }
    if let uplift { lines += uplift.lines }
    lines.append("card: \(card)")
    return lines.joined(separator: "\n")
  }

  /// What an interval doesn't allow for.
  var notes: [String] {
    var notes: [String] = []
    if hasFewClusters {
      notes.append(
        "an arm has fewer than \(ArmEffect.dependableClusters) clusters: intervals are too narrow")
    }
    if withoutCluster > 0 {
      notes.append(
        "\(withoutCluster) without a cluster, each taken for one: if they aren't, intervals are too "
          + "narrow")
    }
    return notes
  }

  static let unevenAnswers =
    "who has an outcome differs by arm beyond chance: effects among them may not be effects"
}

extension ExperimentSummary.Effect {
  init(_ effect: ArmEffect, arm: String, measure: String) {
    self.arm = arm
    self.measure = measure
    people = effect.treated.people
    mean = effect.treated.mean
    controlPeople = effect.control.people
    controlMean = effect.control.mean
    clusters = effect.clusters
    difference = effect.difference
    standardError = effect.standardError
    low = effect.interval.lowerBound
    high = effect.interval.upperBound
  }

  /// A value of the measure: percent of people, or dollars.
  func figure(_ value: Double) -> String {
    Figure.text(measure == "yes" ? 100 * value : value, places: 2)
  }

  /// The unit of a mean, and that of a difference.
  var units: (mean: String, difference: String) {
    measure == "yes" ? ("%", "points") : ("dollars", "dollars")
  }

  var words: String {
    "\(arm), \(measure): \(figure(mean)) \(units.mean) against \(figure(controlMean)); "
      + "difference \(figure(difference)) \(units.difference) "
      + "(95 %: \(figure(low)) to \(figure(high)))"
  }
}

extension ExperimentSummary.Uplift {
  init(_ uplift: ExperimentFindings.Uplift) {
    let analysis = uplift.analysis
    arm = uplift.arm
    qini = analysis.qini
    low = analysis.interval.lowerBound
    high = analysis.interval.upperBound
    placeboLow = analysis.placeboBand.lowerBound
    placeboHigh = analysis.placeboBand.upperBound
    p = analysis.pValue
    fifths = analysis.fifths.map {
      ExperimentSummary.Fifth(
        fifth: $0.number, people: $0.effect.treated.people + $0.effect.control.people,
        expected: $0.expected,
        difference: $0.effect.difference, low: $0.effect.interval.lowerBound,
        high: $0.effect.interval.upperBound)
    }
    verdict = analysis.verdict.rawValue
  }

  /// The lines of a summary.
  var lines: [String] {
    let fifths = self.fifths.map {
      "\(Figure.percent($0.difference)) (\(Figure.percent($0.low)) to \(Figure.percent($0.high)))"
    }
    let absent = Set(1...5).subtracting(self.fifths.map(\.fifth)).sorted()
    let numbers = absent.map { "\($0)" }.joined(separator: ", ")
    let missing = absent.isEmpty ? "" : " (without \(numbers))"
    return [
      "uplift of \(arm), cross-fitted:",
      "  qini: \(Figure.text(qini)) (95 %: \(Figure.text(low)) to \(Figure.text(high))); "
        + "placebos \(Figure.text(placeboLow)) to \(Figure.text(placeboHigh)), "
        + "p \(Figure.probability(p))",
      "  points by fifth, best first\(missing): \(fifths.joined(separator: ", "))",
      "  verdict: \(verdict)",
    ]
  }
}
