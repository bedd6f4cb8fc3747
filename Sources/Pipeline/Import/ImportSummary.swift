/// What one file's import did.
public struct ImportSummary: Codable, Sendable {
  /// The batch, by which it can be undone.
  public var batch: Int
  /// The layout.
  public var layout: String
  /// The file's own name, without its folder.
  public var file: String
  /// The rows of the file.
  public var rowsRead: Int64
  /// Those loaded.
  public var rowsLoaded: Int64
  /// Lines of a form that nobody filled in, which are no rows.
  public var linesNotFilledIn: Int64 = 0
  /// Those set aside, by reason.
  public var rejected: [String: Int64]
  /// Good rows left out, since their person was erased.
  public var erased: Int64
  /// Fields of no use in rows that were loaded, by column and reason.
  public var blanked: [String: Int64]
  /// Where the rows stand that were set aside.
  public var rejectFile: String?
  /// Whether the same file was loaded before, so that nothing was done.
  public var wasLoadedBefore: Bool
}

extension ImportSummary: StageSummary {
  /// The summary in a few lines.
  public var text: String {
    if wasLoadedBefore { return "\(file): loaded before as batch \(batch); nothing to do" }
    var lines = [
      "\(file): batch \(batch), layout \(layout): \(rowsLoaded) of \(rowsRead) rows loaded"
    ]
    if linesNotFilledIn > 0 { lines.append("  not filled in: \(linesNotFilledIn) lines") }
    for (reason, rows) in rejected.sorted(by: { $0.key < $1.key }) {
      lines.append("  set aside: \(rows) \(rows == 1 ? "row" : "rows"): \(reason)")
    }
    if erased > 0 {
      lines.append(
        "  left out: \(erased) \(erased == 1 ? "row" : "rows") of people who were erased")
    }
    for (reason, rows) in blanked.sorted(by: { $0.key < $1.key }) {
      lines.append("  loaded without: \(rows) \(rows == 1 ? "field" : "fields"): \(reason)")
    }
    if let rejectFile { lines.append("  the rows set aside: \(rejectFile)") }
    return lines.joined(separator: "\n")
  }
}

/// What the imports of one call did.
public struct ImportSummaries: StageSummary {
  /// The files in the order of the call.
  public var imports: [ImportSummary]

  /// Puts them together.
  public init(imports: [ImportSummary]) { self.imports = imports }

  /// The summaries one after the other.
  public var text: String { imports.map(\.text).joined(separator: "\n") }
}

/// What a stage says when it has ended: as text, and as one JSON object.
public protocol StageSummary: Encodable, Sendable {
  /// A few lines for a person.
  var text: String { get }
}
