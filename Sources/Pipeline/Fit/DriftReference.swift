import Modeling
import Postgres

/// The bands of a version's features among the people trained on, and of its score among those held
/// out: what the people to be scored are held against.
///
/// The score's are of the people held out, since those to be scored were mostly never trained on, and
/// a model is surer of people that it has seen.
struct DriftReference {
  /// A feature, or the score.
  struct Measure: Sendable {
    /// How values fall into bands, from 0.
    enum Bands: Sendable {
      /// By number.
      case number(EqualMassBands)
      /// By level: band k is the k-th, band 0 all others.
      case category([String])
    }

    var name: String
    var bands: Bands
    /// The people whose value is missing, then those of each band.
    var counts: [Int]
  }

  /// How far the people to be scored lie from the reference.
  struct Drift {
    var measure: String
    var people: Int
    var index: StabilityIndex
  }

  /// The name of the score among the measures; no column has it.
  static let score = "(score)"
  /// The most levels with a band of their own, and the fewest people that one has.
  private static let (mostLevels, fewestPeople) = (19, 20)

  let measures: [Measure]

  init(_ data: TrainingData, _ model: ScoreModel, heldOut probabilities: [Double]) {
    let used = Set(model.columns)
    let (frame, training) = (data.frame, data.training)
    let places = frame.names.indices.filter { used.contains(frame.names[$0]) }
    let measures = Parts.map(places.count) { index in
      let name = frame.names[places[index]]
      return switch frame.columns[places[index]] {
      case .numeric(let values): Self.numbers(values, rows: training, named: name)
      case .categorical(let codes, let levels):
        Self.levels(training.map { codes[$0] }, levels, named: name)
      }
    }
    self.measures = measures + [Self.numbers(probabilities, rows: nil, named: Self.score)]
  }

  private init(measures: [Measure]) { self.measures = measures }

  private static func numbers(
    _ values: [Double], rows: [Int]?, named name: String
  ) -> Measure {
    let (bands, missing, counts) = EqualMassBands.counted(values, rows: rows)
    return Measure(name: name, bands: .number(bands), counts: [missing] + counts)
  }

  private static func levels(
    _ codes: [Int32], _ levels: [String], named name: String
  ) -> Measure {
    var people = [Int](repeating: 0, count: levels.count)
    for code in codes where code >= 0 { people[Int(code)] += 1 }
    let own = people.indices.filter { people[$0] >= fewestPeople }
      .sorted { (-people[$0], levels[$0]) < (-people[$1], levels[$1]) }.prefix(mostLevels)
    let missing = codes.count { $0 < 0 }
    let others = codes.count - missing - own.reduce(0) { $0 + people[$1] }
    return Measure(
      name: name, bands: .category(own.map { levels[$0] }),
      counts: [missing, others] + own.map { people[$0] })
  }

  /// Each measure's drift, where so many people fall into its bands (`counts[measure]?[band]`); one
  /// of which nothing is known is left out.
  func drift(of counts: [String: [Int: Int]]) -> [Drift] {
    measures.compactMap { measure in
      guard let found = counts[measure.name] else { return nil }
      let current = measure.counts.indices.map { found[$0 - 1] ?? 0 }
      return Drift(
        measure: measure.name, people: current.reduce(0, +),
        index: StabilityIndex(reference: measure.counts, current: current))
    }
  }

  /// How many of all people fall into each band of each measure, of a reference that is of these very
  /// people, with their chances: those held out are counted to those trained on.
  func counts(of data: TrainingData, _ chances: [Double]) -> [String: [Int: Int]] {
    let measures = measures
    let counts = Parts.map(measures.count) { place in
      let measure = measures[place]
      if measure.name == Self.score {
        var counts = [Int](repeating: 0, count: measure.counts.count)
        measure.count(.numeric(chances), into: &counts)
        return counts
      }
      var counts = measure.counts
      if let column = data.frame.names.firstIndex(of: measure.name) {
        measure.count(data.frame.columns[column], rows: data.heldOut, into: &counts)
      }
      return counts
    }
    return Self.byBand(measures, counts)
  }

  /// Counts as `drift` takes them: by measure and band, the missing ones being band -1.
  static func byBand(_ measures: [Measure], _ counts: [[Int]]) -> [String: [Int: Int]] {
    var found: [String: [Int: Int]] = [:]
    for (measure, counts) in zip(measures, counts) {
      found[measure.name] = Dictionary(
        uniqueKeysWithValues: counts.enumerated().filter { $0.element > 0 }.map {
          ($0.offset - 1, $0.element)
        })
    }
    return found
  }

