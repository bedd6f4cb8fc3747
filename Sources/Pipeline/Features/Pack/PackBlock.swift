import Campaign

/// The rows of about a thousand people, column after column, as a pack's block holds them.
///
/// A block begins with 8 bytes that name the form, the number of rows, the number of columns and where
/// each column begins (all `UInt32`). A column is a word for how it is written, then the values: of
/// whole numbers whose range is small, what each lies above the least.
struct PackBlock: ~Copyable {
  /// How a column is written.
  enum Form: UInt64 {
    /// Every value is missing.
    case missing
    /// Above a base, in 1, 2 or 4 bytes; all bits set where it is missing.
    case bytes, shorts, words
    /// 8 bytes, `PackColumn.missingInteger` where it is missing.
    case integers
    /// 4 bytes, NaN where it is missing: numbers that a `Float` holds as they are.
    case singles
    /// 8 bytes, `PackColumn.missing` where it is missing.
    case doubles
    /// A place among the texts a row (`UInt32`), then their UTF-8.
    case texts
  }

  /// The first bytes of a block of this form.
  static let mark: UInt64 = 0x3130_6B63_6170_7367

  private let bytes: UnsafeRawBufferPointer
  /// The number of rows.
  let rows: Int
  private let starts: [Int]

  /// Takes a block's bytes, which must outlive it.
  ///
  /// - Throws: `Failure` of kind `bug` where they aren't a block of so many columns.
  init(_ bytes: UnsafeRawBufferPointer, columns: Int) throws {
    let head = 16 + 4 * (columns + 1)
    guard bytes.count >= head, bytes.loadUnaligned(as: UInt64.self) == Self.mark,
      bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self) == UInt32(columns)
    else { throw Self.damaged }
    let starts = (0...columns).map {
      Int(bytes.loadUnaligned(fromByteOffset: 16 + 4 * $0, as: UInt32.self))
    }
    guard starts[0] >= head, starts[columns] == bytes.count,
      zip(starts, starts.dropFirst()).allSatisfy({ $0 + 16 <= $1 })
    else { throw Self.damaged }
    let rows = Int(bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    // People differ, so that a row takes a byte at least.
    guard rows <= bytes.count else { throw Self.damaged }
    self.bytes = bytes
    self.rows = rows
    self.starts = starts
  }

  static var damaged: Failure {
    Failure(
      .bug, "a block of packed features is damaged", at: "feature.pack_block",
      next: "Run `groundswell features`, which packs them anew.")
  }

  /// The whole numbers, flags (0 or 1) or codes of a column, `missingInteger` where there is none.
  func integers(_ column: Int, into target: inout [Int64]) throws {
    let (form, base, values) = try part(column)
    target.removeAll(keepingCapacity: true)
    func add<Stored: FixedWidthInteger & UnsignedInteger>(_ type: Stored.Type) {
      let size = MemoryLayout<Stored>.size
      for row in 0..<rows {
        let value = values.loadUnaligned(fromByteOffset: row * size, as: type)
        target.append(value == .max ? PackColumn.missingInteger : base &+ Int64(value))
      }
    }
    switch form {
    case .missing: target.append(contentsOf: repeatElement(PackColumn.missingInteger, count: rows))
    case .bytes: add(UInt8.self)
    case .shorts: add(UInt16.self)
    case .words: add(UInt32.self)
    case .integers:
      for row in 0..<rows {
        target.append(values.loadUnaligned(fromByteOffset: row * 8, as: Int64.self))
      }
    default: throw Self.damaged
    }
  }

  /// The numbers of a column that isn't of texts, `PackColumn.missing` where there is none.
  func numbers(_ column: Int, into target: inout [Double]) throws {
    let (form, base, values) = try part(column)
    if target.count != rows { target = [Double](repeating: 0, count: rows) }
    let rows = rows
    func set<Stored: FixedWidthInteger & UnsignedInteger>(_ type: Stored.Type) {
      let size = MemoryLayout<Stored>.size
      let isExact = base.magnitude < 1 << 52
      target.withUnsafeMutableBufferPointer { target in
        if isExact {
          let base = Double(base)
          for row in 0..<rows {
            let value = values.loadUnaligned(fromByteOffset: row * size, as: type)
            target[row] = value == .max ? PackColumn.missing : base + Double(value)
          }
        } else {
          for row in 0..<rows {
            let value = values.loadUnaligned(fromByteOffset: row * size, as: type)
            target[row] = value == .max ? PackColumn.missing : Double(base &+ Int64(value))
          }
        }
      }
    }
    switch form {
    case .missing: for row in 0..<rows { target[row] = PackColumn.missing }
    case .bytes: set(UInt8.self)
    case .shorts: set(UInt16.self)
    case .words: set(UInt32.self)
    case .integers:
      for row in 0..<rows {
        let value = values.loadUnaligned(fromByteOffset: row * 8, as: Int64.self)
        target[row] = value == PackColumn.missingInteger ? PackColumn.missing : Double(value)
      }
    case .singles:
      target.withUnsafeMutableBufferPointer { target in
        for row in 0..<rows {
          let value = values.loadUnaligned(fromByteOffset: row * 4, as: Float.self)
          target[row] = value.isNaN ? PackColumn.missing : Double(value)
        }
      }
    case .doubles:
      target.withUnsafeMutableBytes {
        $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: values[..<(rows * 8)]))
      }
    case .texts: throw Self.damaged
    }
  }

  /// Lends the UTF-8 of each row's text; nil where there is none.
  func eachText(_ column: Int, _ body: (_ row: Int, UnsafeRawBufferPointer?) -> Void) throws {
    let (form, _, values) = try part(column)
    guard form == .texts else { throw Self.damaged }
    let texts = UnsafeRawBufferPointer(rebasing: values[(4 * rows)...])
    var start = 0
    for row in 0..<rows {
      let end = values.loadUnaligned(fromByteOffset: 4 * row, as: UInt32.self)
      guard end != .max else {
        body(row, nil)
        continue
      }
      guard start <= Int(end), Int(end) <= texts.count else { throw Self.damaged }
      body(row, UnsafeRawBufferPointer(rebasing: texts[start..<Int(end)]))
      start = Int(end)
    }
  }

  /// How a column is written, its base, and its values.
  private func part(
    _ column: Int
  ) throws -> (Form, base: Int64, values: UnsafeRawBufferPointer) {
    let start = starts[column]
    let values = UnsafeRawBufferPointer(rebasing: bytes[(start + 16)..<starts[column + 1]])
    guard let form = Form(rawValue: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
      values.count >= rows * form.size
    else { throw Self.damaged }
    return (form, bytes.loadUnaligned(fromByteOffset: start + 8, as: Int64.self), values)
  }
}

extension PackBlock.Form {
  /// The bytes that a row takes.
  var size: Int {
    switch self {
    case .missing: 0
    case .bytes: 1
    case .shorts: 2
    case .words, .singles, .texts: 4
    case .integers, .doubles: 8
    }
  }
}
