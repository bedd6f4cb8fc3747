import Campaign

/// Reads `layouts/*.yml`.
///
/// A column of the file is written as `header: target`, as `header: {to: target, …}`, as a list of
/// those, or as `header: ignore`. A snapshot's columns are written as `header: {role:, type:,
/// says:}`, and a header with `*` stands for all columns that no other line names.
enum LayoutDefinition {
  static func read(_ text: String, file: String) throws -> LayoutTemplate {
    let fields = try DefinitionNode.parse(text, file: file).fields([
      "layout", "title", "kind", "source", "into", "provenance", "file", "key", "record",
      "missing", "as_of",
      "person_source", "person_ids", "only_with", "columns",
    ])
    let kind = try fields.required("kind").choice(Kind.self)
    let target: ImportTarget
    if let into = fields["into"] {
      target = try into.choice(ImportTarget.self)
    } else if kind == .snapshot {
      target = .snapshot
    } else {
      throw fields.node.failure("lacks the key `into`", next: "Say what its rows become.")
    }
    let form = try fields.required("file").fields([
      "delimiter", "quote", "encoding", "header", "spreadsheet_safe",
    ])
    let name = try fields.required("layout").text()
    guard Self.isWord(name) else {
      throw fields.node.failure("a layout's name must be lower_case letters, digits and _")
    }
    let columns = try fields.required("columns").entries().map {
      try LayoutTemplate.Line(header: $0.key, node: $0.value, target: target)
    }
    let hasVANIDs = try fields["person_ids"].map { try $0.choice(PersonIDs.self) } == .vanid
    if hasVANIDs, ![.voter, .contribution, .snapshot].contains(target) {
      throw (fields["person_ids"] ?? fields.node).failure(
        "says what numbers people have in a file that knows them by another's",
        next: "Say it in the layout of `person_source`.")
    }
    var filled: Set<String> = []
    for column in columns where target != .snapshot {
      for output in column.outputs(header: column.headers[0])
      where !filled.insert(output.target).inserted {
        throw try fields.required("columns").failure(
          "fill `\(output.target)` twice", next: "Keep one, or name its other headers in `also:`.")
      }
    }
    return LayoutTemplate(
      file: file, sha256: Digest.of(text), name: name,
      source: try fields.required("source").text(), target: target, format: try format(form),
      hasHeader: try form["header"]?.flag() ?? true,
      key: try headers(fields.required("key"), among: columns),
      record: try fields["record"].map { try headers($0, among: columns) },
      missing: try fields["missing"]?.texts() ?? [],
      asOf: try fields["as_of"]?.day(), personSource: try fields["person_source"]?.text(),
      provenance: try fields.required("provenance").provenance(), columns: columns,
      onlyWith: try fields["only_with"].map { try headers($0, among: columns) } ?? [],
      isSpreadsheetSafe: try form["spreadsheet_safe"]?.flag() ?? false, hasVANIDs: hasVANIDs)
  }

  /// Headers that tell rows apart, each of which stands under `columns` by its name.
  private static func headers(
    _ node: DefinitionNode, among columns: [LayoutTemplate.Line]
  ) throws -> [String] {
    let known = columns.filter { !$0.isPattern }.flatMap(\.headers)
    for part in node.list() {
      let header = try part.text()
      guard known.contains(header) else {
        throw part.failure(
          "names `\(header)`, which doesn't stand under `columns`",
          next: DefinitionNode.advice(header, among: known))
      }
    }
    return try node.texts()
  }

  /// Whether a name can be a snapshot's column: none that its tables have by themselves.
  static func isColumn(_ name: String) -> Bool { isWord(name) && !reserved.contains(name) }

  private static let reserved: Set<String> = [
    "source", "record", "record_id", "batch_id", "person_id", "known_on",
    // What PostgreSQL keeps of each row.
    "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid",
  ]

  /// Whether a name can be a table's or a column's.
  static func isWord(_ name: String) -> Bool {
    name.utf8.count <= 50 && name.utf8.first.map { (97...122).contains($0) } == true
      && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }

  private enum Kind: String, CaseIterable { case events, snapshot }

  /// What the records are by which a file knows people.
  private enum PersonIDs: String, CaseIterable {
    /// A number of NGP VAN's, which its own files take.
    case vanid
  }

  private enum Encoding: String, CaseIterable { case utf8, windows1252, latin1 }

  private static func format(_ form: DefinitionFields) throws -> FileFormat {
    let delimiter: UInt8
    switch try form["delimiter"]?.text() ?? "comma" {
    case "comma": delimiter = UInt8(ascii: ",")
    case "tab": delimiter = UInt8(ascii: "\t")
    case "pipe": delimiter = UInt8(ascii: "|")
    case "semicolon": delimiter = UInt8(ascii: ";")
    case "file_separator": delimiter = 0x1C
    default:
      throw (form["delimiter"] ?? form.node).failure(
        "is no delimiter known here", next: "Known: comma, tab, pipe, semicolon, file_separator.")
    }
    let quote: UInt8?
    switch try form["quote"]?.text() ?? "\"" {
    case "none": quote = nil
    case let mark where mark.utf8.count == 1: quote = mark.utf8.first
    default:
      throw (form["quote"] ?? form.node).failure("must be one ASCII character or `none`")
    }
    guard quote != delimiter, quote.map({ ![0x00, 0x0A, 0x0D].contains($0) }) ?? true else {
      throw (form["quote"] ?? form.node).failure(
        "can't be the delimiter, a line end or NUL", next: "Most files' quote is `\"`.")
    }
    let encoding = try form["encoding"]?.choice(Encoding.self) ?? .utf8
    return FileFormat(
      delimiter: delimiter, quote: quote, encoding: encoding == .utf8 ? .utf8 : .windows1252)
  }
}
