/// How one field of a file becomes one stored value.
public enum Conversion: Hashable, Sendable {
  /// As it stands, trimmed.
  case text
  /// As it stands, trimmed, where it is of this form: 9 stands for a digit, A for a capital letter,
  /// anything else for itself. A field of another form sets the row aside.
  case mask(String)
  /// By the type's own reading; days by the format.
  case typed(ValueType, DayFormat)
  /// The year of a day of this form.
  case year(DayFormat)
  /// A code to its word; a code that isn't in the table sets the row aside.
  case code([String: String])
  /// The same for codes that people write by hand, whatever their case; the table's are in lower case.
  case codeInAnyCase([String: String])
  /// The word of the first phrase that the field contains, else the last word.
  case phrase([Phrase], otherwise: String)
  /// True when the field is one of these, false otherwise (also when it is empty).
  case isOneOf([String])
  /// False when the field is one of these, true otherwise.
  case isNoneOf([String])

  /// A phrase to look for and the word that it means.
  public struct Phrase: Hashable, Sendable {
    /// The phrase, in capitals.
    public let contains: String
    /// The word.
    public let means: String

    /// Makes a phrase.
    public init(contains: String, means: String) {
      self.contains = contains
      self.means = means
    }
  }
}

/// A stored value, before the database.
public enum StoredValue: Hashable, Sendable {
  /// No value.
  case missing
  /// The field's own text, trimmed: written straight from the file's bytes.
  case asItStands
  /// A word from a table of codes, or a normalised text.
  case text(String)
  /// A whole number, a phone or money in cents.
  case integer(Int64)
  /// A civil day.
  case day(Day)
  /// A finite number.
  case number(Double)
  /// True or false.
  case flag(Bool)
}

extension StoredValue {
  /// Whether the value is of another form than the file's text.
  public var isConverted: Bool {
    switch self {
    case .integer, .day, .number: true
    default: false
    }
  }
}

/// What reading a field gave.
public enum FieldReading: Hashable, Sendable {
  /// A value.
  case value(StoredValue)
  /// Nothing usable in a field of people's making (phone, zip, e-mail): the row loads without it.
  case blanked(String)
  /// Not what the column holds: the row is set aside for this reason.
  case rejected(String)
}

extension Conversion {
  /// Reads a field's bytes, which are UTF-8 and trimmed.
  ///
  /// - Parameters:
  ///   - field: the bytes; empty means missing.
  ///   - missing: the file's own words for a missing value, such as `-999`.
  public func read(_ field: Span<UInt8>, missing: [[UInt8]]) -> FieldReading {
    switch self {
    case .isOneOf(let words): return .value(.flag(words.contains { field.equals($0.utf8) }))
    case .isNoneOf(let words): return .value(.flag(!words.contains { field.equals($0.utf8) }))
    default: break
    }
    if field.isEmpty || missing.contains(where: { field.equals($0) }) { return .value(.missing) }
    switch self {
    case .text: return .value(.asItStands)
    case .mask(let mask):
      return Self.fits(field, mask) ? .value(.asItStands) : .rejected("is not of the form \(mask)")
    case .typed(let type, let format): return Self.read(field, as: type, format)
    case .year(let format):
      guard let day = format.parse(field) else {
        return .rejected("is no day of the form \(format.words)")
      }
      return .value(.integer(Int64(day.year)))
    case .code(let words):
      guard let word = words[field.string] else { return .rejected("is no code of this layout") }
      return .value(.text(word))
    case .codeInAnyCase(let words):
      guard let word = words[field.string.lowercased()] else {
        return .rejected("is no code of this layout")
      }
      return .value(.text(word))
    case .phrase(let phrases, let otherwise):
      let text = field.string.uppercased()
      let found = phrases.first { text.contains($0.contains) }
      return .value(.text(found?.means ?? otherwise))
    case .isOneOf, .isNoneOf: return .value(.missing)
    }
  }

  private static func fits(_ field: Span<UInt8>, _ mask: String) -> Bool {
    let mask = mask.utf8
    guard field.count == mask.count else { return false }
    return zip(field.indices, mask).allSatisfy { index, form in
      switch form {
      case UInt8(ascii: "9"): (0x30...0x39).contains(field[index])
      case UInt8(ascii: "A"): (0x41...0x5A).contains(field[index])
      default: field[index] == form
      }
    }
  }

  /// An amount below ten billion dollars: sums of millions of them stay within 64 bits.
  private static func amount(_ field: Span<UInt8>) -> Cents? {
    Cents.parse(field).flatMap { $0.count.magnitude < 1_000_000_000_000 ? $0 : nil }
  }

  private static func read(
    _ field: Span<UInt8>, as type: ValueType, _ format: DayFormat
  ) -> FieldReading {
    switch type {
    case .text: return .value(.asItStands)
    case .day:
      guard let day = format.parse(field) else {
        return .rejected("is no day of the form \(format.words)")
      }
      return .value(.day(day))
    case .time:
      guard let time = StatedTime(field) else {
        return .rejected("is no time of the form YYYY-MM-DD HH:MM:SS")
      }
      return .value(.text("\(time)"))
    case .cents:
      guard let cents = Self.amount(field) else { return .rejected("is no amount of money") }
      return .value(.integer(cents.count))
    case .positiveCents:
      guard let cents = Self.amount(field) else { return .rejected("is no amount of money") }
      guard cents.count > 0 else { return .rejected("is not above zero") }
      return .value(.integer(cents.count))
    case .centsFromZero:
      guard let cents = Self.amount(field) else { return .rejected("is no amount of money") }
      guard cents.count >= 0 else { return .rejected("is below zero") }
      return .value(.integer(cents.count))
    case .singlePrecisionCents:
      guard let cents = Cents.parse(singlePrecision: field.string) else {
        return .rejected("is no amount of money")
      }
      return .value(.integer(cents.count))
    case .integer:
      guard let integer = Int64(field.string) else { return .rejected("is no whole number") }
      return .value(.integer(integer))
    case .smallInteger:
      guard let integer = Int16(field.string) else { return .rejected("is no small whole number") }
      return .value(.integer(Int64(integer)))
    case .number:
      guard let number = Double(field.string), number.isFinite else {
        return .rejected("is no finite number")
      }
      return .value(.number(number))
    case .flag:
      switch field.string.lowercased() {
      case "1", "1.0", "y", "yes", "t", "true": return .value(.flag(true))
      case "0", "0.0", "n", "no", "f", "false": return .value(.flag(false))
      default: return .rejected("is neither yes nor no")
      }
    case .phone:
      guard let phone = PhoneNumber(field) else { return .blanked("is no phone number") }
      return .value(.integer(phone.digits))
    case .zip:
      guard let zip = ZipCode(field) else { return .blanked("is no zip code") }
      return .value(.text(zip.text))
    case .email:
      guard let email = EmailAddress(field) else { return .blanked("is no e-mail address") }
      return .value(.text(email.text))
    }
  }
}
