extension Cents {
  /// Reads `12`, `12.5`, `12.50`, `.50`, `$1,234.50`, `-5.00`, `-$5`, `(5.00)`; else nil.
  ///
  /// Blanks around the amount are ignored. A third decimal must be a zero (`12.500` is `12.50`,
  /// `12.345` is nil: a part of a cent is never rounded away). Commas must part thousands. An amount
  /// beyond Int64 cents is nil. Allocates nothing.
  public static func parse(_ bytes: Span<UInt8>) -> Cents? {
    var cursor = FieldCursor(bytes)
    let isBracketed = cursor.skip("(", bytes)
    var isNegative = isBracketed
    func takeSign() {
      if !isBracketed, cursor.skip("-", bytes) { isNegative = true }
    }
    takeSign()
    if cursor.skip("$", bytes), !isNegative { takeSign() }

    guard let dollars = cursor.wholeDollars(bytes), let cents = cursor.decimals(bytes),
      !isBracketed || cursor.skip(")", bytes), cursor.isAtEnd
    else { return nil }
    let (product, overflow) = dollars.multipliedReportingOverflow(by: 100)
    let (sum, carry) = product.addingReportingOverflow(cents)
    return overflow || carry ? nil : Cents(isNegative ? -sum : sum)
  }

  /// Reads an amount as `parse(_: Span)` does.
  public static func parse(_ text: String) -> Cents? {
    let bytes = Array(text.utf8)
    return parse(bytes.span)
  }

  /// Reads an amount that a statistics program kept as a single-precision number and wrote with
  /// all its digits: `24.440001` is $24.44.
  ///
  /// The amount must be one of whole cents to single precision (2^-23 of it); `24.445` is nil. An
  /// amount of ten billion dollars or more is nil too, so that sums of millions stay within 64 bits.
  public static func parse(singlePrecision text: String) -> Cents? {
    guard let dollars = Double(text), abs(dollars) < 1e10 else { return nil }
    let cents = (dollars * 100).rounded()
    guard abs(cents - dollars * 100) <= abs(dollars * 100) * 0x1p-23 else { return nil }
    return Cents(Int64(cents))
  }
}

extension FieldCursor {
  /// Takes the digits before the point, in groups of three where there is a comma; none before a
  /// point is zero.
  fileprivate mutating func wholeDollars(_ bytes: Span<UInt8>) -> Int64? {
    if peek(bytes) == UInt8(ascii: ".") { return 0 }
    let start = position
    guard let first = number(1, 17, bytes) else { return nil }
    var value = Int64(first)
    var groupLength = position - start
    while groupLength <= 3, skip(",", bytes) {
      guard value <= (Int64.max - 999) / 1_000, let group = number(3, 3, bytes) else { return nil }
      value = value * 1_000 + Int64(group)
      groupLength = 3
    }
    return value
  }

  /// Takes the point and the decimals behind it, as cents.
  fileprivate mutating func decimals(_ bytes: Span<UInt8>) -> Int64? {
    guard skip(".", bytes) else { return 0 }
    let start = position
    guard let first = number(1, 2, bytes) else { return nil }
    let cents = position - start == 1 ? first * 10 : first
    while skip("0", bytes) {}
    return Int64(cents)
  }
}
