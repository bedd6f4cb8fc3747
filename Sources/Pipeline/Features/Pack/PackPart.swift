/// A column of a block as bytes: a word for its form, the base, the values.
enum PackPart {
  /// Whole numbers, in as few bytes as their range allows.
  static func bytes(of values: [Int64]) -> [UInt8] {
    var (least, most) = (Int64.max, Int64.min)
    for value in values where value != PackColumn.missingInteger {
      least = min(least, value)
      most = max(most, value)
    }
    guard least <= most else { return head(.missing, 0) }
    let (range, isWide) = most.subtractingReportingOverflow(least)
    func above<Stored: FixedWidthInteger & UnsignedInteger>(
      _ type: Stored.Type, _ form: PackBlock.Form
    )
      -> [UInt8]
    {
      var bytes = head(form, least)
      bytes.append(contentsOf: values, as: type) {
        $0 == PackColumn.missingInteger ? .max : Stored(truncatingIfNeeded: $0 &- least)
      }
      return bytes
    }
    if !isWide, range < 0xFF { return above(UInt8.self, .bytes) }
    if !isWide, range < 0xFFFF { return above(UInt16.self, .shorts) }
    if !isWide, range < 0xFFFF_FFFF { return above(UInt32.self, .words) }
    var bytes = head(.integers, 0)
    bytes.append(contentsOf: values, as: UInt64.self) { UInt64(bitPattern: $0) }
    return bytes
  }

  /// Numbers, in as few bytes as hold them exactly.
  static func bytes(of values: [Double]) -> [UInt8] {
    let missing = PackColumn.missing.bitPattern
    var (areWhole, areSingles) = (true, true)
    for value in values where value.bitPattern != missing {
      if !(abs(value) < 0x1p52 && value.rounded(.towardZero) == value)
        || value.bitPattern == 1 << 63
      {
        areWhole = false
      }
      if Double(Float(value)) != value || !value.isFinite { areSingles = false }
      if !areWhole, !areSingles { break }
    }
    if areWhole {
      let whole = bytes(
        of: values.map {
          $0.bitPattern == missing ? PackColumn.missingInteger : Int64($0)
        })
      if whole.count < 16 + 8 * values.count { return whole }
    }
    if areSingles {
      var bytes = head(.singles, 0)
      bytes.append(contentsOf: values, as: UInt32.self) { Float($0).bitPattern }
      return bytes
    }
    var bytes = head(.doubles, 0)
    bytes.append(contentsOf: values, as: UInt64.self) { $0.bitPattern }
    return bytes
  }

  /// Texts, where each ends and then all of them.
  static func bytes(ofTexts texts: [UInt8], ends: [UInt32]) -> [UInt8] {
    var bytes = head(.texts, 0)
    bytes.append(contentsOf: ends, as: UInt32.self) { $0 }
    return bytes + texts
  }

  /// A block of so many rows of these columns.
  static func joined(_ parts: [[UInt8]], rows: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var start = 16 + 4 * (parts.count + 1)
    bytes.reserveCapacity(start + parts.reduce(0) { $0 + $1.count })
    bytes.append(PackBlock.mark)
    bytes.append(UInt32(rows))
    bytes.append(UInt32(parts.count))
    for part in parts {
      bytes.append(UInt32(start))
      start += part.count
    }
    bytes.append(UInt32(start))
    for part in parts { bytes += part }
    return bytes
  }

  private static func head(_ form: PackBlock.Form, _ base: Int64) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(form.rawValue)
    bytes.append(UInt64(bitPattern: base))
    return bytes
  }
}

extension [UInt8] {
  fileprivate mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    Swift.withUnsafeBytes(of: number.littleEndian) { self += $0 }
  }

  fileprivate mutating func append<Value, Stored: FixedWidthInteger>(
    contentsOf values: [Value], as type: Stored.Type, _ stored: (Value) -> Stored
  ) {
    let start = count
    let size = MemoryLayout<Stored>.size
    append(contentsOf: repeatElement(0, count: values.count * size))
    withUnsafeMutableBytes { bytes in
      for (row, value) in values.enumerated() {
        bytes.storeBytes(
          of: stored(value).littleEndian, toByteOffset: start + row * size, as: type)
      }
    }
  }
}
