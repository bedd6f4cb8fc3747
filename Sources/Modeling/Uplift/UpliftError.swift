/// Why an experiment has no answer.
public enum UpliftError: Error, Equatable, Sendable {
  /// One of the two arms has fewer people than can be compared.
  case tooFewPeople(isTreated: Bool, least: Int)
  /// There are fewer clusters than a comparison needs.
  case tooFewClusters(least: Int)
  /// One of the two arms is of fewer clusters than a comparison needs.
  case tooFewClustersInArm(isTreated: Bool, least: Int)
  /// All outcomes of an arm are the same.
  case oneOutcome(isTreated: Bool)
  /// An outcome (row from 0) is no finite number, or neither 0 nor 1 where one is needed.
  case outcomeInvalid(row: Int)
  /// No feature tells people apart.
  case noTerms
  /// A model of one arm has no optimum.
  case notConverged(isTreated: Bool)
}

extension UpliftError: CustomStringConvertible {
  /// The reason as a sentence, for people.
  public var description: String {
    func arm(_ isTreated: Bool) -> String { isTreated ? "treated" : "control" }
    return switch self {
    case .tooFewPeople(let isTreated, let least):
      "the \(arm(isTreated)) arm has fewer than \(least) people with an outcome"
    case .tooFewClusters(let least): "there are fewer than \(least) clusters"
    case .tooFewClustersInArm(let isTreated, let least):
      "the \(arm(isTreated)) arm has people of fewer than \(least) clusters"
    case .oneOutcome(let isTreated): "all outcomes of the \(arm(isTreated)) arm are the same"
    case .outcomeInvalid(let row): "row \(row): the outcome is no valid number"
    case .noTerms: "no feature tells people apart"
    case .notConverged(let isTreated): "the model of the \(arm(isTreated)) arm has no optimum"
    }
  }
}
