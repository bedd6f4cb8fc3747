import Campaign
import Modeling
import Postgres

/// Fits a model of an experiment: average effects of its arms and, for one of them, whom it moves.
///
/// Nobody is held out: scores that are judged come from models that didn't see the person's cluster.
struct ExperimentFit {
  private let workspace: Workspace

  init(_ workspace: Workspace) { self.workspace = workspace }

  func run(_ model: ModelDefinition, _ treatment: TreatmentDefinition) throws -> FitSummary {
    let card = "\(try workspace.outputFolder("cards"))/\(model.name).md"
    var connection = try workspace.connect(as: .dataTeam)
    // The card comes after the commit: what it says is on record.
    let (summary, text) = try connection.transaction { connection in
      let set = try FeatureSet.read(
        model.featureSet, purpose: model.purpose, place: model.file, &connection)
      let features = try set.chosen(for: model)
      let query = try ExperimentQuery(model, treatment, set, features, &connection)
      let data = try ExperimentData.read(model, query, features, &connection)
      let findings = try ExperimentFindings(data, model, treatment)
      let run = try Run.open(
        stage: "fit", name: model.name, asOf: model.trainAsOf, definition: model.text,
        seed: model.seed, &connection)
      let version = try ExperimentRecord(model: model, data: data, findings: findings)
        .write(run, &connection)
      try Standing.write(version.identifier, isLive: true, .experiment, run, &connection)
      try run.close("version \(version.number)", &connection)
      let summary = FitSummary(
        model: model, version: version, data: data, findings: findings, card: card)
      return (summary, ModelCard(model: model, version: version.number, findings).text(data))
    }
    try OutputFile.write(text, to: card)
    return summary
  }
}
