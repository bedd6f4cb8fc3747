/// The axes of a frame's columns, learned on training rows.
struct CellPlan {
  /// One axis a column that varies, in the frame's order.
  private(set) var axes: [TermAxis] = []
  /// What was left out.
  private(set) var dropped: [TermPlan.Dropped] = []

  /// - Parameters:
  ///   - cells: The most cells of an axis, at most 256.
  ///   - minimumRows: The fewest rows of a level's own cell.
  init(_ frame: RawFrame, rows: [Int], cells: Int, minimumRows: Int) {
    for (name, column) in zip(frame.names, frame.columns) {
      switch column {
      case .numeric(let values):
        add(name, numeric: rows.map { values[$0] }, cells: cells)
      case .categorical(let codes, let levels):
        add(name, codes: rows.map { codes[$0] }, levels, cells: cells, minimumRows: minimumRows)
      }
    }
  }

  private mutating func add(_ name: String, numeric values: [Double], cells: Int) {
    let present = values.filter { $0.isFinite }.sorted()
    guard let first = present.first, let last = present.last else {
      return dropped.append(.init(column: name, reason: .empty))
    }
    guard first < last || present.count < values.count else {
      return dropped.append(.init(column: name, reason: .constant))
    }
    axes.append(
      TermAxis(column: name, kind: .cuts(Self.cuts(of: present, count: cells - 3))))
  }

  /// Up to `count` cuts that part sorted values into parts of like size.
  static func cuts(of sorted: [Double], count: Int) -> [Double] {
    // Where values repeat, as counts and bands do, each has a cell of its own.
    var distinct: [Double] = []
    for value in sorted where distinct.last != value {
      distinct.append(value)
      if distinct.count > count + 1 { break }
    }
    if distinct.count <= count + 1 {
      return zip(distinct, distinct.dropFirst()).map { plainNumber(above: $0, upTo: $1) }
    }
    var cuts: [Double] = []
    for part in 1...count {
      let position = part * sorted.count / (count + 1)
      let value = sorted[position]
      let smaller = sorted.countOfRising(below: value)
      guard smaller > 0 else { continue }
      let cut = plainNumber(above: sorted[smaller - 1], upTo: value)
      if cuts.last != cut { cuts.append(cut) }
    }
    return cuts
  }

  /// The number of fewest decimal digits in (low, high].
  static func plainNumber(above low: Double, upTo high: Double) -> Double {
    var step = 1.0
    while step < high - low && step < 1e15 { step *= 10 }
    while step > 1e-12 {
      let candidate =
        step >= 1
        ? (high / step).rounded(.down) * step
        : (high * (1 / step).rounded()).rounded(.down) / (1 / step).rounded()
      if candidate > low && candidate <= high { return candidate }
      step /= 10
    }
    return high
  }

  private mutating func add(
    _ name: String, codes: [Int32], _ levels: [String], cells: Int, minimumRows: Int
  ) {
    var counts = [Int](repeating: 0, count: levels.count)
    for code in codes where code >= 0 { counts[Int(code)] += 1 }
    let seen = counts.indices.filter { counts[$0] > 0 }
      .sorted { (-counts[$0], levels[$0]) < (-counts[$1], levels[$1]) }
    guard !seen.isEmpty else { return dropped.append(.init(column: name, reason: .empty)) }
    guard seen.count > 1 || codes.contains(where: { $0 < 0 }) else {
      return dropped.append(.init(column: name, reason: .constant))
    }
    let kept = seen.filter { counts[$0] >= minimumRows }.prefix(cells - 2)
    guard !kept.isEmpty else { return dropped.append(.init(column: name, reason: .tooFewRows)) }
    axes.append(TermAxis(column: name, kind: .levels(kept.map { levels[$0] })))
  }
}
