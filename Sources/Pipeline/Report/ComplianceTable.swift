import Campaign

/// A table of the compliance view as a CSV file for a spreadsheet.
struct ComplianceTable {
  /// A field of a row.
  enum Field {
    case text(String)
    case number(Int64?)
    case amount(Cents?)
    case day(Day?)
  }

  /// The file's name, without its ending.
  let name: String
  let header: [String]
  var rows: [[Field]] = []

  init(_ name: String, _ header: [String]) {
    self.name = name
    self.header = header
  }

  /// Writes the file, whole or not at all.
  func write(to path: String) throws {
    try OutputFile.writeTable(header, to: path) { writer in
      for row in rows {
        for field in row {
          switch field {
          case .text(let text): writer.field(text)
          case .number(let number): writer.number(number)
          case .amount(let amount): writer.amount(amount)
          case .day(let day): writer.field(day?.description ?? "")
          }
        }
        try writer.endRow()
      }
    }
  }
}

/// How a deadline stands on a day.
struct ComplianceClock {
  let due: Day
  let asOf: Day

  /// Days left; none on the last day, below zero after it.
  var daysLeft: Int { asOf.days(to: due) }
  var isOver: Bool { daysLeft < 0 }

  var words: String {
    switch daysLeft {
    case 0: "the last day"
    case 1: "1 day left"
    case 2...: "\(daysLeft) days left"
    case -1: "over by 1 day"
    default: "over by \(-daysLeft) days"
    }
  }
}
