import Campaign
import Modeling
import Postgres

/// Who likes which stars, and what was known of them: by a poll's answers, or by columns of a snapshot.
struct StarAnswers {
  let frame: RawFrame
  /// Who lives together.
  let households: Households
  /// Each star's fans, and of whom anything is known about the star.
  let stars: [(name: String, fans: RowSet, asked: RowSet)]
  /// The people of the region.
  let region: RowSet
  /// Those who could be asked to come; nil of people whom no file knows.
  let reachable: RowSet?

  init(_ columns: CohortColumns, region: String, _ connection: inout Connection) throws {
    let definition = columns.definition
    var values: [Value] = []
    var literals: [String: Statement.Literal] = [
      "relation": .expression(columns.set.relation),
      "as_of": .day(daysSince1970: definition.asOf.daysSince1970),
    ]
    if let stars = definition.stars {
      literals.merge(try Self.literals(stars, columns, &values, &connection)) { first, _ in first }
    } else {
      values.append(.text("likes"))
    }
    literals["features"] = .expression(try columns.expression(binding: &values))
    let file = definition.stars == nil ? "discover/likes" : "discover/set_likes"
    var builder = columns.builder
    var homes: [Int64] = []
    var fans: [String: Set<Int>] = [:]
    var asked: [String: Set<Int>] = [:]
    var reached: Set<Int> = []
    _ = try connection.stream(SQLFiles.statement(file).replacing(literals), values) { row in
      for star in try row.texts(2) { fans[star, default: []].insert(homes.count) }
      for star in try row.texts(3) { asked[star, default: []].insert(homes.count) }
      if try row.boolIfPresent(4) == true { reached.insert(homes.count) }
      try builder.append(row, from: 5)
      homes.append(try row.integer(1))
    }
    frame = builder.frame
    households = Households(homes)
    let count = homes.count
    func set(_ members: Set<Int>?) -> RowSet {
      RowSet(rows: count) { members?.contains($0) == true }
    }
    stars = asked.keys.sorted().map { (name: $0, fans: set(fans[$0]), asked: set(asked[$0])) }
    self.region = builder.rows(of: region)
    reachable = columns.set.isSnapshot ? nil : set(reached)
  }

  private static func literals(
    _ stars: CohortDefinition.Stars, _ columns: CohortColumns, _ values: inout [Value],
    _ connection: inout Connection
  ) throws -> [String: Statement.Literal] {
    values.append(.texts(stars.likes))
    let likes = "$\(values.count)"
    var parts: (liked: [String], asked: [String], isAsked: [String]) = ([], [], [])
    for (star, column) in stars.columns {
      let column = try columns.told(column, at: stars.place, &connection).column
      values.append(.text(star))
      let name = "$\(values.count)::text"
      parts.liked.append("case when feature.\(column)::text = any (\(likes)) then \(name) end")
      parts.asked.append("case when feature.\(column) is not null then \(name) end")
      parts.isAsked.append("\(column) is not null")
    }
    func array(_ parts: [String]) -> Statement.Literal {
      .expression(SQLExpression(unsafe: "array[\(parts.joined(separator: ", "))]::text[]"))
    }
    return [
      "liked": array(parts.liked), "asked": array(parts.asked),
      "is_asked": .expression(SQLExpression(unsafe: parts.isAsked.joined(separator: " or "))),
    ]
  }
}
