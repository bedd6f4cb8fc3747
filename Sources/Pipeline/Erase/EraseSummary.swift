/// What an erasure took away, what it left and where, and what is still to do.
public struct EraseSummary: StageSummary {
  /// Rows that stay, and the law that has them stay.
  public struct Kept: Codable, Sendable {
    /// Where.
    public var table: String
    /// How many rows of this person.
    public var rows: Int
    /// Why.
    public var law: String
  }

  /// Whether nothing was really erased.
  public var isTrial: Bool
  /// Rows removed, by table.
  public var removed: [String: Int] = [:]
  /// Tables of packed rows, which are empty until they are made anew.
  public var packed: [String] = []
  /// What stays.
  public var kept: [Kept] = []
  /// How many tables were searched for what might be left, in vain.
  public var tablesSearched = 0
  /// How many rows they have.
  public var rowsSearched = 0
  /// Phones, e-mail addresses and names with streets that others here have too: not searched for.
  public var sharedTraces = 0
  /// Lists whose latest cut had the person, to be cut anew.
  public var lists: [String] = []
  /// Files under `out/` that hold the person.
  public var files: [String] = []
  /// Files that were imported with rows of the person.
  public var importedFiles: [String] = []

  init(isTrial: Bool) { self.isTrial = isTrial }

  /// The summary in lines.
  public var text: String {
    let rows = removed.values.reduce(0, +)
    let verb = isTrial ? "would go" : "gone"
    var lines = [
      "\(rows) rows of \(removed.count) tables \(verb):"
    ]
    lines += removed.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
    lines += packed.map { "  \($0) is packed and empty now: run `groundswell features`" }
    lines += kept.map { "stays in \($0.table): \($0.rows) (\($0.law))" }
    lines.append(
      "searched afterwards: \(rowsSearched) rows of \(tablesSearched) tables and the server's "
        + "statistics; nothing else is left")
    if sharedTraces > 0 {
      lines.append(
        "  \(sharedTraces) phones, addresses or names stand in rows of others too, and stay there")
    }
    lines += lists.map { "cut anew: groundswell list \($0)" }
    lines += files.map { "delete or make anew: \($0)" }
    lines += importedFiles.map { "held by a file that was imported: \($0)" }
    lines.append("backups and the server's write-ahead log hold the rows until they are replaced")
    if isTrial { lines.append("nothing was erased: say --yes") }
    return lines.joined(separator: "\n")
  }
}
