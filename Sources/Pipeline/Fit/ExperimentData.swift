import Campaign
import Modeling
import Postgres

/// The people of an experiment who have an arm and features, in the order of `person_id`.
struct ExperimentData {
  /// Who was left out, and why.
  struct LeftOut: Codable, Sendable {
    /// No arm on record.
    var withoutArm = 0
    /// Rows that say different arms.
    var inTwoArms = 0
    /// Not in the feature set on its day.
    var withoutFeatures = 0
  }

  var frame: RawFrame
  var people: [Int64] = []
  var clusters: [Int64] = []
  var arms: [String] = []
  /// 1 for yes, 0 for no, nil without an answer.
  var outcomes: [Double?] = []
  /// What was given, in dollars; nil where it isn't known.
  var dollars: [Double?] = []
  var leftOut = LeftOut()
  /// People without a cluster although the experiment has them: each stands alone.
  var withoutCluster = 0
  /// The batches that say who was in which arm.
  var batches: [Int64] = []

  /// Reads it.
  ///
  /// - Throws: `Failure` of kind `refused` where someone's features are of a day after the lot, and
  ///   so would know what it did, or the outcome is of a day before it.
  static func read(
    _ model: ModelDefinition, _ query: ExperimentQuery, _ features: [FeatureSet.Feature],
    _ connection: inout Connection
  ) throws -> ExperimentData {
    var builders = features.map { ColumnBuilder(feature: $0) }
    var data = try read(model, query, &connection) { row, first in
      for index in builders.indices { try builders[index].append(row, first + index) }
    }
    data.frame = RawFrame(
      rows: data.people.count, columns: builders.map { ($0.feature.name, $0.column) })
    return data
  }

  /// Reads all but the features.
  ///
  /// - Parameter append: takes the row's columns from a place on.
  static func read(
    _ model: ModelDefinition, _ query: ExperimentQuery, _ connection: inout Connection,
    _ append: (borrowing Row, _ first: Int) throws -> Void
  ) throws -> ExperimentData {
    var data = ExperimentData(frame: RawFrame(rows: 0, columns: []))
    var (isLate, isEarly) = (false, false)
    let hasAmount = if case .column(_, .some) = model.outcome { true } else { false }
    _ = try connection.stream(query.statement, query.values) { row in
      guard let arm = try row.textIfPresent(2) else { return data.leftOut.withoutArm += 1 }
      guard try row.boolIfPresent(3) != true else { return data.leftOut.inTwoArms += 1 }
      guard try row.bool(7) else { return data.leftOut.withoutFeatures += 1 }
      let person = try row.integer(0)
      if try row.bool(4) { isLate = true }
      if try row.boolIfPresent(8) == true { isEarly = true }
      data.people.append(person)
      let cluster = try row.textIfPresent(1)
      if cluster == nil { data.withoutCluster += 1 }
      data.clusters.append(Self.cluster(cluster, person))
      data.arms.append(arm)
      let answer = try row.boolIfPresent(5)
      data.outcomes.append(answer.map { $0 ? 1 : 0 })
      if hasAmount {
        // A no gave nothing; of a yes without an amount it isn't known.
        let cents = try row.integerIfPresent(6) ?? (answer == false ? 0 : nil)
        data.dollars.append(answer == nil ? nil : cents.map { Double($0) / 100 })
      }
      try append(row, 9)
    }
    if model.treatment?.cluster == nil { data.withoutCluster = 0 }
    if isLate {
      let features = model.trainAsOf.map { "features as of \($0)" } ?? "features of a later file"
      throw Failure(
        .refused, "\(features) would know what the contact did", at: model.file,
        next: "Let `train.as_of` be the day of the lot, or a day before it; a snapshot's features "
          + "are of the day of its layout or import.")
    }
    if isEarly {
      throw Failure(
        .refused, "there are outcomes of a day before the lot, which no contact made",
        at: model.file,
        next: "Name what was asked after the contact, and check `as_of` in the layouts of both.")
    }
    data.batches = try connection.rows(
      SQLFiles.statement("fit/experiment_batches").replacing([
        "relation": .expression(query.treatmentRelation), "arm": .identifier(query.arm),
      ])
    ) { try $0.integer(0) }
    return data
  }

  /// A cluster's number; who has none stands alone.
  private static func cluster(_ name: String?, _ person: Int64) -> Int64 {
    var hash = StableHash()
    hash.append(name == nil ? "person" : "cluster")
    hash.append(0x1F)
    hash.append(name ?? "\(person)")
    return Int64(bitPattern: hash.value)
  }

  /// The rows of two arms whose values are known, in order.
  func rows(of arm: String, and control: String, with values: [Double?]) -> [Int] {
    people.indices.filter { (arms[$0] == arm || arms[$0] == control) && values[$0] != nil }
  }

  /// The average effect of an arm on some values.
  func effect(of arm: String, against control: String, on values: [Double?]) throws -> ArmEffect {
    let rows = rows(of: arm, and: control, with: values)
    return try ArmEffect(
      isTreated: rows.map { arms[$0] == arm }, outcomes: rows.compactMap { values[$0] },
      clusters: rows.map { clusters[$0] })
  }
}
