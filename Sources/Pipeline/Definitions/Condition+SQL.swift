import Campaign
import Postgres

extension Condition {
  /// The condition in SQL over a row called `feature`; words and numbers are bound.
  ///
  /// - Parameters:
  ///   - features: the features that may be named.
  ///   - values: the statement's bound values, which grow by the condition's own.
  func sql(over features: [FeatureSet.Feature], binding values: inout [Value]) throws -> String {
    guard let found = features.first(where: { $0.name == feature }) else {
      throw Failure(
        .badInput, "there is no feature `\(feature)` in this feature set", at: place,
        next: DefinitionNode.advice(feature, among: features.map(\.name).sorted()))
    }
    guard test.suits(found.kind) else {
      throw Failure(
        .badInput, "the feature `\(feature)` is a \(found.kind), which this doesn't test",
        at: place,
        next: "Test numbers with at_least and at_most, flags with is, categories with in.")
    }
    let column = found.column
    switch test {
    case .atLeast(let bound):
      values.append(.double(bound))
      return "feature.\(column) >= $\(values.count)"
    case .atMost(let bound):
      values.append(.double(bound))
      return "feature.\(column) <= $\(values.count)"
    case .isIn(let words):
      values.append(.texts(words))
      return "feature.\(column)::text = any ($\(values.count))"
    case .isFlag(let flag):
      values.append(.bool(flag))
      return "feature.\(column)::integer::boolean = $\(values.count)"
    case .isKnown(let isKnown):
      return "feature.\(column) is \(isKnown ? "not null" : "null")"
    }
  }
}

extension SQLExpression {
  /// All of the conditions; of none, true.
  static func all(_ conditions: [String]) -> SQLExpression {
    SQLExpression(unsafe: (["true"] + conditions).joined(separator: " and "))
  }
}
