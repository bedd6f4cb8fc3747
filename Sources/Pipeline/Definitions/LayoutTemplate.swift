import Campaign

/// A layout as written: its lines may hold patterns that only a file's header resolves.
struct LayoutTemplate: Sendable {
  let file: String
  /// The SHA-256 of the definition's text.
  let sha256: String
  /// The layout's name.
  let name: String
  let source: String
  let target: ImportTarget
  let format: FileFormat
  let hasHeader: Bool
  let key: [String]
  let record: [String]?
  let missing: [String]
  let asOf: Day?
  let personSource: String?
  let provenance: String
  let columns: [Line]
  let onlyWith: [String]
  let isSpreadsheetSafe: Bool
  let hasVANIDs: Bool

  /// The layout for a file with that header; a layout without patterns is the same for each.
  func resolved(for header: [String]) throws -> Layout {
    var layout = Layout(
      name: name, source: source, target: target, format: format, hasHeader: hasHeader,
      columns: [], key: key, record: record, missing: missing, asOf: asOf,
      personSource: personSource)
    layout.onlyWith = onlyWith
    layout.isSpreadsheetSafe = isSpreadsheetSafe
    layout.hasVANIDs = hasVANIDs
    for line in columns where !line.isPattern { add(line, headers: line.headers, to: &layout) }
    // A file that lacks the named columns is of another layout, whatever its other headers are.
    guard target == .snapshot, case .fits = layout.match(header: header) else { return layout }
    try resolvePatterns(for: header, into: &layout)
    guard layout.snapshot.count <= 1_500 else {
      throw Failure(
        .badInput, "the file has \(layout.snapshot.count) columns to store; a table holds 1500",
        at: file, next: "`ignore` those that no model needs.")
    }
    var names: Set<String> = []
    for column in layout.snapshot where !names.insert(column.name).inserted {
      throw Failure(
        .badInput, "two columns of the file would become `\(column.name)`", at: file,
        next: "Give one of them another name with `to:`, or `ignore` it.")
    }
    return layout
  }

  private func resolvePatterns(for header: [String], into layout: inout Layout) throws {
    let named = Set(layout.columns.flatMap(\.headers).map { $0.lowercased() })
    for name in header.map(\.trimmed) where !named.contains(name.lowercased()) {
      guard let line = columns.first(where: { $0.isPattern && $0.stands(for: name) }) else {
        continue
      }
      guard LayoutDefinition.isColumn(name.lowercased()) || !line.isRead else {
        throw Failure(
          .badInput, "a header of the file can't be a column's name", at: file,
          next: "Name the column in the layout, with `to:` for its name in the database.")
      }
      add(line, headers: [name], to: &layout)
    }
  }

  private func add(_ line: Line, headers: [String], to layout: inout Layout) {
    let outputs = line.outputs(header: headers[0])
    layout.columns.append(
      LayoutColumn(
        headers: headers, isOptional: line.isOptional, outputs: outputs,
        provenance: line.provenance ?? provenance))
    if target == .snapshot { layout.snapshot += outputs.map { line.snapshotColumn($0.target) } }
  }
}

extension LayoutTemplate {
  /// One line under `columns:`.
  struct Line: Sendable {
    let headers: [String]
    let isOptional: Bool
    let isRead: Bool
    let provenance: String?
    private let mappings: [FieldMapping]
    private let role: SnapshotColumn.Role
    private let type: ValueType
    /// How a snapshot's column is read; an event's mappings have their own.
    private let conversion: Conversion
    private let says: String?
    private let name: String?

    var isPattern: Bool { headers[0].contains("*") }

    init(header: String, node: DefinitionNode, target: ImportTarget) throws {
      var headers = [header]
      var isOptional = false
      var isRead = true
      var provenance: String?
      var mappings: [FieldMapping] = []
      var role = SnapshotColumn.Role.feature
      var type = ValueType.number
      var conversion = Conversion.typed(.number, .iso)
      var says: String?
      var name: String?
      for part in node.list() {
        if part.isSingle {
          let word = try part.text()
          if word == "ignore" || word == "key" {
            isRead = false
          } else if target == .snapshot {
            type = try part.choice(ValueType.self)
            conversion = .typed(type, .iso)
          } else {
            mappings.append(try Self.mapping(to: part, target: target, fields: nil))
          }
          continue
        }
        let fields = try part.fields([
          "to", "type", "format", "values", "contains", "otherwise", "is", "is_not", "mask", "role",
          "says", "any_case",
          "provenance", "optional", "also",
        ])
        headers += try fields["also"]?.texts() ?? []
        isOptional = try fields["optional"]?.flag() ?? isOptional
        provenance = try fields["provenance"]?.provenance() ?? provenance
        if target == .snapshot {
          role = try fields["role"]?.choice(SnapshotColumn.Role.self) ?? role
          type = try fields["type"]?.choice(ValueType.self) ?? type
          conversion = try Self.conversion(
            for: TargetColumn(header, type), fields: fields, at: part)
          says = try fields["says"]?.text() ?? says
          name = try fields["to"]?.text() ?? name
        } else {
          let to = try fields.required("to")
          mappings.append(try Self.mapping(to: to, target: target, fields: fields))
        }
      }
      self.headers = headers
      self.isOptional = isOptional
      self.isRead = isRead
      self.provenance = provenance
      self.mappings = mappings
      self.role = role
      self.type = type
      self.conversion = conversion
      self.says = says
      self.name = name
      if isPattern {
        guard target == .snapshot, header.count(where: { $0 == "*" }) == 1, headers.count == 1,
          name == nil
        else {
          throw node.failure(
            "is no pattern", next: "One `*`, in a snapshot, without `to:` and `also:`.")
        }
      }
      if target == .snapshot, isRead, !isPattern, !LayoutDefinition.isColumn(columnName(header)) {
        throw node.failure(
          "can't be a column's name", next: "Add `to:` with lower_case letters, digits and _.")
      }
    }

