import Campaign
import Modeling
import Postgres

extension TrainingData {
  /// Reads them from a pack, the very same as `read` reads them from rows; nil where the pack holds
  /// something else than the model asks for.
  static func read(
    _ model: ModelDefinition, _ set: FeatureSet, _ features: [FeatureSet.Feature], from pack: Pack,
    _ connection: inout Connection
  ) throws -> TrainingData? {
    // What is refused is refused either way.
    var values: [Value] = []
    _ = try statement(
      model, set, reading: SQLExpression(unsafe: "null"), binding: &values)
    let outcome = try PackedOutcome(model, set, pack, &connection)
    guard let outcome, features.allSatisfy({ PackedColumnBuilder.suits($0, pack) }),
      model.eligible.allSatisfy({ PackedTest.suits($0, pack) })
    else { return nil }
    var reader = PackedReader(outcome: outcome)
    reader.tests = try model.eligible.map { try PackedTest($0, pack) }
    reader.builders = try features.map { try PackedColumnBuilder($0, pack, capacity: pack.rows) }
    reader.highest = try model.highestGift.map { try pack.place(of: $0) }
    let hash = SampleHash(seed: model.seed)
    let progress = Progress("fit: reading", total: Int64(pack.rows), unit: "people")
    try pack.eachBlock(&connection) { block in
      try reader.add(block, hash, model.trainingBuckets)
      progress.update(Int64(reader.data.outcomes.count))
    }
    progress.finish()
    return reader.finish(set)
  }
}

/// What came of people, as packed rows or the ledger tell it.
private enum PackedOutcome {
  /// A column's value, and the cents of another.
  case column(Int, amount: Int?)
  /// Cents given in the days after the rows'.
  case gifts([Int64: Int64])

  init?(
    _ model: ModelDefinition, _ set: FeatureSet, _ pack: Pack, _ connection: inout Connection
  ) throws {
    switch model.outcome {
    case .column(let outcome, let amount):
      try set.allow(
        outcomes: [outcome, amount].compactMap { $0 }, purpose: model.purpose, at: model.file,
        &connection)
      guard
        [outcome, amount].compactMap({ $0 }).allSatisfy({ name in
          pack.columns.contains { $0.name == name && $0.kind != .category }
        })
      else { return nil }
      self = .column(
        try pack.place(of: outcome), amount: try amount.map { try pack.place(of: $0) })
    case .giftWithin(let days):
      guard let day = model.trainAsOf else { return nil }
      var gifts: [Int64: Int64] = [:]
      _ = try connection.stream(
        SQLFiles.statement("fit/gifts_within"),
        [.day(daysSince1970: day.daysSince1970), .int32(Int32(days))]
      ) { gifts[try $0.integer(0)] = try $0.integer(1) }
      self = .gifts(gifts)
    }
  }
}

/// Gathers a question's people block by block.
private struct PackedReader {
  let outcome: PackedOutcome
  var tests: [PackedTest] = []
  var builders: [PackedColumnBuilder] = []
  var highest: Int?
  private(set) var data = TrainingData(
    frame: RawFrame(rows: 0, columns: []), outcomes: [], training: [], heldOut: [], amounts: [],
    highest: [], households: [], batches: [])

  private var people = PackedPeople()
  private var told: [Double] = []
  private var amounts: [Double] = []
  private var largest: [Double] = []
  private var batches: Set<Int64> = []
  private var rows: [Int] = []
  private var isEveryone = true

  init(outcome: PackedOutcome) { self.outcome = outcome }

  mutating func add(
    _ block: borrowing PackBlock, _ hash: SampleHash, _ trainingBuckets: Int64
  ) throws {
    try people.load(block)
    for index in tests.indices { try tests[index].load(block) }
    if let highest { try block.numbers(highest, into: &largest) }
    if case .column(let column, let amount) = outcome {
      try block.numbers(column, into: &told)
      if let amount { try block.numbers(amount, into: &amounts) }
    }
    choose(block.rows)
    for row in rows {
      let cents: Int64
      switch outcome {
      case .column(_, let amount):
        // A NaN is greater than 0, as it is to the server.
        data.outcomes.append(told[row] > 0 || told[row].isNaN ? 1 : 0)
        cents = amount == nil ? 0 : PackedCents.cents(amounts[row])
      case .gifts(let gifts):
        cents = gifts[people.people[row]] ?? 0
        data.outcomes.append(cents > 0 ? 1 : 0)
      }
      data.amounts.append(cents)
      data.highest.append(highest == nil ? 0 : PackedCents.cents(largest[row]))
      data.households.append(people.households[row])
      let number = data.outcomes.count - 1
      if hash.bucket(people.households[row]) < trainingBuckets {
        data.training.append(number)
      } else {
        data.heldOut.append(number)
      }
    }
    for index in builders.indices { try builders[index].append(block, rows: rows) }
  }

  /// The rows that count: of each person the first that states an outcome, if it is eligible.
  private mutating func choose(_ count: Int) {
    rows.removeAll(keepingCapacity: true)
    var isDone = false
    for row in 0..<count {
      if people.isFirst(row) { isDone = false }
      if case .column = outcome {
        guard told[row].bitPattern != PackColumn.missing.bitPattern else {
          if !isDone { isEveryone = false }
          continue
        }
        batches.insert(people.batches[row])
      }
      if isDone { continue }
      isDone = true
      if tests.allSatisfy({ $0.holds(row) }) { rows.append(row) }
    }
  }

  mutating func finish(_ set: FeatureSet) -> TrainingData {
    data.isEveryone = isEveryone
    data.batches = set.isSnapshot ? batches.sorted() : []
    data.frame = RawFrame(
      rows: data.outcomes.count,
      columns: builders.indices.map { index in
        let name = builders[index].name
        return (name, builders[index].take())
      })
    return data
  }
}
