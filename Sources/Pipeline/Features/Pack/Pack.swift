import Campaign
import Modeling
import Postgres

/// A feature set's rows as of a day, packed in blocks of a thousand: read many times faster than rows.
///
/// The rows stay the truth: a pack is made of them where a fit or a score first reads many, and is read
/// again while they are as they were (docs/methods/packed-features.md).
struct Pack: Equatable {
  let set: String
  /// The day; the first of all days for a snapshot, whose rows have days of their own.
  let day: Day
  let rows: Int
  /// The columns behind the fixed ones.
  let columns: [PackColumn]
  /// The sources that `Fixed.source` counts.
  let sources: [String]
  /// The state of the tables that it was made of.
  private let state: String

  /// The smallest table that is packed, in bytes: a smaller one is read as fast as it is packed.
  static let leastBytes: Int64 = 32 << 20
  /// The day that stands for a snapshot's own days.
  static let noDay = Day(daysSince1970: -719_162)
  /// The bytes of the table whose people are read at once, about: as many wait in memory.
  private static let bytesAtOnce: Int64 = 512 << 20

  /// The pack of a feature set as of a day (nil for a snapshot); nil where none is of the rows that are
  /// there.
  static func current(
    _ set: FeatureSet, asOf day: Day?, _ connection: inout Connection
  ) throws -> Pack? {
    let state = try state(of: set, day, &connection)
    return try read(set, day, state.text, &connection)
  }

  /// Whether a connection sees this very pack.
  func isSeen(of set: FeatureSet, _ connection: inout Connection) throws -> Bool {
    try Self.read(set, day == Self.noDay ? nil : day, state, &connection) == self
  }

  /// Packs a feature set as of a day (nil for a snapshot) where no pack is of the rows that are there and
  /// its table has so many bytes, in a transaction of its own.
  ///
  /// The state is asked before the rows are read: what changes meanwhile makes the pack one of a state
  /// that was, which nobody reads.
  static func prepare(
    _ set: FeatureSet, asOf day: Day?, _ workspace: Workspace, _ connection: inout Connection
  ) throws {
    guard try state(of: set, day, &connection).bytes >= workspace.packsFromBytes,
      try current(set, asOf: day, &connection) == nil
    else { return }
    try connection.transaction { connection in
      try Run.takeTurn(at: "feature.pack", &connection)
      // Another command may have packed them meanwhile.
      let state = try state(of: set, day, &connection)
      guard try read(set, day, state.text, &connection) == nil else { return }
      for file in ["pack_forget", "pack_forget_blocks"] {
        try connection.execute(SQLFiles.statement("features/\(file)"), key(set, day))
      }
      try make(set, day, state, workspace, &connection)
    }
  }

  /// What a pack is made of.
  private struct TableState {
    let text: String
    let bytes: Int64
    let pages: Int64
  }

  private static func state(
    of set: FeatureSet, _ day: Day?, _ connection: inout Connection
  ) throws -> TableState {
    let state = try connection.rows(
      SQLFiles.statement("features/pack_state"),
      [.text(set.relation.text), day.map { .day(daysSince1970: $0.daysSince1970) } ?? .null]
    ) {
      TableState(text: try $0.text(0), bytes: try $0.integer(1), pages: try $0.integer(2))
    }
    guard let state = state.first else { throw Failure(.bug, "a table without a state") }
    return state
  }

  private static func key(_ set: FeatureSet, _ day: Day?) -> [Value] {
    [.text(set.name), .day(daysSince1970: (day ?? noDay).daysSince1970)]
  }

  /// The place of a column among all of a block's.
  func place(of name: String) throws -> Int {
    guard let place = columns.firstIndex(where: { $0.name == name }) else {
      throw Failure(.bug, "the column `\(name)` isn't packed", at: set)
    }
    return PackColumn.Fixed.allCases.count + place
  }

  /// The column of a name.
  func column(_ name: String) throws -> PackColumn {
    columns[try place(of: name) - PackColumn.Fixed.allCases.count]
  }

