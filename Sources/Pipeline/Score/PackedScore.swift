import Campaign
import Modeling
import Postgres
import Synchronization

/// Scores the people of a pack with a model of chances, in blocks: the very scores that the SQL of
/// `ModelExpression` gives, to the ninth decimal.
struct PackedScore: Sendable {
  /// The scores, in the order of people.
  private(set) var probabilities: [Double] = []

  private let model: StoredModel
  private let isOfEveryone: Bool
  private let pack: Pack
  private let reference: DriftReference
  private var counts: [[Int]]

  private var tests: [PackedTest]
  private var builders: [PackedColumnBuilder]
  private let highest: Int?
  /// The column of the outcome, whose statement makes a row one that was trained on.
  private let outcome: Int?

  // Rows that wait to be scored together.
  private var waiting = ScoredBatch()
  private var waitingHighest: [Int64] = []
  private var block = PackedPeople()
  private var largest: [Double] = []
  private var told: [Double] = []

  /// Rows that are scored at once.
  private static let rowsAtOnce = 32_768

  /// Makes a score ready; nil where the pack holds something else than the model asks for.
  ///
  /// - Parameter isOfEveryone: whether those whom the model was trained on are scored too, whatever its
  ///   definition says.
  /// - Throws: `Failure` of kind `badInput` where a feature of the model is gone.
  init?(
    _ model: StoredModel, _ set: FeatureSet, _ pack: Pack, _ reference: DriftReference,
    isOfEveryone: Bool = false
  ) throws {
    // What is refused is refused either way.
    var values: [Value] = []
    _ = try ModelExpression(model, set, binding: &values)
    let definition = model.definition
    for condition in definition.eligible {
      _ = try condition.sql(over: set.features, binding: &values)
    }
    let features = model.model.columns.compactMap { name in
      set.features.first { $0.name == name }
    }
    guard definition.eligible.allSatisfy({ PackedTest.suits($0, pack) }),
      features.allSatisfy({ PackedColumnBuilder.suits($0, pack) })
    else { return nil }
    self.model = model
    self.isOfEveryone = isOfEveryone || model.definition.scope != .rest
    self.pack = pack
    self.reference = reference
    counts = reference.measures.map { [Int](repeating: 0, count: $0.counts.count) }
    tests = try definition.eligible.map { try PackedTest($0, pack) }
    builders = try features.map {
      try PackedColumnBuilder($0, pack, capacity: Self.rowsAtOnce + PackBuilder.blockRows)
    }
    highest = try definition.highestGift.map { try pack.place(of: $0) }
    if case .column(let name, _) = definition.outcome {
      outcome = try pack.place(of: name)
    } else {
      outcome = nil
    }
  }

  /// Reads and scores all blocks, and hands out who was scored together.
  mutating func run(
    _ connection: inout Connection, _ scored: (ScoredBatch) throws -> Void = { _ in }
  ) throws {
    let hash = SampleHash(seed: model.seed)
    let batches = Set(model.trainedBatches)
    let progress = Progress("score", total: Int64(pack.rows), unit: "people")
    try pack.eachBlock(&connection) { block in
      try add(block, hash, batches)
      if waiting.people.count >= Self.rowsAtOnce {
        try scored(try scoreWaiting())
        progress.update(Int64(probabilities.count))
      }
    }
    if !waiting.people.isEmpty { try scored(try scoreWaiting()) }
    progress.finish()
  }

  private mutating func add(
    _ packed: borrowing PackBlock, _ hash: SampleHash, _ batches: Set<Int64>
  ) throws {
    try block.load(packed)
    for index in tests.indices { try tests[index].load(packed) }
    if let highest { try packed.numbers(highest, into: &largest) }
    if let outcome { try packed.numbers(outcome, into: &told) }
    var rows: [Int] = []
    var row = 0
    while row < packed.rows {
      var end = row + 1
      while end < packed.rows, !block.isFirst(end) { end += 1 }
      defer { row = end }
      // Of an events set only who has a record can be listed.
      guard block.sources[row] != PackColumn.missingInteger,
        tests.allSatisfy({ $0.holds(row) })
      else { continue }
      var wasSeen = hash.bucket(block.households[row]) < model.trainingBuckets
      if outcome != nil, wasSeen {
        wasSeen = (row..<end).contains {
          batches.contains(block.batches[$0])
            && told[$0].bitPattern != PackColumn.missing.bitPattern
        }
      }
      if wasSeen, !isOfEveryone { continue }
      rows.append(row)
      waiting.people.append(block.people[row])
      waiting.days.append(Int32(truncatingIfNeeded: block.days[row]))
      guard pack.sources.indices.contains(Int(block.sources[row])) else {
        throw PackBlock.damaged
      }
      waiting.sources.append(Int32(block.sources[row]))
      waiting.isInTraining.append(wasSeen)
      waitingHighest.append(highest == nil ? 0 : PackedCents.cents(largest[row]))
    }
    for index in builders.indices { try builders[index].append(packed, rows: rows) }
    var next = rows[...]
    var (records, ends) = (waiting.records, waiting.ends)
    (waiting.records, waiting.ends) = ([], [])
    try packed.eachText(PackColumn.Fixed.record.rawValue) { row, text in
      guard row == next.first else { return }
      next = next.dropFirst()
      if let text { records += text }
      ends.append(records.count)
    }
    (waiting.records, waiting.ends) = (records, ends)
  }

