import Campaign

/// A file whose layout is known: its header read, its columns found.
struct OpenedFile {
  let layout: Layout
  /// For each of the layout's columns, its place in the file.
  let places: [Int?]
  /// The number of the file's columns.
  let width: Int
  /// The header's bytes with the line end, for the file of rejects; empty without a header.
  let headerLine: [UInt8]
  let definitionSHA256: String

  /// Finds the layout of a file.
  ///
  /// - Parameters:
  ///   - layouts: those of the campaign.
  ///   - chosen: the layout's name, if the person gave one.
  static func open(
    path: String, layouts: [LayoutTemplate], chosen: String?
  ) throws -> OpenedFile {
    if let chosen {
      guard let template = layouts.first(where: { $0.name == chosen }) else {
        throw Failure(
          .usage, "there is no layout `\(chosen)`",
          next: DefinitionNode.advice(chosen, among: layouts.map(\.name).sorted()))
      }
      switch try attempt(template, path) {
      case .success(let opened): return opened
      case .failure(let misfit): throw misfit.failure(path, template)
      }
    }
    var fits: [OpenedFile] = []
    var misfits: [(template: LayoutTemplate, misfit: Misfit)] = []
    // A protected class is loaded where somebody says so, not because a file has a column of it.
    for template in layouts where template.target != .protectedClass {
      switch try attempt(template, path) {
      case .success(let opened): fits.append(opened)
      case .failure(let misfit): misfits.append((template, misfit))
      }
    }
    if fits.count == 1 { return fits[0] }
    guard fits.isEmpty else {
      throw Failure(
        .badInput, "the file fits several layouts", at: path,
        next: "Name one with --layout: \(fits.map(\.layout.name).joined(separator: ", ")).")
    }
    guard let nearest = misfits.min(by: { $0.misfit.distance < $1.misfit.distance }),
      nearest.misfit.distance < 0.5
    else {
      if let other = try otherwiseDelimited(layouts, path) { throw other }
      if let named = try protectedClass(layouts, path) { throw named }
      throw Failure(
        .badInput, "the file is of no layout known here", at: path,
        next: "Known: \(layouts.map(\.name).sorted().joined(separator: ", ")). "
          + "Write a layout under layouts/, or name one with --layout to see what it lacks.")
    }
    throw nearest.misfit.failure(path, nearest.template)
  }

  /// A file that one layout of protected classes fits.
  private static func protectedClass(
    _ layouts: [LayoutTemplate], _ path: String
  ) throws -> Failure? {
    for template in layouts where template.target == .protectedClass {
      guard case .success = try attempt(template, path) else { continue }
      return Failure(
        .badInput, "the file has protected classes, which are loaded for a probe alone", at: path,
        next: "Say so with --layout \(template.name).")
    }
    return nil
  }

  /// A file that has a layout's columns behind another delimiter.
  private static func otherwiseDelimited(
    _ layouts: [LayoutTemplate], _ path: String
  ) throws -> Failure? {
    for template in layouts where template.hasHeader {
      for delimiter in delimiters where delimiter.byte != template.format.delimiter {
        var format = template.format
        format.delimiter = delimiter.byte
        let header = try FirstRecord(path: path, format: format).fields
        let layout = try template.resolved(for: header)
        guard header.count > 1, case .fits = layout.match(header: header) else { continue }
        return Failure(
          .badInput,
          "has the columns of layout `\(template.name)`, but \(delimiter.name) for its delimiter",
          at: "\(path):1",
          next: "Fetch it in its own form, or copy the layout with `delimiter: \(delimiter.name)`.")
      }
    }
    return nil
  }

  private static let delimiters: [(byte: UInt8, name: String)] = [
    (0x09, "tab"), (0x2C, "comma"), (0x7C, "pipe"), (0x3B, "semicolon"),
  ]

  /// Why a file isn't of a layout.
  struct Misfit: Error {
    let what: String
    let next: String
    /// The share of the columns that a file of the layout must have which this one lacks.
    let distance: Double

    func failure(_ path: String, _ template: LayoutTemplate) -> Failure {
      Failure(
        .badInput, "is not of layout `\(template.name)`: \(what)", at: "\(path):1", next: next)
    }
  }