  /// Lends each block, in the order of people.
  func eachBlock(
    _ connection: inout Connection, _ body: (borrowing PackBlock) throws -> Void
  ) throws {
    let count = PackColumn.Fixed.allCases.count + columns.count
    var read = 0
    _ = try connection.stream(
      SQLFiles.statement("features/pack_read"),
      [.text(set), .day(daysSince1970: day.daysSince1970)]
    ) { row in
      try row.withBytes(0) { bytes in
        try bytes.withUnsafeBytes { bytes in
          let block = try PackBlock(bytes, columns: count)
          read += block.rows
          try body(block)
        }
      }
    }
    guard read == rows else {
      throw Failure(.bug, "a pack lacks blocks", at: set, next: "Run `groundswell features`.")
    }
  }

  /// The columns of a set that are packed.
  private static func columns(of set: FeatureSet) -> [PackColumn] {
    let own = ["person_id", "source", "record", "batch_id", "known_on", "as_of"]
    return set.types.keys.sorted().compactMap { name in
      guard !own.contains(name), let kind = PackColumn.Kind(type: set.types[name] ?? "") else {
        return nil
      }
      return PackColumn(name: name, kind: kind)
    }
  }

  private static func read(
    _ set: FeatureSet, _ day: Day?, _ state: String, _ connection: inout Connection
  ) throws -> Pack? {
    let columns = columns(of: set)
    return try connection.rows(
      SQLFiles.statement("features/pack_manifest"), key(set, day) + [.text(state)]
    ) { row -> Pack? in
      guard try row.texts(1) == columns.map(\.name),
        try row.texts(2) == columns.map(\.kind.rawValue)
      else { return nil }
      var levels = try row.texts(3)[...]
      var lists: [[String]] = []
      for count in try row.integers(4) {
        lists.append(Array(levels.prefix(Int(count))))
        levels = levels.dropFirst(Int(count))
      }
      guard lists.count == columns.count + 1 else { return nil }
      return Pack(
        set: set.name, day: day ?? noDay, rows: Int(try row.integer(0)),
        columns: zip(columns, lists.dropFirst()).map {
          PackColumn(name: $0.name, kind: $0.kind, levels: $1)
        }, sources: lists[0], state: state)
    }.first ?? nil
  }

  private static func make(
    _ set: FeatureSet, _ day: Day?, _ state: TableState, _ workspace: Workspace,
    _ connection: inout Connection
  ) throws {
    let columns = columns(of: set)
    let fixed = PackColumn.Fixed.allCases.count
    let levels = PackLevels(columns: fixed + columns.count)
    // Numbers of people are hashes: equal ranges of them hold about as many.
    let parts = max(1, (state.bytes + bytesAtOnce - 1) / bytesAtOnce)
    let width = Int64.max / parts
    let progress = Progress("features: packing", total: 0, unit: "rows")
    var (people, rows) = (0, 0)
    for part in 0..<parts {
      let range = part * width...(part == parts - 1 ? Int64.max : (part + 1) * width - 1)
      let (builder, order) = try gather(set, day, columns, range, state.pages, levels, workspace)
      // Blocks are made while the server takes in those before them.
      let blocks = Handover<PackBuilder.Block>(mostWaiting: 64) { put in
        try builder.eachBlock(in: order, put)
      }
      try connection.copyIn(SQLFiles.statement("features/pack_blocks")) { writer in
        try blocks.forEach { block in
          try writer.beginRow(fields: 6)
          try writer.integer(block.person)
          try writer.text(set.name)
          try writer.day((day ?? noDay).daysSince1970)
          try writer.integer(block.lastPerson)
          try writer.int32(Int32(block.rows))
          try writer.bytes(block.bytes.span)
          rows += block.rows
          progress.update(Int64(rows))
        }
      }
      people += order.people
    }
    progress.finish()
    let lists =
      [levels.words(of: PackColumn.Fixed.source.rawValue)]
      + columns.indices.map { levels.words(of: fixed + $0) }
    try connection.execute(
      SQLFiles.statement("features/pack_write"),
      key(set, day) + [
        .text(state.text), .integer(Int64(people)), .integer(Int64(rows)),
        .texts(columns.map(\.name)), .texts(columns.map(\.kind.rawValue)),
        .texts(lists.flatMap { $0 }), .integers(lists.map { Int64($0.count) }),
      ])
  }

