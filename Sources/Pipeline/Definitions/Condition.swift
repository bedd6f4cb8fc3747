import Campaign
import Postgres

/// A test of one feature: `gift_count: {at_least: 1}`, `party: {in: [DEM, UNA]}`,
/// `phone: {known: yes}`.
struct Condition: Sendable {
  /// The tests.
  enum Test: Sendable {
    /// Greater or equal.
    case atLeast(Double)
    /// Less or equal.
    case atMost(Double)
    /// One of these words.
    case isIn([String])
    /// A flag's value.
    case isFlag(Bool)
    /// Has a value or not.
    case isKnown(Bool)
  }

  /// The feature.
  var feature: String
  /// The test.
  var test: Test
  /// Where it was written.
  var place: String

  static func read(_ node: DefinitionNode) throws -> [Condition] {
    try node.entries().flatMap { feature, tests in
      try tests.fields(["at_least", "at_most", "in", "is", "known"]).values.sorted {
        $0.key < $1.key
      }
      .map { name, value in
        let test: Test =
          switch name {
          case "at_least": .atLeast(try value.number())
          case "at_most": .atMost(try value.number())
          case "in": .isIn(try value.texts())
          case "is": .isFlag(try value.flag())
          default: .isKnown(try value.flag())
          }
        return Condition(feature: feature, test: test, place: value.place)
      }
    }
  }

  /// The condition in SQL over a row called `feature`; words and numbers are bound.
  ///
  /// - Parameters:
  ///   - known: the columns that may be named.
  ///   - values: the statement's bound values, which grow by the condition's own.
  func sql(known: Set<String>, binding values: inout [Value]) throws -> String {
    guard known.contains(feature), let column = Identifier(feature) else {
      throw Failure(
        .badInput, "there is no feature `\(feature)` in this feature set", at: place,
        next: DefinitionNode.advice(feature, among: known.sorted()))
    }
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
