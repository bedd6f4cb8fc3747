extension DayFormat {
  /// The forms as definitions and messages write them.
  public static let words: [String: DayFormat] = [
    "YYYY-MM-DD": .iso, "MM/DD/YYYY": .usSlash, "MMDDYYYY": .mmddyyyy, "YYYYMMDD": .yyyymmdd,
    "YYYY-MM-DD or MM/DD/YYYY": .isoOrUSSlash,
  ]

  /// The form as definitions and messages write it.
  public var words: String {
    Self.words.first { $0.value == self }?.key ?? rawValue
  }
}
