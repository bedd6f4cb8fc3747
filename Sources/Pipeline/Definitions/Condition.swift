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

    /// Whether features of a kind can be tested so.
    func suits(_ kind: String) -> Bool {
      switch self {
      case .atLeast, .atMost: kind == "number" || kind == "cents"
      case .isFlag: kind == "flag" || kind == "number"
      case .isIn, .isKnown: true
      }
    }
  }

  /// The feature.
  var feature: String
  /// The test.
  var test: Test
  /// Where it was written.
  var place: String

  /// The keys of the tests.
  static let keys = ["at_least", "at_most", "in", "is", "known"]

  static func read(_ node: DefinitionNode) throws -> [Condition] {
    try node.entries().flatMap { feature, tests in
      try read(feature, tests.fields(keys))
    }
  }

  /// The tests of one feature that stand among other keys.
  static func read(_ feature: String, _ fields: DefinitionFields) throws -> [Condition] {
    try fields.values.filter { keys.contains($0.key) }.sorted { $0.key < $1.key }
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

  /// The test in words.
  var words: String {
    switch test {
    case .atLeast(let bound): "`\(feature)` of \(Self.plain(bound)) or more"
    case .atMost(let bound): "`\(feature)` of \(Self.plain(bound)) or less"
    case .isIn(let words):
      "`\(feature)` " + words.map { "`\($0)`" }.joined(separator: " or ")
    case .isFlag(let flag): "`\(feature)` \(flag ? "yes" : "no")"
    case .isKnown(let isKnown): "`\(feature)` \(isKnown ? "known" : "not known")"
    }
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }
}
