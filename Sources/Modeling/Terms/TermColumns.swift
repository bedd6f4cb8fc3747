/// The design of a plan over some rows of a frame, made block by block: the very numbers that
/// `TermPlan.apply` gives, without the memory that they would take.
public struct TermColumns: DesignColumns {
  /// The names of the terms.
  public let names: [String]
  private let list: [Int]
  private let readers: [TermReader]

  /// The number of rows.
  public var rows: Int { list.count }

  /// Looks each term's columns up.
  ///
  /// - Precondition: rows are those of the frame.
  public init(_ plan: TermPlan, _ frame: RawFrame, rows: [Int]) throws(TermError) {
    precondition(
      rows.allSatisfy { $0 >= 0 && $0 < frame.rows }, "the rows of a design are the frame's")
    names = plan.terms.map(\.name)
    list = rows
    readers = try TermReader.readers(of: plan.terms, frame)
  }

  /// Writes the numbers of some rows of a column, one after another.
  public func read(
    _ column: Int, _ rows: Range<Int>, into target: UnsafeMutablePointer<Double>
  ) {
    list.withUnsafeBufferPointer {
      readers[column].read(UnsafeBufferPointer(rebasing: $0[rows]), into: target)
    }
  }
}
