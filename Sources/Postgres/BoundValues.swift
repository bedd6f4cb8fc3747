import CLibpq

/// The values of one statement as the four arrays that libpq wants.
struct BoundValues {
  private var types: [Oid] = []
  // One byte in front, so that the address of an empty value is not the null that means NULL.
  private var bytes: [UInt8] = [0]
  private var ranges: [Range<Int>?] = []

  init(_ values: [Value], file: String?) throws(PostgresError) {
    types.reserveCapacity(values.count)
    ranges.reserveCapacity(values.count)
    for value in values {
      let start = bytes.count
      guard let type = append(value), bytes.count - start <= Int(Int32.max) else {
        throw PostgresError(
          PostgresError.numericValueOutOfRange, "$\(types.count + 1) is too large to be bound",
          file: file)
      }
      types.append(type)
      ranges.append(value == .null ? nil : start..<bytes.count)
    }
  }

  /// Calls `body` with the count and the arrays of types, addresses, lengths and formats.
  func withArrays<R>(
    _ body: (Int32, [Oid], [UnsafePointer<CChar>?], [Int32], [Int32]) -> R
  ) -> R {
    bytes.withUnsafeBytes { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      return body(
        Int32(types.count), types, ranges.map { $0.flatMap { start?.advanced(by: $0.lowerBound) } },
        ranges.map { Int32($0?.count ?? 0) }, types.map { _ in 1 })
    }
  }

  /// Appends the value's bytes and returns its type; nil when the type can't hold it.
  private mutating func append(_ value: Value) -> Oid? {
    switch value {
    case .null: return TypeID.unspecified
    case .bool(let flag):
      bytes.append(flag ? 1 : 0)
      return TypeID.bool
    case .int32(let number):
      bytes.append(bigEndian: number)
      return TypeID.int4
    case .integer(let number):
      bytes.append(bigEndian: number)
      return TypeID.int8
    case .double(let number):
      bytes.append(bigEndian: number.bitPattern)
      return TypeID.float8
    case .text(let text):
      bytes += text.utf8
      return TypeID.text
    case .bytes(let data):
      bytes += data
      return TypeID.bytea
    case .day(let days):
      guard let day = Field.serverDay(days) else { return nil }
      bytes.append(bigEndian: day)
      return TypeID.date
    case .timestamp(let microseconds):
      guard let instant = Field.serverInstant(microseconds) else { return nil }
      bytes.append(bigEndian: instant)
      return TypeID.timestamptz
    case .integers(let numbers):
      appendArray(numbers, of: TypeID.int8) { $0.append(bigEndian: $1) }
      return TypeID.int8Array
    case .doubles(let numbers):
      appendArray(numbers, of: TypeID.float8) { $0.append(bigEndian: $1.bitPattern) }
      return TypeID.float8Array
    case .texts(let texts):
      appendArray(texts, of: TypeID.text) { $0 += $1.utf8 }
      return TypeID.textArray
    }
  }

  /// The header (dimensions, has nulls, element type, count, lower bound), then length and bytes
  /// of each element.
  private mutating func appendArray<T>(
    _ elements: [T], of type: Oid, _ append: (inout [UInt8], T) -> Void
  ) {
    bytes.append(bigEndian: Int32(elements.isEmpty ? 0 : 1))
    bytes.append(bigEndian: Int32(0))
    bytes.append(bigEndian: type)
    guard !elements.isEmpty else { return }
    bytes.append(bigEndian: Int32(clamping: elements.count))
    bytes.append(bigEndian: Int32(1))
    for element in elements {
      let start = bytes.count
      bytes.append(bigEndian: Int32(0))
      append(&bytes, element)
      let length = Int32(clamping: bytes.count - start - 4)
      withUnsafeBytes(of: length.bigEndian) { bytes.replaceSubrange(start..<(start + 4), with: $0) }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(bigEndian number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }
}
