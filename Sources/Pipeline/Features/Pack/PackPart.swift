/// A block on its way into bytes, column by column; its memory serves one block after another.
struct PackPart {
  private var bytes: [UInt8] = []
  private var used = 0
  private var starts: [Int] = []
  private var columns = 0

  /// Begins a block of so many columns.
  mutating func begin(columns: Int) {
    self.columns = columns
    starts.removeAll(keepingCapacity: true)
    used = 16 + 4 * (columns + 1)
    reserve(0)
  }

  /// Adds whole numbers, in as few bytes as their range allows.
  mutating func add(integers values: UnsafeBufferPointer<UInt64>) {
    let missing = PackColumn.missingInteger
    var (least, most) = (Int64.max, Int64.min)
    for bits in values {
      let value = Int64(bitPattern: bits)
      least = min(least, value == missing ? .max : value)
      most = max(most, value)
    }
    // The least number of all stands for a missing one.
    guard most != missing else { return beginColumn(.missing, 0) }
    let (range, isWide) = most.subtractingReportingOverflow(least)
    func add<Stored: FixedWidthInteger & UnsignedInteger>(
      _ type: Stored.Type, _ form: PackBlock.Form
    ) {
      beginColumn(form, least)
      store(values) { bits in
        let value = Int64(bitPattern: bits)
        return value == missing ? Stored.max : Stored(truncatingIfNeeded: value &- least)
      }
    }
    if !isWide, range < 0xFF { return add(UInt8.self, .bytes) }
    if !isWide, range < 0xFFFF { return add(UInt16.self, .shorts) }
    if !isWide, range < 0xFFFF_FFFF { return add(UInt32.self, .words) }
    beginColumn(.integers, 0)
    store(values) { $0 }
  }

  /// Adds numbers, by their bits, in as few bytes as hold them exactly.
  mutating func add(numbers values: UnsafeBufferPointer<UInt64>) {
    let missing = PackColumn.missing.bitPattern
    var (areWhole, areSingles) = (true, true)
    for bits in values where bits != missing {
      let value = Double(bitPattern: bits)
      if !(abs(value) < 0x1p52 && value.rounded(.towardZero) == value) || bits == 1 << 63 {
        areWhole = false
      }
      if Double(Float(value)) != value || !value.isFinite { areSingles = false }
      if !areWhole, !areSingles { break }
    }
    if areWhole {
      withUnsafeTemporaryAllocation(of: UInt64.self, capacity: values.count) { whole in
        for row in values.indices {
          whole[row] =
            values[row] == missing
            ? UInt64(bitPattern: PackColumn.missingInteger)
            : UInt64(bitPattern: Int64(Double(bitPattern: values[row])))
        }
        add(integers: UnsafeBufferPointer(whole))
      }
      guard used - (starts.last ?? 0) == 16 + 8 * values.count else { return }
      // As wide as the numbers themselves, and slower to read.
      used = starts.removeLast()
    }
    if areSingles {
      beginColumn(.singles, 0)
      store(values) { Float(Double(bitPattern: $0)).bitPattern }
    } else {
      beginColumn(.doubles, 0)
      store(values) { $0 }
    }
  }

  /// Adds texts: where each ends, `UInt32.max` for none, and then all of them.
  mutating func add(texts: [UInt8], ends: [UInt32]) {
    beginColumn(.texts, 0)
    reserve(4 * ends.count + texts.count)
    bytes.withUnsafeMutableBytes { bytes in
      for (row, end) in ends.enumerated() {
        bytes.storeBytes(of: end.littleEndian, toByteOffset: used + 4 * row, as: UInt32.self)
      }
      UnsafeMutableRawBufferPointer(rebasing: bytes[(used + 4 * ends.count)...])
        .copyBytes(from: texts)
    }
    used += 4 * ends.count + texts.count
  }

  /// The bytes of the block, of so many rows.
  mutating func finish(rows: Int) -> [UInt8] {
    let ends = starts + [used]
    bytes.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: PackBlock.mark.littleEndian, toByteOffset: 0, as: UInt64.self)
      bytes.storeBytes(of: UInt32(rows).littleEndian, toByteOffset: 8, as: UInt32.self)
      bytes.storeBytes(of: UInt32(columns).littleEndian, toByteOffset: 12, as: UInt32.self)
      for (place, end) in ends.enumerated() {
        bytes.storeBytes(
          of: UInt32(end).littleEndian, toByteOffset: 16 + 4 * place, as: UInt32.self)
      }
    }
    return Array(bytes[..<used])
  }

  private mutating func beginColumn(_ form: PackBlock.Form, _ base: Int64) {
    starts.append(used)
    reserve(16)
    bytes.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: form.rawValue.littleEndian, toByteOffset: used, as: UInt64.self)
      bytes.storeBytes(of: base.littleEndian, toByteOffset: used + 8, as: Int64.self)
    }
    used += 16
  }

  @inline(__always)
  private mutating func store<Stored: FixedWidthInteger>(
    _ values: UnsafeBufferPointer<UInt64>, _ stored: (UInt64) -> Stored
  ) {
    let size = MemoryLayout<Stored>.size
    reserve(values.count * size)
    bytes.withUnsafeMutableBytes { bytes in
      for row in values.indices {
        bytes.storeBytes(
          of: stored(values[row]).littleEndian, toByteOffset: used + row * size, as: Stored.self)
      }
    }
    used += values.count * size
  }

  private mutating func reserve(_ count: Int) {
    let missing = used + count - bytes.count
    if missing > 0 {
      bytes.append(contentsOf: repeatElement(0, count: max(missing, bytes.count)))
    }
  }
}
