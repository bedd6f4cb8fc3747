import Campaign
import Modeling
import Postgres

/// A feature set's rows as of a day, packed in blocks of a thousand: read many times faster than rows.
///
/// The rows stay the truth: a pack is made of them where a fit or a score first reads many, and is read
/// again while they are as they were (docs/methods/packed-features.md).
struct Pack {
  let set: String
  /// The day; the first of all days for a snapshot, whose rows have days of their own.
  let day: Day
  let rows: Int
  /// The columns behind the fixed ones.
  let columns: [PackColumn]
  /// The sources that `Fixed.source` counts.
  let sources: [String]

  /// The smallest table that is packed, in bytes: a smaller one is read as fast as it is packed.
  static let leastBytes: Int64 = 32 << 20
  /// The day that stands for a snapshot's own days.
  static let noDay = Day(daysSince1970: -719_162)
  /// The bytes of the table whose people are read at once, about: as many wait in memory.
  private static let bytesAtOnce: Int64 = 256 << 20

  /// The pack of a feature set as of a day (nil for a snapshot); nil where none is of the rows that are
  /// there.
  static func current(
    _ set: FeatureSet, asOf day: Day?, _ connection: inout Connection
  ) throws -> Pack? {
    let state = try state(of: set, day, &connection)
    return try read(set, day, state.text, &connection)
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
      try make(set, day, state.text, state.bytes, workspace, &connection)
    }
  }

  private static func state(
    of set: FeatureSet, _ day: Day?, _ connection: inout Connection
  ) throws -> (text: String, bytes: Int64) {
    let state = try connection.rows(
      SQLFiles.statement("features/pack_state"),
      [.text(set.relation.text), day.map { .day(daysSince1970: $0.daysSince1970) } ?? .null]
    ) { (text: try $0.text(0), bytes: try $0.integer(1)) }
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
        }, sources: lists[0])
    }.first ?? nil
  }

  private static func make(
    _ set: FeatureSet, _ day: Day?, _ state: String, _ bytes: Int64, _ workspace: Workspace,
    _ connection: inout Connection
  ) throws {
    let columns = columns(of: set)
    let fixed = PackColumn.Fixed.allCases.count
    let levels = PackLevels(columns: fixed + columns.count)
    let threads = Parts.processors
    // Numbers of people are hashes: equal ranges of them hold about as many.
    let parts = Int((bytes + bytesAtOnce - 1) / bytesAtOnce) * threads
    let width = Int64.max / Int64(parts)
    let progress = Progress("features: packing", total: 0, unit: "rows")
    var (people, rows) = (0, 0)
    for first in stride(from: 0, to: parts, by: threads) {
      // Each on a connection of its own: the server takes longest, and works for all of them at once.
      let read = try Parts.map(threads) { thread throws(any Error) in
        let part = Int64(first + thread)
        return try Self.read(
          set, day, columns,
          part * width...(part == Int64(parts) - 1 ? Int64.max : (part + 1) * width - 1), levels,
          workspace)
      }
      for part in read {
        try write(part.blocks, set, day, &connection)
        people += part.people
        rows += part.blocks.reduce(0) { $0 + $1.rows }
      }
      progress.update(Int64(rows))
    }
    progress.finish()
    let lists =
      [levels.words(of: PackColumn.Fixed.source.rawValue)]
      + columns.indices.map { levels.words(of: fixed + $0) }
    try connection.execute(
      SQLFiles.statement("features/pack_write"),
      key(set, day) + [
        .text(state), .integer(Int64(people)), .integer(Int64(rows)),
        .texts(columns.map(\.name)), .texts(columns.map(\.kind.rawValue)),
        .texts(lists.flatMap { $0 }), .integers(lists.map { Int64($0.count) }),
      ])
  }

  /// Reads a range of people and packs them.
  private static func read(
    _ set: FeatureSet, _ day: Day?, _ columns: [PackColumn], _ range: ClosedRange<Int64>,
    _ levels: PackLevels, _ workspace: Workspace
  ) throws -> (blocks: [PackBuilder.Block], people: Int) {
    var builder = PackBuilder(columns: columns, levels)
    var isFirst = true
    let statement = try Self.statement(set, day, columns, range)
    var connection = try workspace.connect(as: .dataTeam)
    return try connection.transaction(.repeatableRead) { connection in
      try connection.execute(SQLFiles.statement("features/pack_memory"))
      try connection.copyOut(statement) { bytes in
        try bytes.withUnsafeBytes { bytes in
          // The header of a binary COPY, and its end.
          let start = isFirst ? min(19, bytes.count) : 0
          isFirst = false
          let row = UnsafeRawBufferPointer(rebasing: bytes[start...])
          if row.count > 2 { try builder.add(row) }
        }
      }
      let households = try connection.rows(
        SQLFiles.statement("features/pack_households"),
        [.integer(range.lowerBound), .integer(range.upperBound)]
      ) { (people: try $0.integers(0), numbers: try $0.integers(1)) }
      return try builder.blocks(households: households[0]) { people in
        try connection.rows(
          SQLFiles.statement("features/pack_ties").replacing(["relation": .expression(set.relation)]
          ),
          [.integers(people)]
        ) {
          PackBuilder.Tie(
            person: try $0.integer(0), source: try $0.text(1), record: try $0.text(2))
        }
      }
    }
  }

  private static func write(
    _ blocks: [PackBuilder.Block], _ set: FeatureSet, _ day: Day?, _ connection: inout Connection
  ) throws {
    guard !blocks.isEmpty else { return }
    try connection.copyIn(SQLFiles.statement("features/pack_blocks")) { writer in
      for block in blocks {
        try writer.beginRow(fields: 6)
        try writer.integer(block.person)
        try writer.text(set.name)
        try writer.day((day ?? noDay).daysSince1970)
        try writer.integer(block.lastPerson)
        try writer.int32(Int32(block.rows))
        try writer.bytes(block.bytes.span)
      }
    }
  }

  private static func statement(
    _ set: FeatureSet, _ day: Day?, _ columns: [PackColumn], _ range: ClosedRange<Int64>
  ) throws -> Statement {
    let names = try columns.map { ", feature.\(try Snapshot.identifier($0.name))" }.joined()
    var literals: [String: Statement.Literal] = [
      "relation": .expression(set.relation), "columns": .expression(SQLExpression(unsafe: names)),
      "first": .integer(range.lowerBound), "last": .integer(range.upperBound),
    ]
    if let day { literals["as_of"] = .day(daysSince1970: day.daysSince1970) }
    return try SQLFiles.statement(day == nil ? "features/pack_snapshot" : "features/pack_history")
      .replacing(literals)
  }
}