    func outputs(header: String) -> [FieldMapping] {
      guard isRead else { return [] }
      if !mappings.isEmpty { return mappings }
      return [FieldMapping(target: columnName(header), conversion: conversion)]
    }

    /// Whether the pattern fits a header.
    func stands(for header: String) -> Bool {
      let parts = headers[0].lowercased().split(separator: "*", omittingEmptySubsequences: false)
      let text = header.lowercased()
      guard let first = parts.first, let last = parts.last else { return true }
      return text.utf8.count >= first.utf8.count + last.utf8.count
        && text.hasPrefix(first) && text.hasSuffix(last)
    }

    func snapshotColumn(_ column: String) -> SnapshotColumn {
      SnapshotColumn(name: column, role: role, type: type, says: says)
    }

    private func columnName(_ header: String) -> String { name ?? header.lowercased() }

    private static func mapping(
      to node: DefinitionNode, target: ImportTarget, fields: DefinitionFields?
    ) throws -> FieldMapping {
      let name = try node.text()
      guard let column = target.column(name) else {
        throw node.failure(
          "can't be `\(name)`",
          next: DefinitionNode.advice(name, among: target.columns.map(\.name)))
      }
      let conversion = try conversion(for: column, fields: fields, at: node)
      if target == .voter, name == "status" { try refuseUnknownStatus(conversion, at: node) }
      return FieldMapping(target: name, conversion: conversion)
    }

    /// A status that no list knows would bar nobody, whatever it says.
    private static func refuseUnknownStatus(
      _ conversion: Conversion, at node: DefinitionNode
    ) throws {
      let known = VoterStatus.allCases.map(\.rawValue)
      let words: [String]
      switch conversion {
      case .code(let table), .codeInAnyCase(let table): words = table.values.sorted()
      case .phrase(let phrases, let otherwise): words = phrases.map(\.means) + [otherwise]
      default:
        throw node.failure(
          "is `status`, whose codes lists must understand",
          next: "Add `values: {CODE: word, …}`, with the words \(known.joined(separator: ", ")).")
      }
      if let word = words.first(where: { !known.contains($0) }) {
        throw node.failure(
          "makes `\(word)` of a code, which is no status",
          next: DefinitionNode.advice(word, among: known))
      }
    }

    private static let readings: [(key: String, gives: ValueType)] = [
      ("values", .text), ("contains", .text), ("mask", .text), ("is", .flag), ("is_not", .flag),
      ("format", .day),
    ]

    private static func conversion(
      for column: TargetColumn, fields: DefinitionFields?, at node: DefinitionNode
    ) throws -> Conversion {
      // A value of another type than its column's would end the load at the database.
      if column.name == "birth_year", let words = fields?["format"] {
        return .year(try dayFormat(words))
      }
      for (key, type) in readings where fields?[key] != nil && column.type != type {
        throw node.failure(
          "is read by `\(key)`, which gives a \(type.rawValue) and can't fill `\(column.name)`",
          next: "Give the column `type: \(type.rawValue)`, or fill another one.")
      }
      if let values = fields?["values"] {
        let words = try values.entries().map { ($0.key, try $0.value.text()) }
        guard try fields?["any_case"]?.flag() ?? false else {
          return .code(Dictionary(words, uniquingKeysWith: { first, _ in first }))
        }
        return .codeInAnyCase(
          Dictionary(words.map { ($0.lowercased(), $1) }, uniquingKeysWith: { first, _ in first }))
      }
      if let phrases = fields?["contains"] {
        return .phrase(
          try phrases.entries().map {
            .init(contains: $0.key.uppercased(), means: try $0.value.text())
          },
          otherwise: try fields?["otherwise"]?.text() ?? "other")
      }
      if let words = fields?["is"] { return .isOneOf(try words.texts()) }
      if let words = fields?["is_not"] { return .isNoneOf(try words.texts()) }
      if let mask = fields?["mask"] { return .mask(try mask.text()) }
      if column.type == .text { return .text }
      return .typed(column.type, try fields?["format"].map(dayFormat) ?? .iso)
    }

    private static func dayFormat(_ words: DefinitionNode) throws -> DayFormat {
      guard let format = DayFormat.words[try words.text()] else {
        throw words.failure(
          "is no form of a day",
          next: "Known: \(DayFormat.words.keys.sorted().joined(separator: ", ")).")
      }
      return format
    }
  }
}
