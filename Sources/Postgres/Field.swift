/// The bytes of one field that isn't null, in PostgreSQL's binary format.
///
/// Each reading is nil when the bytes don't have its form or its value has none in Swift (an
/// infinite day): nothing the server sends can trap.
struct Field {
  let bytes: UnsafeRawBufferPointer

  var integer: Int64? {
    switch bytes.count {
    case 2: Int64(Int16(bitPattern: load(UInt16.self)))
    case 4: Int64(Int32(bitPattern: load(UInt32.self)))
    case 8: Int64(bitPattern: load(UInt64.self))
    default: nil
    }
  }

  var double: Double? {
    switch bytes.count {
    case 4: Double(Float(bitPattern: load(UInt32.self)))
    case 8: Double(bitPattern: load(UInt64.self))
    default: nil
    }
  }

  var bool: Bool? { bytes.count == 1 ? bytes[0] != 0 : nil }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Days since 1970.
  var day: Int32? {
    guard bytes.count == 4 else { return nil }
    let day = Int32(bitPattern: load(UInt32.self))
    guard day != .min, day != .max else { return nil }
    let (sum, overflow) = day.addingReportingOverflow(Epoch.days)
    return overflow ? nil : sum
  }

  /// Microseconds since 1970.
  var timestamp: Int64? {
    guard bytes.count == 8 else { return nil }
    let instant = Int64(bitPattern: load(UInt64.self))
    guard instant != .min, instant != .max else { return nil }
    let (sum, overflow) = instant.addingReportingOverflow(Epoch.microseconds)
    return overflow ? nil : sum
  }

  /// The elements of a one-dimensional array without nulls.
  func array<T>(_ read: (Field) -> T?) -> [T]? {
    var rest = bytes[...]
    func int32() -> Int? {
      guard rest.count >= 4 else { return nil }
      defer { rest = rest.dropFirst(4) }
      return Int(Int32(bitPattern: Field(bytes: .init(rebasing: rest)).load(UInt32.self)))
    }
    guard let dimensions = int32(), int32() != nil, int32() != nil else { return nil }
    guard dimensions != 0 else { return [] }
    guard dimensions == 1, let count = int32(), int32() != nil, count >= 0, count <= rest.count
    else { return nil }
    var elements: [T] = []
    elements.reserveCapacity(count)
    for _ in 0..<count {
      guard let length = int32(), length >= 0, length <= rest.count,
        let element = read(Field(bytes: .init(rebasing: rest.prefix(length))))
      else { return nil }
      elements.append(element)
      rest = rest.dropFirst(length)
    }
    return elements
  }

  func withSpan<R>(_ body: (Span<UInt8>) throws -> R) rethrows -> R {
    try bytes.withMemoryRebound(to: UInt8.self) { try body($0.span) }
  }

  private func load<T: FixedWidthInteger>(_ type: T.Type) -> T {
    T(bigEndian: bytes.loadUnaligned(as: type))
  }

  /// The day as the server counts it; nil where it would overflow or mean infinity.
  static func serverDay(_ daysSince1970: Int32) -> Int32? {
    let (day, overflow) = daysSince1970.subtractingReportingOverflow(Epoch.days)
    return overflow || day == .min ? nil : day
  }

  /// The instant as the server counts it; nil where it would overflow or mean infinity.
  static func serverInstant(_ microsecondsSince1970: Int64) -> Int64? {
    let (instant, overflow) =
      microsecondsSince1970.subtractingReportingOverflow(Epoch.microseconds)
    return overflow || instant == .min ? nil : instant
  }
}
