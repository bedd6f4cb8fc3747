import Testing

@testable import Pipeline

/// The text of one shipped SQL file, and what it reads and writes.
struct SQLText: CustomTestStringConvertible {
  let path: String
  /// The folder under `sql/`: a stage's name.
  let stage: String
  /// What the head says; nil where it says nothing.
  let saidReads: Set<String>?
  let saidWrites: Set<String>?
  /// The text without comments and string literals, in lower case.
  let code: String

  init(path: String, text: String) {
    self.path = path
    stage = path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
    saidReads = Self.head("-- reads:", of: text)
    saidWrites = Self.head("-- writes:", of: text)
    code =
      text.split(separator: "\n").map { $0.replacing(/--.*/, with: "") }.joined(separator: "\n")
      .replacing(/'([^']|'')*'/, with: "''").lowercased()
  }

  /// The program's SQL files below `sql/`, but for migrations and what belongs to them.
  static let stages: [SQLText] = all.filter {
    !["migrations", "verify", "bootstrap", "checks"].contains($0.stage)
  }

  static let all: [SQLText] = SQLFiles.paths(below: "sql").map {
    SQLText(path: $0, text: SQLFiles.text($0))
  }

  /// The tables that stand where a statement reads.
  var reads: Set<String> { tables(behind: #/\b(?:from|join|using)\s+/#, besides: ["delete from"]) }

  /// The tables that stand where a statement writes.
  var writes: Set<String> {
    tables(
      behind:
        #/
        \b(?:insert\s+into|update|delete\s+from|copy|alter\s+table|create\s+table\s+if\s+not\s+exists
        |comment\s+on\s+table|grant\s+select\s+on)\s+
        /#, besides: [])
  }

  /// The names behind a keyword, `{placeholder}` becoming `*`; names without a schema are CTEs.
  private func tables(behind keyword: some RegexComponent, besides: [String]) -> Set<String> {
    var text = code
    for phrase in besides { text = text.replacing(phrase, with: "") }
    var names: Set<String> = []
    for part in text.split(separator: keyword, omittingEmptySubsequences: false).dropFirst() {
      let word: Substring = part.prefix { $0.isLetter || $0.isNumber || "_.{}".contains($0) }
      let name = String(word).replacing(/\{[a-z_]+\}/, with: "*")
      if name == "*" || (name.contains(".") && !name.hasPrefix("pg_")) { names.insert(name) }
    }
    return names
  }

  private static func head(_ key: String, of text: String) -> Set<String>? {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(key) }) else {
      return nil
    }
    let names = line.dropFirst(key.count).split(separator: ",").map { word in
      String(word.filter { $0 != " " })
    }
    return Set(names).subtracting(["-"]).filter { !$0.hasPrefix("pg_") }
  }

  var testDescription: String { path }
}
