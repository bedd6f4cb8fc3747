import Campaign

/// What holds of every reading of a field, whatever its bytes.
func checkField(_ bytes: [UInt8]) {
  checkNames(bytes)
  checkNumbers(bytes)
  // The reader hands out UTF-8 without NUL bytes, and the row's plan trims it.
  guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else { return }
  let field = Array(bytes[bytes.span.trimmedRange])
  check(field.span.trimmedRange == 0..<field.count, "trimming once is enough")
  checkDays(field)
  checkAmounts(String(decoding: field, as: UTF8.self))
  for type in ValueType.allCases {
    for format in DayFormat.allCases {
      let reading = Conversion.typed(type, format).read(field.span, missing: [])
      if field.isEmpty { check(reading == .value(.missing), "an empty field has no value") }
      if case .value(let value) = reading { checkStored(value, type) }
      let missing = Conversion.typed(type, format).read(field.span, missing: [field])
      check(missing == .value(.missing), "a word for a missing value is none")
    }
  }
  let phrase = Conversion.Phrase(contains: text.uppercased(), means: "found")
  check(
    Conversion.phrase([phrase], otherwise: "other").read(bytes.span, missing: [])
      == .value(bytes.isEmpty ? .missing : .text("found")), "a field contains itself")
  check(
    Conversion.isOneOf([text]).read(bytes.span, missing: []) == .value(.flag(true))
      && Conversion.isNoneOf([text]).read(bytes.span, missing: []) == .value(.flag(false)),
    "a field is itself")
}

/// A stored value is of its column's type and within the type's bounds.
func checkStored(_ value: StoredValue, _ type: ValueType) {
  switch (value, type) {
  case (.missing, _): return
  case (.asItStands, .text), (.text, .text), (.day, .day), (.flag, .flag): return
  case (.integer(let count), .cents), (.integer(let count), .singlePrecisionCents):
    check(count.magnitude < 1_000_000_000_000, "amounts leave room for their sums")
  case (.integer(let count), .positiveCents):
    check((1..<1_000_000_000_000).contains(count), "amounts above zero are")
  case (.integer(let count), .centsFromZero):
    check((0..<1_000_000_000_000).contains(count), "amounts from zero are")
  case (.integer, .integer): return
  case (.integer(let small), .smallInteger):
    check(Int16(exactly: small) != nil, "a small number is one")
  case (.integer(let phone), .phone):
    check((2_002_000_000...9_999_999_998).contains(phone), "a phone has ten digits")
  case (.number(let number), .number): check(number.isFinite, "a number is finite")
  case (.text(let time), .time):
    check(StatedTime(time)?.description == time, "a time is read as it is written")
  case (.text(let zip), .zip):
    check(zip.utf8.count == 5 && zip.utf8.allSatisfy(isDigit), "a zip code has five digits")
  case (.text(let email), .email):
    check(
      email.utf8.count <= 254 && email.utf8.allSatisfy { (0x21...0x7E).contains($0) },
      "an e-mail address is short and in ASCII")
  default: check(false, "a value is of its column's type")
  }
}

/// Whether the byte is an ASCII digit.
func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// A day that was read is one of the calendar, and is read again from each form it is written in.
private func checkDays(_ field: [UInt8]) {
  for format in DayFormat.allCases {
    guard let day = format.parse(field.span) else { continue }
    check((1...9999).contains(day.year), "a day's year has four digits")
    check(Day(year: day.year, month: day.month, day: day.day) == day, "a day has its parts")
    check(Day(iso: day.description) == day, "a day is read as it is written")
    let parts = day.description.split(separator: "-")
    let written = [
      DayFormat.iso: parts.joined(separator: "-"), .usSlash: "\(day.month)/\(day.day)/\(parts[0])",
      .mmddyyyy: "\(parts[1])\(parts[2])\(parts[0])", .yyyymmdd: parts.joined(),
    ]
    for (format, text) in written {
      check(format.parse(Array(" \(text) 11:59 PM".utf8).span) == day, "each form reads it again")
    }
  }
}

/// Amounts are read again as they are written, and both readings agree.
private func checkAmounts(_ text: String) {
  let exact = Cents.parse(text)
  if let exact {
    check(Cents.parse(exact.plain) == exact, "an amount is read as machines write it")
    check(Cents.parse(exact.dollars) == exact, "an amount is read as people see it")
    check(Cents.parse("\t \(text) ") == exact, "blanks around an amount don't matter")
  }
  if let single = Cents.parse(singlePrecision: text) {
    check(Cents.parse(singlePrecision: single.plain) == single, "a single stays what it is")
    if let exact { check(single == exact, "both readings of an amount agree") }
  }
}
