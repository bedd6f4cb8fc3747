import Testing

@testable import Pipeline

/// What is packed is read again as it was.
@Suite struct PackBlockTests {
  /// A row of a binary COPY: its count of fields, then length and bytes of each.
  private static func row(_ fields: [[UInt8]?]) -> [UInt8] {
    func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
      withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
    return bytes(Int16(fields.count))
      + fields.flatMap { field in bytes(Int32(field?.count ?? -1)) + (field ?? []) }
  }

  private static func integer<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }

  private static let columns = [
    PackColumn(name: "a", kind: .number), PackColumn(name: "b", kind: .integer),
    PackColumn(name: "c", kind: .flag), PackColumn(name: "d", kind: .category),
  ]

  /// Numbers that need each form a column can take, with whole ones at the ends of ranges.
  private static let numbers: [[Double?]] = [
    [nil], [3, nil, 3], [0, 254, nil], [0, 255, nil], [-7, 65_527, nil], [-7, 65_528],
    [0, 4_294_967_294, nil], [0, 4_294_967_295], [0.5, nil, -1.25], [0.1, nil], [-0.0, 0, nil],
    [.nan, nil, 1], [.infinity, 2], [-.infinity, nil], [1e300, -1e300, .leastNonzeroMagnitude],
    [0x1p53, 1],
    [0x1p52 - 1, 0],
  ]
  private static let integers: [[Int64?]] = [
    [nil], [9], [0, 254, nil], [0, 255], [-1, 65_533, nil], [-1, 65_534], [0, 4_294_967_295, nil],
    [Int64.max, nil, Int64.min + 1], [Int64.max, Int64.max - 200, nil], [Int64.min + 1, nil],
  ]

  @Test(arguments: numbers) func `numbers are read as they were`(_ numbers: [Double?]) throws {
    let block = try Self.block(numbers.map { ($0, 1, true, "x") })
    try block.withUnsafeBytes { bytes in
      var read: [Double] = []
      try PackBlock(bytes, columns: 10).numbers(6, into: &read)
      let told = read.map { $0.bitPattern == PackColumn.missing.bitPattern ? nil : $0.bitPattern }
      #expect(told == numbers.map { $0?.bitPattern })
    }
  }

  @Test(arguments: integers)
  func `whole numbers are read as they were, and as the server's numbers`(
    _ integers: [Int64?]
  ) throws {
    let block = try Self.block(integers.map { (1, $0, true, "x") })
    try block.withUnsafeBytes { bytes in
      let packed = try PackBlock(bytes, columns: 10)
      var read: [Int64] = []
      try packed.integers(7, into: &read)
      #expect(read.map { $0 == PackColumn.missingInteger ? nil : $0 } == integers)
      var numbers: [Double] = []
      try packed.numbers(7, into: &numbers)
      let told = numbers.map { $0.bitPattern == PackColumn.missing.bitPattern ? nil : $0 }
      #expect(told == integers.map { $0.map(Double.init) })
    }
  }

  @Test func `flags, words, records and people are read as they were`() throws {
    let flags: [Bool?] = [true, nil, false, true]
    let words: [String?] = ["DEM", "", nil, "it's \u{2603}"]
    let bytes = try Self.block(zip(flags, words).map { (1, 1, $0, $1) })
    try bytes.withUnsafeBytes { bytes in
      let block = try PackBlock(bytes, columns: 10)
      var read: [Int64] = []
      try block.integers(8, into: &read)
      #expect(read.map { $0 == PackColumn.missingInteger ? nil : $0 == 1 } == flags)
      try block.integers(9, into: &read)
      #expect(read == [0, 1, PackColumn.missingInteger, 2])
      var records: [String] = []
      try block.eachText(PackColumn.Fixed.record.rawValue) {
        #expect($0 == records.count)
        records.append($1.map { String(decoding: $0, as: UTF8.self) } ?? "none")
      }
      #expect(records == ["R0", "none", "R2", "none"])
      var people = PackedPeople()
      try people.load(block)
      #expect(people.people == [10, 11, 12, 13])
      #expect(people.households == [100, 101, 102, 103] && people.batches == [7, 7, 7, 7])
      // Five days after the server's first one.
      #expect(people.days == Array(repeating: 10_957 + 5, count: 4))
    }
  }

  @Test func `a block that is cut off or isn't one is a failure, whatever is asked of it`() throws {
    let bytes = try Self.block([(1.5, 1, true, "x"), (nil, 900, false, nil)])
    for count in 0..<bytes.count {
      try Array(bytes[..<count]).withUnsafeBytes { cut in
        _ = try failure { _ = try PackBlock(cut, columns: 10) }
      }
    }
    // A changed byte is found or changes a value: no reading leaves the block.
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 0xFF
      changed.withUnsafeBytes { changed in
        guard let block = try? PackBlock(changed, columns: 10) else { return }
        var (integers, numbers): ([Int64], [Double]) = ([], [])
        for column in 0..<10 {
          try? block.integers(column, into: &integers)
          try? block.numbers(column, into: &numbers)
          try? block.eachText(column) { _, _ in }
        }
      }
    }
  }

  @Test func `a person's rows stand in one block, however many`() throws {
    let levels = PackLevels(columns: 6)
    var builders = (0..<3).map { _ in PackBuilder(columns: [], levels) }
    // In an order that isn't theirs, a day for each row, gathered by three; 7,001 has no household.
    for number in (0..<5_002).map({ $0 * 1_999 % 5_002 }) {
      let person = Int64(
        number < 3_000 ? 5 : number < 5_000 ? 6 + (number - 3_000) / 2 : number + 2_000)
      var fields: [[UInt8]?] = [Self.integer(person)]
      fields += [Self.integer(Int32(number)), Self.integer(Int32(1))]
      fields += [Array("s".utf8), Array("r\(number)".utf8)]
      try Self.row(fields).withUnsafeBytes { try builders[number % 7 == 0 ? 1 : 2].add($0) }
    }
    var builder = builders[0]
    for other in builders.dropFirst() { builder.take(other) }
    let known = [Int64](1...1_005) + [7_000]
    let (blocks, people) = try Self.blocks(of: builder, (known, known.map { $0 * 10 })) { _ in
      Issue.record("nobody has two rows of a day")
      return []
    }
    #expect(blocks.reduce(0) { $0 + $1.rows } == 5_001 && builder.rows == 5_002)
    #expect(people == 1_002 && blocks.count > 2)
    for block in blocks {
      try block.bytes.withUnsafeBytes { bytes in
        let packed = try PackBlock(bytes, columns: 6)
        var read = PackedPeople()
        try read.load(packed)
        #expect(read.people == read.people.sorted())
        #expect(read.households == read.people.map { $0 * 10 })
        var records: [String] = []
        try packed.eachText(PackColumn.Fixed.record.rawValue) {
          records.append($1.map { String(decoding: $0, as: UTF8.self) } ?? "none")
        }
        #expect(records == read.days.map { "r\($0 - 10_957)" })
        for row in 1..<read.days.count where !read.isFirst(row) {
          #expect(read.days[row] < read.days[row - 1])
        }
      }
    }
    for (block, next) in zip(blocks, blocks.dropFirst()) {
      #expect(block.person <= block.lastPerson && block.lastPerson < next.person)
      #expect(block.rows >= PackBuilder.blockRows)
    }
  }

  @Test func `rows of one day and batch stand in the order that the server has them in`() throws {
    var builder = PackBuilder(columns: [], PackLevels(columns: 6))
    let rows = [("b", 4, 1), ("c", 4, 2), ("a", 4, 1), ("d", 9, 1), ("e", 4, 2)]
    for (record, day, batch) in rows {
      var fields: [[UInt8]?] = [Self.integer(Int64(3)), Self.integer(Int32(day))]
      fields += [Self.integer(Int32(batch)), Array("s".utf8), Array(record.utf8)]
      try Self.row(fields).withUnsafeBytes { try builder.add($0) }
    }
    let made = try Self.blocks(of: builder, ([3], [1])) { people in
      #expect(people == [3])
      // As a server has it whose letters go backwards.
      return ["e", "d", "c", "b", "a"].map {
        PackBuilder.Tie(person: 3, source: "s", record: $0)
      }
    }
    try made.blocks[0].bytes.withUnsafeBytes { bytes in
      var records: [String] = []
      try PackBlock(bytes, columns: 6).eachText(PackColumn.Fixed.record.rawValue) {
        records.append($1.map { String(decoding: $0, as: UTF8.self) } ?? "none")
      }
      #expect(records == ["d", "e", "c", "b", "a"])
    }
  }

  private static func blocks(
    of builder: PackBuilder, _ households: (people: [Int64], numbers: [Int64]),
    ranked: ([Int64]) throws -> [PackBuilder.Tie]
  ) throws -> (blocks: [PackBuilder.Block], people: Int) {
    let order = try builder.order(households: households, ranked: ranked)
    var blocks: [PackBuilder.Block] = []
    builder.eachBlock(in: order) { blocks.append($0) }
    return (blocks, order.people)
  }

  /// A block of rows of a number, a whole number, a flag and a word.
  private static func block(_ rows: [(Double?, Int64?, Bool?, String?)]) throws -> [UInt8] {
    var builder = PackBuilder(columns: columns, PackLevels(columns: 10))
    for (place, values) in rows.enumerated() {
      var fields: [[UInt8]?] = [integer(Int64(10 + place))]
      fields += [integer(Int32(5)), integer(Int32(7)), Array("s".utf8)]
      fields.append(place % 2 == 0 ? Array("R\(place)".utf8) : nil)
      fields.append(values.0.map { integer($0.bitPattern) })
      fields.append(values.1.map { integer($0) })
      fields.append(values.2.map { [$0 ? 1 : 0] })
      fields.append(values.3.map { Array($0.utf8) })
      let bytes = row(fields)
      try bytes.withUnsafeBytes { try builder.add($0) }
    }
    let people = rows.indices.map { Int64(10 + $0) }
    let made = try blocks(of: builder, (people, people.map { $0 + 90 })) { _ in [] }
    #expect(made.blocks.count == 1)
    return made.blocks[0].bytes
  }
}