  /// Reads a range of people, each thread some on a connection of its own, since the server takes longest
  /// and works for all of them at once; and puts their rows in order.
  private static func gather(
    _ set: FeatureSet, _ day: Day?, _ columns: [PackColumn], _ range: ClosedRange<Int64>,
    _ pages: Int64, _ levels: PackLevels, _ workspace: Workspace
  ) throws -> (PackBuilder, PackBuilder.Order) {
    // More shares than threads, so that none waits for long; and one for the households.
    let shares = 2 * Int64(Parts.processors)
    let read = try Parts.map(1 + Int(shares)) { place throws(any Error) in
      var connection = try workspace.connect(as: .dataTeam)
      guard place > 0 else {
        return (builder: PackBuilder?.none, households: try Self.households(range, &connection))
      }
      let place = Int64(place - 1)
      // A snapshot's by where they lie, so that all pages are read once. Rows of a day are joined to
      // records, each person's once.
      var (own, share) = (range, "true")
      if day == nil {
        share = "feature.ctid >= '(\(place * pages / shares),0)'::tid"
        if place < shares - 1 {
          share += " and feature.ctid < '(\((place + 1) * pages / shares),0)'::tid"
        }
      } else {
        let width = (range.upperBound - range.lowerBound) / shares
        let first = range.lowerBound + place * width
        own = first...(place < shares - 1 ? first + width - 1 : range.upperBound)
      }
      var builder = PackBuilder(columns: columns, levels)
      let statement = try Self.statement(set, day, columns, own, SQLExpression(unsafe: share))
      try connection.transaction(.repeatableRead) { connection in
        try connection.execute(SQLFiles.statement("features/pack_memory"))
        try Self.read(statement, into: &builder, &connection)
      }
      return (builder: builder, households: (people: [], numbers: []))
    }
    var builder = PackBuilder(columns: columns, levels)
    for part in read.compactMap(\.builder) { builder.take(part) }
    let households = read[0].households
    let order = try builder.order(households: households) { people in
      var connection = try workspace.connect(as: .dataTeam)
      return try connection.rows(
        SQLFiles.statement("features/pack_ties").replacing(["relation": .expression(set.relation)]),
        [.integers(people)]
      ) {
        PackBuilder.Tie(person: try $0.integer(0), source: try $0.text(1), record: try $0.text(2))
      }
    }
    return (builder, order)
  }

  private static func read(
    _ statement: Statement, into builder: inout PackBuilder, _ connection: inout Connection
  ) throws {
    var isFirst = true
    try connection.copyOut(statement) { bytes in
      try bytes.withUnsafeBytes { bytes in
        // The header of a binary COPY, and its end.
        let start = isFirst ? min(19, bytes.count) : 0
        isFirst = false
        let row = UnsafeRawBufferPointer(rebasing: bytes[start...])
        if row.count > 2 { try builder.add(row) }
      }
    }
  }

  /// People of a range, in order, and their households.
  private static func households(
    _ range: ClosedRange<Int64>, _ connection: inout Connection
  ) throws -> (people: [Int64], numbers: [Int64]) {
    var (people, numbers): ([Int64], [Int64]) = ([], [])
    try connection.copyRows(
      SQLFiles.statement("features/pack_households").replacing([
        "first": .integer(range.lowerBound), "last": .integer(range.upperBound),
      ])
    ) { row in
      people.append(try row.integer(0))
      numbers.append(try row.integer(1))
    }
    let order = TotalOrder.order(keys: people.map { UInt64(bitPattern: $0) ^ 1 << 63 })
    return (order.map { people[$0] }, order.map { numbers[$0] })
  }

  private static func statement(
    _ set: FeatureSet, _ day: Day?, _ columns: [PackColumn], _ range: ClosedRange<Int64>,
    _ share: SQLExpression
  ) throws -> Statement {
    let names = try columns.map { ", feature.\(try Snapshot.identifier($0.name))" }.joined()
    var literals: [String: Statement.Literal] = [
      "relation": .expression(set.relation), "columns": .expression(SQLExpression(unsafe: names)),
      "first": .integer(range.lowerBound), "last": .integer(range.upperBound),
    ]
    if let day {
      literals["as_of"] = .day(daysSince1970: day.daysSince1970)
    } else {
      literals["share"] = .expression(share)
    }
    return try SQLFiles.statement(day == nil ? "features/pack_snapshot" : "features/pack_history")
      .replacing(literals)
  }
}
