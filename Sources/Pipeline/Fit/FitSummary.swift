import Campaign
import Modeling

/// What a fit found, measured on the people held out of training.
public struct FitSummary: StageSummary {
  /// A figure with its 95 % interval where it has one.
  public struct Metric: Codable, Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: Double
    /// The interval's ends.
    public var low: Double?
    /// The interval's ends.
    public var high: Double?
  }

  /// The model.
  public var model: String
  /// The version's number.
  public var version: Int64
  /// The question in words.
  public var question: String
  /// People trained on, and the positives among them.
  public var trainedOn: Int
  /// The positives among them.
  public var positives: Int
  /// The share of positives in the population that the figures are weighted to, where the people
  /// were drawn by their outcome.
  public var populationRate: Double?
  /// What one contact costs, in cents.
  public var contactCostCents: Int64?
  /// How many terms the model has.
  public var terms: Int
  /// Features left out, with the reason.
  public var leftOut: [String]
  /// Figures on the part held out.
  public var metrics: [Metric]
  /// Lift by tenth of the part held out, best scores first.
  public var liftByTenth: [Double]
  /// What an experiment shows, where the model is of one.
  public var experiment: ExperimentSummary?
  /// What the gate asked; nothing where the model is of an experiment.
  public var gate: [GateCheck]
  /// Whether the version scores from now on.
  public var isLive: Bool
  /// Where its card is.
  public var card: String

  init(
    model: ModelDefinition, version: FitRecord.Version, data: TrainingData, fitted: Fit.Fitted,
    gate: GateRecord.Outcome, card: String
  ) {
    self.model = model.name
    self.version = version.number
    question = model.question
    trainedOn = data.training.count
    positives = fitted.learned.positives
    populationRate = model.populationRate
    contactCostCents = model.contactCost?.count
    terms = fitted.model.terms.count
    leftOut = fitted.learned.leftOut
    metrics = fitted.evaluation.metrics.map {
      Metric(name: $0.name, value: $0.value, low: $0.low, high: $0.high)
    }
    liftByTenth = fitted.evaluation.lift.bands.map(\.lift)
    self.gate = gate.checks
    isLive = gate.isLive
    self.card = card
  }

  init(
    model: ModelDefinition, version: FitRecord.Version, data: ExperimentData,
    findings: ExperimentFindings, card: String
  ) {
    self.model = model.name
    self.version = version.number
    question = model.question
    let answers = data.outcomes.compactMap { $0 }
    trainedOn = answers.count
    positives = answers.count { $0 == 1 }
    terms = findings.uplift?.model.treated.terms.count ?? 0
    leftOut = []
    metrics = findings.metrics.map {
      Metric(name: $0.name, value: $0.value, low: $0.low, high: $0.high)
    }
    liftByTenth = []
    gate = []
    isLive = true
    self.card = card
    experiment = ExperimentSummary(data, findings, card: card)
  }

  /// The summary in a few lines.
  public var text: String {
    if let experiment {
      return "\(model) version \(version): \(question)\n\(experiment.text)"
    }
    var lines = [
      "\(model) version \(version): \(question)",
      "trained on \(trainedOn) people, \(positives) positive; \(terms) terms",
    ]
    if let populationRate {
      let percent = Figure.text(100 * populationRate, places: 2)
      lines.append("chances and figures are those of a population with \(percent) % positive")
    }
    for metric in metrics {
      var line = "  \(metric.name): \(Figure.text(metric.value))"
      if let low = metric.low, let high = metric.high {
        line += " (95 %: \(Figure.text(low)) to \(Figure.text(high)))"
      }
      lines.append(line)
    }
    let lifts = liftByTenth.map { Figure.text($0, places: 2) }.joined(separator: " ")
    lines.append("  lift by tenth: \(lifts)")
    if !leftOut.isEmpty { lines.append("  left out: \(leftOut.joined(separator: "; "))") }
    let failed = gate.filter { !$0.holds }
    let what =
      isLive ? "version \(version) is live" : "version \(version) is refused and scores nobody"
    lines.append("gate: \(what)")
    lines += failed.map { "  \($0.isBinding ? "refused" : "beware"): \($0.sentence)" }
    lines.append("card: \(card)")
    return lines.joined(separator: "\n")
  }
}
