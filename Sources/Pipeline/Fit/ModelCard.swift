import Modeling

/// The card of a model of an experiment: what it found and how to read it, for who decides by it.
struct ModelCard {
  let model: ModelDefinition
  let version: Int64
  let findings: ExperimentFindings

  init(model: ModelDefinition, version: Int64, _ findings: ExperimentFindings) {
    self.model = model
    self.version = version
    self.findings = findings
  }

  /// The card as Markdown.
  func text(_ data: ExperimentData) -> String {
    let summary = ExperimentSummary(data, findings, card: "")
    var parts = [model.cardHead(version: version)]
    if let uplift = summary.uplift { parts.append("**Verdict: \(uplift.verdict).**") }
    parts.append(experiment(summary))
    parts.append(effects(summary))
    if let uplift = summary.uplift { parts.append(self.uplift(uplift)) }
    parts.append(reading(summary))
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func experiment(_ summary: ExperimentSummary) -> String {
    let people = summary.arms.reduce(0) { $0 + $1.people }
    let rows = summary.arms.map { arm in
      let share = Figure.percent(Double(arm.answered) / Double(max(1, arm.people)))
      let answer = arm.answerP.map { Figure.probability($0) } ?? "–"
      let balance = arm.balanceP.map { Figure.probability($0) } ?? "–"
      return
        "| \(arm.arm) | \(arm.people) | \(arm.answered) (\(share) %) | \(answer) | \(balance) |"
    }
    var text = """
      ## The experiment

      \(people) people in \(summary.clusters) clusters, put into their arm by lot. Left out: \
      \(summary.withoutArm) without an arm, \(summary.inTwoArms) in two arms, \
      \(summary.withoutFeatures) of whom nothing was known before.

      | arm | people | with an outcome | p, answering | p, balance |
      |---|---|---|---|---|
      \(rows.joined(separator: "\n"))

      *p, answering*: the chance of such a difference from the control in who has an outcome, were \
      there none. *p, balance*: the chance of such differences in what was known before, under a \
      fair lot; one under 0.001, shared among the arms, is refused.
      """
    for note in summary.notes { text += "\n\n**Beware: \(note).**" }
    if summary.hasUnevenAnswers { text += "\n\n**Beware: \(ExperimentSummary.unevenAnswers).**" }
    return text
  }

  private func effects(_ summary: ExperimentSummary) -> String {
    let rows = summary.effects.map {
      "| \($0.arm) | \($0.measure) | \($0.people) | \($0.figure($0.mean)) | "
        + "\($0.figure($0.controlMean)) | \($0.figure($0.difference)) | "
        + "\($0.figure($0.low)) to \($0.figure($0.high)) |"
    }
    return """
      ## Average effects, against `\(findings.control.name)`

      | arm | measure | people | mean | control | difference | 95 % |
      |---|---|---|---|---|---|---|
      \(rows.joined(separator: "\n"))

      `yes` is a share in percent and its difference in points; `gift` is in dollars. Intervals \
      allow for people of one cluster resembling one another.
      """
  }

  private func uplift(_ uplift: ExperimentSummary.Uplift) -> String {
    let rows = uplift.fifths.map { fifth in
      "| \(fifth.fifth) | \(fifth.people) | \(Figure.percent(fifth.expected)) | "
        + "\(Figure.percent(fifth.difference)) | "
        + "\(Figure.percent(fifth.low)) to \(Figure.percent(fifth.high)) |"
    }
    return """
      ## Does it matter whom we contact?

      Ranked by models that never saw their cluster:

      | | |
      |---|---|
      | Qini coefficient of `\(uplift.arm)` | \(Figure.text(uplift.qini)) |
      | 95 % interval | \(Figure.text(uplift.low)) to \(Figure.text(uplift.high)) |
      | with the lot drawn again (\(times)) | \(Figure.text(uplift.placeboLow)) to \
      \(Figure.text(uplift.placeboHigh)) |
      | p | \(Figure.probability(uplift.p)) |
      | verdict | \(uplift.verdict) |

      | fifth, best first | people | points expected | points shown by the lot | 95 % |
      |---|---|---|---|---|
      \(rows.joined(separator: "\n"))
      """
  }

  private var times: String { "\(model.treatment?.placebo ?? 0) times" }

  private func reading(_ summary: ExperimentSummary) -> String {
    guard summary.uplift != nil else {
      return """
        ## How to read it

        These are averages over everyone in the experiment. They say nothing about whom to contact \
        first, and the model scores nobody.
        """
    }
    return """
      ## How to read it

      * An uplift of 2.0 per 100 means: of a hundred such people, two more say yes if contacted \
      than if not. It is not the chance that anyone says yes.
      * A score near zero means that contact is expected to change nothing: the person may be sure \
      to say yes, or sure to say no. Below zero it is expected to do harm.
      * *Targeting helps* is said only where the interval lies above 0 and p is 0.05 or less. \
      Otherwise the honest reading is to treat all or none, by the average effect; a list by this \
      model is then refused unless it is cut `--anyway`.
      * It is true of the people, the message and the weeks of this experiment. Others are a new \
      question, and a new experiment answers it.
      """
  }
}

extension ModelDefinition {
  /// What every card begins with: the question, which version answers it, and what it may serve.
  func cardHead(version: Int64) -> String {
    """
    # \(question)

    Model `\(name)`, version \(version). May serve one purpose: **\(purpose)**.
    """
  }
}
