import Campaign
import Modeling
import Postgres

/// The version that was live before a fit, on the people whom both versions never saw.
enum FormerVersion {
  /// There was none.
  case none
  /// It can't be compared, and why.
  case apart(number: Int64, reason: String)
  /// Its chances, and the rows of the part held out that they are of.
  case compared(number: Int64, probabilities: [Double], rows: [Int])

  /// Scores the people held out with the version that is live: by the columns read where those are all
  /// that it takes, else next to the data.
  static func read(
    _ model: ModelDefinition, _ set: FeatureSet, _ data: TrainingData,
    _ connection: inout Connection
  ) throws -> FormerVersion {
    guard let live = try Standing.read(model.name, &connection).live else { return .none }
    let former = try StoredModel.read(live.version, model.name, &connection)
    guard case .propensity = former.kind, former.featureSet == model.featureSet,
      "\(former.definition.outcome)" == "\(model.outcome)"
    else { return .apart(number: live.number, reason: "it answers another question") }
    if Set(former.model.columns).isSubset(of: data.frame.names) {
      return try inMemory(former, live.number, data)
    }
    var values: [Value] = []
    let columns: SQLExpression
    do {
      let chance = try ModelExpression.probability(of: former.model, set, binding: &values)
      let hash = SampleHash(seed: former.seed)
      let bucket = "run.sample_bucket(person.household_id, \(hash.factor), \(hash.summand))"
      columns = SQLExpression(unsafe: "\(chance.text), \(bucket) < \(former.trainingBuckets)")
    } catch {
      return .apart(number: live.number, reason: "a feature of it is gone")
    }
    let statement = try TrainingData.statement(model, set, reading: columns, binding: &values)
    var chances: [Double] = []
    var wasSeen: [Bool] = []
    _ = try connection.stream(statement, values) { row in
      chances.append(try row.double(6))
      wasSeen.append(try row.bool(7))
    }
    guard chances.count == data.outcomes.count else {
      throw Failure(.bug, "the people of a fit changed under it", at: model.file)
    }
    let rows = data.heldOut.filter { !wasSeen[$0] }
    return compared(live.number, data, rows) { rows.map { chances[$0] } }
  }

  private static func inMemory(
    _ former: StoredModel, _ number: Int64, _ data: TrainingData
  ) throws -> FormerVersion {
    let hash = SampleHash(seed: former.seed)
    let rows = data.heldOut.filter {
      hash.bucket(data.households[$0]) >= former.trainingBuckets
    }
    return try compared(number, data, rows) {
      try former.model.probabilities(of: data.frame, rows: rows)
    }
  }

  private static func compared(
    _ number: Int64, _ data: TrainingData, _ rows: [Int], _ probabilities: () throws -> [Double]
  ) rethrows -> FormerVersion {
    guard rows.contains(where: { data.outcomes[$0] == 1 }),
      rows.contains(where: { data.outcomes[$0] == 0 })
    else {
      return .apart(
        number: number, reason: "it was trained on the people that are held out now")
    }
    return .compared(number: number, probabilities: try probabilities(), rows: rows)
  }
}
