/// A row of `Reports/small-donors/sources.sql`: the files of one source behind a page.
public struct DataSource: Equatable, Encodable, Sendable {
  /// The source's name in the layouts.
  public var source: String
  /// The kind of row that the files became: `contribution`, `fec_contribution`, `fec_committee`.
  public var target: String
  /// Files loaded and not undone.
  public var batchCount: Int64
  /// Rows loaded from them; a row that two files hold counts twice.
  public var rowCount: Int64
  /// The day as of which the latest file was known, `YYYY-MM-DD`.
  public var knownOn: String?
  /// Files whose loading or undoing has not reached the ledger yet, for want of a match.
  public var waitingBatchCount: Int64

  /// Makes a source from the query's columns.
  public init(
    source: String, target: String, batchCount: Int64, rowCount: Int64, knownOn: String?,
    waitingBatchCount: Int64
  ) {
    self.source = source
    self.target = target
    self.batchCount = batchCount
    self.rowCount = rowCount
    self.knownOn = knownOn
    self.waitingBatchCount = waitingBatchCount
  }
}
