import Campaign
import Postgres

extension CohortColumns {
  /// A tag as a column: a flag.
  static func feature(_ tag: CohortTag) throws -> FeatureSet.Feature {
    FeatureSet.Feature(
      name: tag.words, kind: "flag", says: nil, provenances: [], forbidden: [],
      column: try Snapshot.identifier("tag"), isOffered: false)
  }

  /// Whether rows called `feature` are of people who had a tag before the definition's day.
  func expression(_ tag: CohortTag, binding values: inout [Value]) throws -> String {
    let (name, bound): (String, [Value]) =
      switch tag {
      case .answer(let question, let answer): ("tag_answer", [.text(question), .text(answer)])
      case .clicks(let theme): ("tag_clicks", [.text(theme)])
      case .follows(let star): ("tag_follows", [.text(star)])
      case .came(let format):
        ("tag_came", [.text(format), definition.star.map { .text($0) } ?? .null])
      }
    var literals: [String: Statement.Literal] = [
      "as_of": .day(daysSince1970: definition.asOf.daysSince1970)
    ]
    for (key, value) in zip(["first", "second"], bound) {
      values.append(value)
      literals[key] = .expression(SQLExpression(unsafe: "$\(values.count)"))
    }
    let people = try SQLFiles.statement("discover/\(name)").replacing(literals)
    return "(feature.person_id in (\n\(people.text)\n))::integer::float8"
  }
}
