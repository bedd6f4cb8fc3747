/// Where packed rows come from: memory, or something larger that is read again for each pass.
public protocol FeatureBlockSource: Sendable {
  /// The columns and the number of rows.
  var shape: FeatureShape { get }
  /// The block of a number from 0 to `shape.blockCount`, with the rows `shape.rows(ofBlock:)`.
  ///
  /// Several threads ask at once, each for the blocks of a range in turn; the answer for a number is
  /// always the same.
  func block(_ number: Int) throws -> FeatureBlock
}
