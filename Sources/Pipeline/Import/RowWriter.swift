import Campaign
import Postgres

/// Writes the rows of one batch as binary COPY: what every table of the target begins with, then
/// the stored columns.
struct RowWriter {
  private let batch: Int32
  private let source: String
  private let sourceBytes: [UInt8]
  private let target: ImportTarget
  private let keys: PersonKeys
  private let donorRecord: Int?

  init(plan: RowPlan, batch: Int32) {
    self.batch = batch
    source = plan.layout.source
    sourceBytes = Array(plan.layout.source.utf8)
    target = plan.layout.target
    keys = PersonKeys(plan: plan)
    donorRecord = plan.slot(named: "donor_record")
  }

  /// The columns that stand before the stored ones.
  static func leadingColumns(of target: ImportTarget) -> [String] {
    switch target {
    case .voter, .contribution:
      ["source", "record", "batch_id", "record_id", "household_id", "name_key", "address_key"]
    case .vote, .snapshot: ["source", "record", "batch_id", "record_id"]
    case .contact, .pollAnswer, .attendance, .emailEvent, .protectedClass:
      ["source", "record", "batch_id", "person_source"]
    case .contestEntry: ["source", "record", "batch_id", "gift_source"]
    case .fecContribution, .fecCommittee: ["batch_id"]
    }
  }

  func write(
    _ record: borrowing Record, of plan: RowPlan, to writer: inout CopyWriter
  ) throws {
    try writer.beginRow(fields: Self.leadingColumns(of: target).count + plan.stored.count)
    if !target.isFEC {
      let name = plan.joined(plan.recordPlaces, of: record)
      try writer.text(source)
      try writer.text(name.span)
      try writer.int32(batch)
      switch target {
      case .voter, .contribution:
        try writer.integer(personRecord(name, record, plan))
        try keys.write(record, of: plan, to: &writer)
      case .vote, .snapshot: try writer.integer(personRecord(name, record, plan))
      default: try writer.text(plan.layout.personSource ?? source)
      }
    } else {
      try writer.int32(batch)
    }
    for (slot, column) in zip(plan.slots, plan.stored) {
      try Self.write(slot, column.type, of: record, to: &writer)
    }
  }

  /// The hash of the record that is a person: a receipt's is its donor's.
  private func personRecord(
    _ name: [UInt8], _ record: borrowing Record, _ plan: RowPlan
  ) -> Int64 {
    guard target == .contribution else {
      return StableHash.personIdentifier(source: sourceBytes.span, record: name.span)
    }
    let donor = Array(plan.text(donorRecord, of: record).utf8)
    return StableHash.personIdentifier(source: sourceBytes.span, record: donor.span)
  }

  private static func write(
    _ slot: RowPlan.Slot, _ type: ValueType, of record: borrowing Record,
    to writer: inout CopyWriter
  ) throws {
    switch slot.value {
    case .missing: try writer.null()
    case .asItStands:
      try record.withField(slot.place) { field in
        try writer.text(field.extracting(field.trimmedRange))
      }
    case .text(let text): try writer.text(text)
    case .integer(let integer) where type == .smallInteger: try writer.int16(Int16(integer))
    case .integer(let integer): try writer.integer(integer)
    case .day(let day): try writer.day(day.daysSince1970)
    case .number(let number): try writer.double(number)
    case .flag(let flag): try writer.bool(flag)
    }
  }
}

extension ImportTarget {
  /// Whether the rows are FEC reports, which stay apart from people.
  var isFEC: Bool { self == .fecContribution || self == .fecCommittee }

  /// Whether the columns are the layout's own.
  var isSnapshot: Bool { self == .snapshot }
}

extension ValueType {
  /// The type of the column in PostgreSQL.
  var sqlName: String {
    switch self {
    case .text, .time, .zip, .email: "text"
    case .day: "date"
    case .cents, .positiveCents, .centsFromZero, .singlePrecisionCents, .integer, .phone:
      "bigint"
    case .smallInteger: "smallint"
    case .number: "double precision"
    case .flag: "boolean"
    }
  }
}
