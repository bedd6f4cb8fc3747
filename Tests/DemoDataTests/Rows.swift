/// A delimited text as rows of fields; letters above ASCII are taken byte by byte, as Latin-1.
struct Rows {
  let header: [String]
  let all: [[String]]

  /// - Parameter header: the columns of a file without a header, which has no quotes either.
  init(_ bytes: [UInt8], separator: Character = ",", header: [String]? = nil) {
    let delimiter = separator.asciiValue ?? 0
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      if isQuoted {
        if byte != 0x22 {
          field.append(byte)
        } else if position + 1 < bytes.count && bytes[position + 1] == 0x22 {
          field.append(byte)
          position += 1
        } else {
          isQuoted = false
        }
      } else if byte == 0x22 && header == nil {
        isQuoted = true
      } else if byte == delimiter || byte == 0x0A {
        row.append(Self.text(field))
        field.removeAll(keepingCapacity: true)
        if byte == 0x0A {
          rows.append(row)
          row.removeAll(keepingCapacity: true)
        }
      } else if byte != 0x0D {
        field.append(byte)
      }
      position += 1
    }
    self.header = header ?? rows.first ?? []
    all = header == nil ? Array(rows.dropFirst()) : rows
  }

  func position(_ column: String) -> Int {
    header.firstIndex(of: column) ?? header.count
  }

  /// One column of the rows that have as many fields as the header.
  subscript(column: String) -> [String] {
    let position = position(column)
    return whole.map { $0[position] }
  }

  /// The rows with as many fields as the header.
  var whole: [[String]] { all.filter { $0.count == header.count } }

  private static func text(_ bytes: [UInt8]) -> String {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }
}

/// Year, month and day as one number (20260915), if the text is a day of the calendar.
///
/// - Parameter order: where year, month and day stand, such as `mdy`.
func dayNumber(_ text: Substring, separator: Character?, order: String) -> Int? {
  var parts: [Int?]
  if let separator {
    let pieces = text.split(separator: separator, omittingEmptySubsequences: false)
    parts = pieces.map { Int($0) }
  } else {
    guard text.utf8.count == 8 else { return nil }
    parts = [Int(text.prefix(2)), Int(text.dropFirst(2).prefix(2)), Int(text.suffix(4))]
  }
  guard parts.count == 3, let a = parts[0], let b = parts[1], let c = parts[2] else { return nil }
  let (year, month, day) = order == "ymd" ? (a, b, c) : (c, a, b)
  let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  guard (1...12).contains(month), year > 1000, (1...lengths[month - 1]).contains(day) else {
    return nil
  }
  return year * 10_000 + month * 100 + day
}

/// Cents, if the text is an amount of dollars that can be a gift.
func cents(_ text: String) -> Int? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  guard let dollars = parts.first.flatMap({ Int($0) }), dollars >= 0, parts.count <= 2 else {
    return nil
  }
  guard parts.count == 2 else { return dollars * 100 }
  guard parts[1].utf8.count == 2, let rest = Int(parts[1]) else { return nil }
  return dollars * 100 + rest
}
