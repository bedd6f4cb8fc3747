import Campaign

/// A layout laid over one file: which field becomes which stored column.
///
/// `read` fills one slot a stored column from a record, or says why the record can't be a row; a
/// row is written only when all of it has been read, since a started COPY row can't be taken back.
struct RowPlan {
  let layout: Layout
  let stored: [TargetColumn]
  /// The number of fields that each record must have.
  let width: Int
  private let keyPlaces: [Int]
  let recordPlaces: [Int]
  private let fields: [Field]
  private let onlyWithPlaces: [Int]
  private let missing: [[UInt8]]
  /// The campaign's committee, and where a receipt names the one that it went to.
  private let ownCommittee: (code: String, slot: Int)?
  /// Where a gift says what part of it was given back; nil where the file says so of none.
  private let refund: (part: Int, day: Int, amount: Int)?
  /// The contests that take entries, and where an entry names its own.
  private let openContests: (names: Set<String>, slot: Int)?
  /// The values of the record last read, in the order of `stored`.
  private(set) var slots: [Slot]
  /// How many values that people wrote by hand were of no use, by column and reason.
  private(set) var blanked: [String: Int64] = [:]

  /// The reason of a row that ends too early, as the last row of a cut file does.
  static let tooFew = "has too few fields"

  /// A value and, where it is the field's own text, the field.
  struct Slot {
    var value: StoredValue = .missing
    var place = 0
  }

  private struct Field {
    let place: Int
    let conversion: Conversion
    let slot: Int
    let header: String
  }

  /// Lays a layout over a file.
  ///
  /// - Parameters:
  ///   - places: for each of the layout's columns, its place in the file.
  ///   - width: the number of the file's columns.
  ///   - ownCommittee: the campaign's FEC identifier; a receipt that names another committee, or
  ///     none where the layout has a column for it, is no gift to this one.
  ///   - openContests: the contests that take entries.
  init(
    layout: Layout, places: [Int?], width: Int, file: String, ownCommittee: String? = nil,
    openContests: Set<String> = []
  ) throws {
    self.layout = layout
    self.width = width
    stored = layout.storedColumns
    slots = Array(repeating: Slot(), count: stored.count)
    missing = layout.missing.map { Array($0.utf8) }
    var fields: [Field] = []
    var placeOfHeader: [String: Int] = [:]
    for (column, place) in zip(layout.columns, places) {
      guard let place else { continue }
      for header in column.headers { placeOfHeader[header] = place }
      for mapping in column.outputs {
        guard let slot = stored.firstIndex(where: { $0.name == mapping.target }) else { continue }
        fields.append(
          Field(
            place: place, conversion: mapping.conversion, slot: slot, header: column.headers[0]))
      }
    }
    self.fields = fields
    let stored = stored
    func slot(of name: String) -> Int? { stored.firstIndex { $0.name == name } }
    let committee = slot(of: "committee")
    if layout.target == .contribution, let ownCommittee, let committee,
      fields.contains(where: { $0.slot == committee })
    {
      self.ownCommittee = (ownCommittee.uppercased(), committee)
    } else {
      self.ownCommittee = nil
    }
    if layout.target == .contribution, let part = slot(of: "refunded_cents"),
      let day = slot(of: "refunded_on"), let amount = slot(of: "amount_cents"),
      fields.contains(where: { $0.slot == part })
    {
      refund = (part, day, amount)
    } else {
      refund = nil
    }
    let contest = slot(of: "contest")
    self.openContests =
      layout.target == .contestEntry ? contest.map { (openContests, $0) } : nil
    func found(_ headers: [String]) throws -> [Int] {
      try headers.map { header in
        guard let place = placeOfHeader[header] else {
          throw Failure(
            .badInput, "layout `\(layout.name)` has no column `\(header)` for its key", at: file,
            next: "Name the key's columns under `columns:`.")
        }
        return place
      }
    }
    onlyWithPlaces = try found(layout.onlyWith)
    keyPlaces = try found(layout.key)
    recordPlaces = try found(layout.record)
  }

  /// Whether a line says nothing: it is no row, and nothing is wrong with it.
  func saysNothing(_ record: borrowing Record) -> Bool {
    guard !onlyWithPlaces.isEmpty, record.problem == nil, record.count == width else {
      return false
    }
    for place in onlyWithPlaces where !record.withField(place, { $0.trimmedRange.isEmpty }) {
      return false
    }
    return true
  }

