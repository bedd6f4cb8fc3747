/// A term with the raw columns of a frame that it is made of, ready to be read.
enum TermReader: Sendable {
  /// (value - centre) / scale, held within the bound; 0 where it is missing.
  case number([Double], centre: Double, scale: Double, bound: Double)
  /// 1 where no number is.
  case missing([Double])
  /// A number for each code, and one where it is missing.
  case codes([Int32], numbers: [Double], missing: Double)
  /// Of several columns.
  case joint(Term, RawFrame)

  /// Makes those of some terms ready.
  static func readers(
    of terms: [Term], _ frame: RawFrame
  ) throws(TermError) -> [TermReader] {
    var readers: [TermReader] = []
    for term in terms { readers.append(try TermReader(term, frame)) }
    return readers
  }

  init(_ term: Term, _ frame: RawFrame) throws(TermError) {
    switch term.kind {
    case .table, .segments:
      // What no column fits is told here, not while it is read.
      _ = try term.values(of: frame, rows: [])
      self = .joint(term, frame)
    default:
      guard let reader = TermReader(term.kind, try frame.column(named: term.column)) else {
        throw .columnOfOtherType(term.column)
      }
      self = reader
    }
  }

  /// That of one column; nil where the column's type doesn't fit.
  init?(_ kind: Term.Kind, _ raw: RawColumn) {
    switch (kind, raw) {
    case (.linear(let centre, let scale), .numeric(let values)):
      self = .number(values, centre: centre, scale: scale, bound: .infinity)
    case (.bounded(let centre, let scale), .numeric(let values)):
      self = .number(values, centre: centre, scale: scale, bound: Term.bound)
    case (.missing, .numeric(let values)): self = .missing(values)
    case (.missing, .categorical(let codes, let levels)):
      self = .codes(codes, numbers: [Double](repeating: 0, count: levels.count), missing: 1)
    case (.level(let level), .categorical(let codes, let levels)):
      self = .codes(codes, numbers: levels.map { $0 == level ? 1 : 0 }, missing: 0)
    case (.otherLevels(let kept, let missingIsKept), .categorical(let codes, let levels)):
      let kept = Set(kept)
      self = .codes(
        codes, numbers: levels.map { kept.contains($0) ? 0 : 1 }, missing: missingIsKept ? 0 : 1)
    default: return nil
    }
  }

  /// The term's values for some rows.
  func values(_ rows: [Int]) -> [Double] {
    [Double](unsafeUninitializedCapacity: rows.count) { target, count in
      count = rows.count
      guard let target = target.baseAddress else { return }
      rows.withUnsafeBufferPointer { read($0, into: target) }
    }
  }

  /// Writes the term's values for some rows, which must be the frame's.
  func read(_ rows: UnsafeBufferPointer<Int>, into target: UnsafeMutablePointer<Double>) {
    switch self {
    case .number(let values, let centre, let scale, let bound):
      values.withUnsafeBufferPointer { values in
        // First together, then worked on in lanes.
        for place in rows.indices { target[place] = values[rows[place]] }
        for place in rows.indices {
          let value = target[place]
          target[place] = value.isFinite ? (value - centre) / scale : 0
        }
      }
      guard bound.isFinite else { return }
      for place in rows.indices { target[place] = min(max(target[place], -bound), bound) }
    case .missing(let values):
      values.withUnsafeBufferPointer { values in
        for place in rows.indices { target[place] = values[rows[place]].isFinite ? 0 : 1 }
      }
    case .codes(let codes, let numbers, let missing):
      codes.withUnsafeBufferPointer { codes in
        numbers.withUnsafeBufferPointer { numbers in
          for place in rows.indices {
            let code = Int(codes[rows[place]])
            target[place] = code < 0 ? missing : numbers[code]
          }
        }
      }
    case .joint(let term, let frame):
      guard let values = try? term.values(of: frame, rows: Array(rows)) else {
        preconditionFailure("a term that was read can be read again")
      }
      for place in rows.indices { target[place] = values[place] }
    }
  }
}
