import Campaign
import Yams

/// One value of a definition file, with its place: reads what a definition may hold and names file,
/// line and key of everything else.
struct DefinitionNode {
  let node: Node
  let file: String
  /// The key under which the value stands, for messages.
  let path: String

  /// Parses a definition file's text.
  ///
  /// - Throws: `Failure` of kind `badInput` with the line of a syntax error.
  static func parse(_ text: String, file: String) throws -> DefinitionNode {
    try refuseManyAliases(text, file: file)
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw Failure(.badInput, "the definition is empty", at: "\(file):1", next: "Fill it in.")
      }
      return DefinitionNode(node: node, file: file, path: "")
    } catch let error as YamlError {
      throw Failure(
        .badInput, "is not readable as YAML: \(Self.words(of: error))",
        at: Self.place(of: error, file: file), next: "Correct the line.")
    }
  }

  /// `file:line:column` of this value.
  var place: String {
    guard let mark = node.mark else { return file }
    return "\(file):\(mark.line):\(mark.column)"
  }

  /// A failure at this value.
  func failure(_ what: String, next: String? = nil) -> Failure {
    Failure(.badInput, path.isEmpty ? what : "`\(path)` \(what)", at: place, next: next)
  }

  /// The value as text.
  func text() throws -> String {
    guard let scalar = node.scalar else { throw failure("must be a single value") }
    return scalar.string
  }

  /// The value as a whole number.
  func integer() throws -> Int {
    guard let value = Int(try text()) else { throw failure("must be a whole number") }
    return value
  }

  /// The value as a finite number; `50%` means 0.5.
  func number() throws -> Double {
    var words = try text()
    let isPercent = words.hasSuffix("%")
    if isPercent { words.removeLast() }
    guard let value = Double(words.trimmed), value.isFinite else {
      throw failure("must be a number")
    }
    return isPercent ? value / 100 : value
  }

  /// The value as yes or no.
  func flag() throws -> Bool {
    switch try text().lowercased() {
    case "true", "yes": return true
    case "false", "no": return false
    default: throw failure("must be yes or no")
    }
  }

  /// The value as a day.
  func day() throws -> Day {
    guard let day = Day(iso: try text()) else { throw failure("must be a day as YYYY-MM-DD") }
    return day
  }

  /// The value as a class of data: one of those named in `run.provenance`.
  func provenance() throws -> String {
    let word = try text()
    let known = ["own_gift", "own_contact", "consented", "fec_report", "fec_derived"]
    let ofVendor = /voter_file:[A-Z]{2}|licensed:[a-z0-9_]+/
    if known.contains(word) || word.wholeMatch(of: ofVendor) != nil { return word }
    throw failure(
      "is no class of data",
      next: Self.advice(word, among: known + ["voter_file:ST", "licensed:vendor"]))
  }

  /// The value as money in dollars.
  func cents() throws -> Cents {
    let words = Array(try text().utf8)
    guard let cents = Cents.parse(words.span) else { throw failure("must be an amount of dollars") }
    return cents
  }

  /// The value as one word of an enumeration.
  func choice<Choice: CaseIterable & RawRepresentable>(_: Choice.Type) throws -> Choice
  where Choice.RawValue == String {
    let word = try text()
    if let choice = Choice(rawValue: word) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    throw failure("can't be `\(word)`", next: Self.advice(word, among: known))
  }

  /// Whether the value is a single one, not a list or a mapping.
  var isSingle: Bool { node.scalar != nil }

  /// The value as a list of its parts; a single value is a list of one.
  func list() -> [DefinitionNode] {
    guard let sequence = node.sequence else { return [self] }
    return sequence.map { DefinitionNode(node: $0, file: file, path: path) }
  }

  /// The value as a list of texts.
  func texts() throws -> [String] { try list().map { try $0.text() } }

  /// The value as keys and values in the file's order.
  func entries() throws -> [(key: String, value: DefinitionNode)] {
    guard let mapping = node.mapping else { throw failure("must hold keys and values") }
    return try mapping.map { key, value in
      guard let name = key.scalar?.string else { throw failure("has a key that is no word") }
      let below = path.isEmpty ? name : "\(path).\(name)"
      return (name, DefinitionNode(node: value, file: file, path: below))
    }
  }

  /// The value as a mapping of known keys.
  ///
  /// - Throws: at a key that isn't known, with the nearest that is, and at one that stands twice.
  func fields(_ known: [String]) throws -> DefinitionFields {
    var values: [String: DefinitionNode] = [:]
    for (key, value) in try entries() {
      guard known.contains(key) else {
        let keyNode = node.mapping?.keys.first { $0.scalar?.string == key }
        let at = DefinitionNode(node: keyNode ?? node, file: file, path: "")
        throw at.failure("has no key `\(key)` here", next: Self.advice(key, among: known))
      }
      guard values.updateValue(value, forKey: key) == nil else {
        throw value.failure("stands twice", next: "Keep one.")
      }
    }
    return DefinitionFields(node: self, values: values)
  }

  static func advice(_ word: String, among known: [String]) -> String {
    let list = "Known here: \(known.joined(separator: ", "))."
    guard let near = NearestName.nearest(to: word, among: known) else { return list }
    return "Did you mean `\(near)`? \(list)"
  }

  private static func words(of error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      problem
    case .duplicatedKeysInMapping: "a key stands twice"
    default: "unreadable text"
    }
  }

  private static func place(of error: YamlError, file: String) -> String {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      "\(file):\(mark.line):\(mark.column)"
    case .duplicatedKeysInMapping(_, let context):
      "\(file):\(context.mark.line)"
    case .reader(_, let offset, _, let text):
      "\(file):\(text.prefix(offset ?? 0).count(where: \.isNewline) + 1)"
    default: file
    }
  }
}

/// A mapping whose keys have been checked.
struct DefinitionFields {
  let node: DefinitionNode
  let values: [String: DefinitionNode]

  /// The value of a key, if it is there.
  subscript(key: String) -> DefinitionNode? { values[key] }

  /// The value of a key that must be there.
  func required(_ key: String) throws -> DefinitionNode {
    guard let value = values[key] else {
      throw node.failure("lacks the key `\(key)`", next: "Add it.")
    }
    return value
  }
}

extension String {
  /// Without blanks and tabs at both ends.
  var trimmed: String {
    let bytes = Array(utf8)
    let range = bytes.span.trimmedRange
    return String(decoding: bytes[range], as: UTF8.self)
  }
}
