/// The columns of a design, handed out a stretch of rows at a time: kept as they are in a
/// `DesignMatrix`, or made when they are asked for.
public protocol DesignColumns: Sendable {
  /// The number of rows.
  var rows: Int { get }
  /// One name a column, in order.
  var names: [String] { get }
  /// Writes the numbers of some rows of a column, one after another.
  func read(_ column: Int, _ rows: Range<Int>, into target: UnsafeMutablePointer<Double>)
}

extension DesignColumns {
  /// The number at a row and a column, both counted from 0.
  func number(_ row: Int, _ column: Int) -> Double {
    var number = 0.0
    read(column, row..<row + 1, into: &number)
    return number
  }
}

extension DesignMatrix: DesignColumns {
  /// Writes the numbers of some rows of a column, one after another.
  public func read(
    _ column: Int, _ rows: Range<Int>, into target: UnsafeMutablePointer<Double>
  ) {
    let start = column * self.rows
    let source = values.span.extracting(start + rows.lowerBound..<start + rows.upperBound)
    for place in 0..<rows.count { target[place] = source[place] }
  }
}