  // MARK: the database

  /// Reads a version's reference; a version from before there was one has no measures.
  static func read(_ version: Int64, _ connection: inout Connection) throws -> DriftReference {
    struct Band {
      var measure, kind: String
      var least: Double?
      var level: String?
      var people: Int
    }
    let bands = try connection.rows(SQLFiles.statement("fit/read_reference"), [.integer(version)]) {
      Band(
        measure: try $0.text(0), kind: try $0.text(2), least: try $0.doubleIfPresent(3),
        level: try $0.textIfPresent(4), people: Int(try $0.integer(5)))
    }
    var measures: [Measure] = []
    for name in Set(bands.map(\.measure)).sorted() {
      let own = bands.filter { $0.measure == name }
      measures.append(
        Measure(
          name: name,
          bands: own.first?.kind == "number"
            ? .number(EqualMassBands(bounds: own.compactMap(\.least)))
            : .category(own.compactMap(\.level)),
          counts: own.map(\.people)))
    }
    return DriftReference(measures: measures)
  }

  /// Writes it down with its version.
  func write(_ version: Int64, _ connection: inout Connection) throws {
    try connection.copyIn(SQLFiles.statement("fit/reference")) { writer in
      for measure in measures {
        for (place, people) in measure.counts.enumerated() {
          try writer.beginRow(fields: 7)
          try writer.int32(Int32(version))
          try writer.text(measure.name)
          try writer.int32(Int32(place - 1))
          // The first two are missing values and what lies under, or beside, all bounds.
          switch measure.bands {
          case .number(let bands):
            try writer.text("number")
            if place > 1 { try writer.double(bands.bounds[place - 2]) } else { try writer.null() }
            try writer.null()
          case .category(let levels):
            try writer.text("category")
            try writer.null()
            if place > 1 { try writer.text(levels[place - 2]) } else { try writer.null() }
          }
          try writer.integer(Int64(people))
        }
      }
    }
  }

  /// The band of each measure in SQL over a row called `feature`, in the order of `measures`.
  ///
  /// - Parameters:
  ///   - score: the chance in SQL.
  ///   - values: the statement's bound values, which grow by the bounds and levels.
  func bands(
    _ set: FeatureSet, score: SQLExpression, binding values: inout [Value]
  ) -> SQLExpression {
    let texts = measures.map { measure in
      let feature = set.features.first { $0.name == measure.name }
      let value = feature.map(ColumnBuilder.expression) ?? score.text
      switch measure.bands {
      case .number(let bands) where !bands.bounds.isEmpty:
        values.append(.doubles(bands.bounds))
        return "coalesce(width_bucket(\(value), $\(values.count)), -1)"
      case .category(let levels) where !levels.isEmpty:
        values.append(.texts(levels))
        return "case when \(value) is null then -1 "
          + "else coalesce(array_position($\(values.count), \(value)), 0) end"
      default: return "case when \(value) is null then -1 else 0 end"
      }
    }
    return SQLExpression(unsafe: texts.joined(separator: ",\n      "))
  }

  /// Runs a statement of `measure, band, count`.
  static func counts(
    _ statement: Statement, _ values: [Value], _ connection: inout Connection
  ) throws -> [String: [Int: Int]] {
    var counts: [String: [Int: Int]] = [:]
    _ = try connection.rows(statement, values) { row in
      counts[try row.text(0), default: [:]][Int(try row.integer(1))] = Int(try row.integer(2))
    }
    return counts
  }
}

extension DriftReference.Measure {
  /// Counts a column's values, or those of some rows: the missing ones, then those of each band.
  func count(_ column: RawColumn, rows: [Int]? = nil, into counts: inout [Int]) {
    switch (column, bands) {
    case (.numeric(let values), .number(let bands)):
      let found = bands.counts(values, rows: rows)
      for (place, count) in ([found.missing] + found.bands).enumerated() { counts[place] += count }
    case (.categorical(let codes, let levels), .category(let own)):
      var band = [Int](repeating: 1, count: levels.count)
      for (place, level) in own.enumerated() {
        if let code = levels.firstIndex(of: level) { band[code] = place + 2 }
      }
      for code in rows.map({ $0.map { codes[$0] } }) ?? codes {
        counts[code < 0 ? 0 : band[Int(code)]] += 1
      }
    // A number that was a category when the version was fitted, or the other way round, is in no band.
    case (.numeric(let values), _): counts[1] += rows?.count ?? values.count
    case (.categorical(let codes, _), _): counts[1] += rows?.count ?? codes.count
    }
  }
}