  private static func attempt(
    _ template: LayoutTemplate, _ path: String
  ) throws -> Result<OpenedFile, Misfit> {
    let first = try FirstRecord(path: path, format: template.format)
    let layout = try template.resolved(for: template.hasHeader ? first.fields : [])
    guard template.hasHeader else {
      guard first.fields.count == layout.fieldCount else {
        let what = "it has \(first.fields.count) fields where the layout has \(layout.fieldCount)"
        return .failure(Misfit(what: what, next: advice(path, template), distance: 1))
      }
      let opened = OpenedFile(
        layout: layout, places: layout.columns.indices.map { $0 }, width: layout.fieldCount,
        headerLine: [], definitionSHA256: template.sha256)
      guard try opened.readsMost(of: path) else {
        let what = "most of its first rows can't be read by it"
        return .failure(Misfit(what: what, next: advice(path, template), distance: 1))
      }
      return .success(opened)
    }
    switch layout.match(header: first.fields) {
    case .fits(let places):
      return .success(
        OpenedFile(
          layout: layout, places: places, width: first.fields.count, headerLine: first.raw,
          definitionSHA256: template.sha256))
    case .lacks(let columns):
      let shown = columns.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
      let more = columns.count > 5 ? " and \(columns.count - 5) more" : ""
      return .failure(
        Misfit(
          what: "it lacks the columns \(shown)\(more)", next: advice(path, template),
          distance: Double(columns.count)
            / Double(max(layout.columns.count { !$0.isOptional }, 1))))
    }
  }

  /// Whether the layout reads most of a file's first twenty rows: without a header, files of as many
  /// columns look alike.
  private func readsMost(of path: String) throws -> Bool {
    var plan = try RowPlan(layout: layout, places: places, width: width, file: layout.name)
    let source = try ByteSource(path: path)
    var reader = RecordReader(format: layout.format)
    var read = 0
    var good = 0
    let take: (borrowing Record) -> Void = { record in
      guard read < 20 else { return }
      read += 1
      if plan.read(record) == nil { good += 1 }
    }
    while read < 20, try source.next({ try reader.feed($0, take) }) {}
    if read < 20 { _ = try reader.finish(take) }
    return 2 * good >= read
  }

  /// What may be wrong: most often, the delimiter.
  private static func advice(_ path: String, _ template: LayoutTemplate) -> String {
    let counts = delimiters.map { delimiter in
      var format = template.format
      format.delimiter = delimiter.byte
      let fields = (try? FirstRecord(path: path, format: format).fields.count) ?? 0
      return (name: delimiter.name, byte: delimiter.byte, fields: fields)
    }
    if let most = counts.max(by: { $0.fields < $1.fields }), most.fields > 1,
      most.byte != template.format.delimiter
    {
      return "The file looks delimited by \(most.name), which is not this layout's delimiter."
    }
    return "Check that it is the right file, or mend the layout."
  }
}

/// The first record of a file.
struct FirstRecord {
  var fields: [String] = []
  var raw: [UInt8] = []

  init(path: String, format: FileFormat) throws {
    let source = try ByteSource(path: path)
    var reader = RecordReader(format: format)
    var fields: [String]?
    var raw: [UInt8] = []
    let take: (borrowing Record) -> Void = { record in
      guard fields == nil else { return }
      fields = (0..<record.count).map { record.text($0).trimmed }
      record.withRaw { bytes in bytes.withUnsafeBufferPointer { raw.append(contentsOf: $0) } }
    }
    while fields == nil, try source.next({ try reader.feed($0, take) }) {}
    if fields == nil { _ = try reader.finish(take) }
    guard let fields else {
      throw Failure(.badInput, "the file has no rows", at: path, next: "Fetch it again.")
    }
    self.fields = fields
    self.raw = raw.last == 0x0A ? raw : raw + [0x0A]
  }
}

/// What a first pass over a file learns: its size unpacked, and its SHA-256, by which a file that
/// was loaded before is known, packed or not.
struct FileInspection {
  let bytes: Int64
  let sha256: String

  init(path: String) throws {
    let source = try ByteSource(path: path)
    let digest = Digest()
    var bytes: Int64 = 0
    while try source.next({ span in
      digest.update(span)
      bytes += Int64(span.count)
    }) {}
    self.bytes = bytes
    sha256 = digest.takeHex()
    guard bytes > 0 else {
      throw Failure(.badInput, "the file is empty", at: path, next: "Fetch it again.")
    }
  }
}