  /// Reads a record into the slots.
  ///
  /// - Returns: the reason why it can't be a row, or nil.
  mutating func read(_ record: borrowing Record) -> String? {
    if let problem = record.problem { return problem.inWords }
    guard record.count == width else {
      return record.count < width ? Self.tooFew : "has too many fields"
    }
    for slot in slots.indices { slots[slot].value = .missing }
    for field in fields {
      let conversion = field.conversion
      let reading = record.withField(field.place) { bytes in
        let field = bytes.extracting(bytes.trimmedRange)
        return layout.isSpreadsheetSafe
          ? CSVWriter.undoSpreadsheetSafe(field) { read($0, conversion, field.count) }
          : conversion.read(field, missing: missing)
      }
      switch reading {
      case .value(let value): slots[field.slot] = Slot(value: value, place: field.place)
      case .blanked(let reason): blanked["\(field.header) \(reason)", default: 0] += 1
      case .rejected(let reason): return "\(field.header) \(reason)"
      }
    }
    for (slot, column) in zip(slots, stored) where column.isRequired && slot.value == .missing {
      return "\(header(of: column.name)) is missing"
    }
    if let ownCommittee, text(ownCommittee.slot, of: record).uppercased() != ownCommittee.code {
      return "\(header(of: "committee")) is not the campaign's committee"
    }
    if let openContests, !openContests.names.contains(text(openContests.slot, of: record)) {
      return "\(header(of: "contest")) takes no entries; see `groundswell contest open`"
    }
    for place in keyPlaces where record.withField(place, { $0.trimmedRange.isEmpty }) {
      return "its key is missing"
    }
    return refundProblem
  }

  /// Why what the record last read says of a part that was given back can't be.
  private var refundProblem: String? {
    guard let refund, case .integer(let refunded) = slots[refund.part].value else { return nil }
    if slots[refund.day].value == .missing {
      return "\(header(of: "refunded_cents")) is given back on no day"
    }
    guard case .integer(let amount) = slots[refund.amount].value, refunded > amount else {
      return nil
    }
    return "\(header(of: "refunded_cents")) is more than the gift"
  }

  /// Reads a field that was guarded for spreadsheets; text that was is no longer the file's own bytes.
  private func read(
    _ field: Span<UInt8>, _ conversion: Conversion, _ countInFile: Int
  ) -> FieldReading {
    let reading = conversion.read(field, missing: missing)
    guard field.count < countInFile, case .value(.asItStands) = reading else { return reading }
    return .value(.text(field.string))
  }

  /// What tells the record last read from the others: the key's fields as they are stored, so that
  /// `01` and `1` are one number and ` 3/1/2026` is `03/01/2026`.
  func key(of record: borrowing Record) -> [UInt8] {
    var bytes: [UInt8] = []
    for place in keyPlaces {
      let stored = fields.first { $0.place == place && slots[$0.slot].value.isConverted }
      bytes += stored.map { Array("\(slots[$0.slot].value)".utf8) } ?? joined([place], of: record)
      bytes.append(0x1F)
    }
    return bytes
  }

  /// The bytes of several fields, trimmed, one after the other with a bar between them.
  func joined(_ places: [Int], of record: borrowing Record) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, place) in places.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: "|")) }
      record.withField(place) { field in
        field.extracting(field.trimmedRange).withUnsafeBufferPointer {
          bytes.append(contentsOf: $0)
        }
      }
    }
    return bytes
  }

  /// The text of a stored column in the record last read; empty when it has none.
  func text(_ column: Int?, of record: borrowing Record) -> String {
    guard let column else { return "" }
    switch slots[column].value {
    case .asItStands:
      return record.withField(slots[column].place) { $0.extracting($0.trimmedRange).string }
    case .text(let text): return text
    default: return ""
    }
  }

  /// The place among the stored columns.
  func slot(named name: String) -> Int? { stored.firstIndex { $0.name == name } }

  private func header(of target: String) -> String {
    layout.columns.first { $0.outputs.contains { $0.target == target } }?.headers[0] ?? target
  }
}