  private mutating func scoreWaiting() throws -> ScoredBatch {
    var batch = waiting
    let count = batch.people.count
    let frame = RawFrame(
      rows: count, columns: builders.indices.map { (builders[$0].name, builders[$0].take()) })
    batch.probabilities = try model.model.probabilities(of: frame, rows: Array(0..<count)).map {
      ($0 * 1e9).rounded(.toNearestOrEven) / 1e9
    }
    batch.cents = zip(batch.probabilities, waitingHighest).map {
      Int64(($0 * Double(bandMean($1))).rounded(.toNearestOrEven))
    }
    for (index, measure) in reference.measures.enumerated() {
      if measure.name == DriftReference.score {
        measure.count(.numeric(batch.probabilities), into: &counts[index])
      } else if let column = frame.names.firstIndex(of: measure.name) {
        measure.count(frame.columns[column], into: &counts[index])
      }
    }
    probabilities += batch.probabilities
    waiting = ScoredBatch()
    waitingHighest.removeAll(keepingCapacity: true)
    return batch
  }

  private func bandMean(_ highest: Int64) -> Int64 {
    let band = model.giftBands.first { band in band.upTo.map { highest <= $0 } ?? true }
    return band?.mean ?? 0
  }

  /// How many of the people scored fall into each band of each measure, as `DriftReference` takes it.
  var bandCounts: [String: [Int: Int]] {
    DriftReference.byBand(reference.measures, counts)
  }

  /// The mean chance.
  var meanProbability: Double {
    probabilities.reduce(0, +) / Double(max(1, probabilities.count))
  }

  /// The highest chance of each percentile, as `score/cutoffs.sql` finds them.
  var cutoffs: [Double] {
    let count = probabilities.count
    return OrderStatistics(probabilities, ranks: (1...99).map { ($0 * count + 99) / 100 - 1 })
      .found.map(\.number)
  }

  /// Scores all and writes them, in the place of those before, and their cut-offs, of which the table
  /// holds none.
  ///
  /// The pack is read on a connection of its own, so that people are scored while the server takes in those
  /// before them.
  mutating func write(
    _ set: FeatureSet, _ workspace: Workspace, _ connection: inout Connection
  ) throws {
    let (name, pack) = (model.definition.name, pack)
    let part = try connection.rows(SQLFiles.statement("score/begin_part"), [.text(name)]) {
      try $0.text(0)
    }
    let rows = try SQLFiles.statement("score/rows").replacing([
      "part": .identifier(try Snapshot.identifier(part.first ?? ""))
    ])
    let scorer = Mutex(self)
    let batches = Handover<ScoredBatch> { put in
      var reader = try workspace.connect(as: .dataTeam)
      try reader.transaction(.repeatableRead) { reader in
        guard try pack.isSeen(of: set, &reader) else {
          throw Failure(
            .badInput, "the features were packed anew while they were scored", at: set.name,
            next: "Score again.")
        }
        try scorer.withLock { try $0.run(&reader, put) }
      }
    }
    let (model, sources) = (Array(name.utf8)[...], pack.sources.map { Array($0.utf8)[...] })
    let version = Int32(self.model.identifier)
    try connection.copyIn(rows) { writer in
      try batches.forEach { batch in
        for row in batch.people.indices {
          try writer.beginRow(fields: 9)
          try writer.integer(batch.people[row])
          try writer.text(model)
          try writer.int32(version)
          try writer.day(batch.days[row])
          try writer.double(batch.probabilities[row])
          try writer.integer(batch.cents[row])
          try writer.bool(batch.isInTraining[row])
          try writer.text(sources[Int(batch.sources[row])])
          try writer.text(batch.records[batch.ends[row]..<batch.ends[row + 1]])
        }
      }
    }
    self = scorer.withLock { $0 }
    _ = try connection.rows(SQLFiles.statement("score/end_part"), [.text(name)]) { _ in }
    guard !probabilities.isEmpty else { return }
    try connection.execute(
      SQLFiles.statement("score/found_cutoffs"), [.text(name), .doubles(cutoffs)])
  }
}
