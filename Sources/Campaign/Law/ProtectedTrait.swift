/// What nobody's contact may turn on: race and descent, religion, health, sexual orientation.
///
/// A column is known by its name alone. One that stands in for such a trait under another name, as a
/// postal code may, isn't found here.
public enum ProtectedTrait: String, CaseIterable, Sendable {
  /// Race, colour, descent.
  case descent = "race or descent"
  /// Religion.
  case religion
  /// Health, disability, pregnancy.
  case health
  /// Sexual orientation.
  case orientation = "sexual orientation"

  /// Words that begin a part of a column's name.
  private var beginnings: [String] {
    switch self {
    case .descent: ["racial", "ethni", "hispan", "latino", "latinx", "african"]
    case .religion: ["relig", "church", "cathol", "evangel", "muslim", "jewish", "hindu", "mormon"]
    case .health: ["health", "disab", "pregnan", "diabet", "cancer", "illness", "medic"]
    case .orientation: ["lgbt", "samesex", "homosex"]
    }
  }

  /// Words that are a part of a column's name.
  private var words: [String] {
    switch self {
    case .descent: ["race", "races", "white", "black", "asian", "hisp", "aa", "pwhite", "pblack"]
    case .religion: ["faith"]
    case .health: []
    case .orientation: ["gay", "lesbian", "orientation"]
    }
  }

  /// The trait that a column's name speaks of; nil for none.
  public init?(column: String) {
    let parts = column.lowercased().split { !$0.isLetter }.map(String.init)
    let found = Self.allCases.first { trait in
      parts.contains { part in
        trait.words.contains(part) || trait.beginnings.contains { part.hasPrefix($0) }
      }
    }
    guard let found else { return nil }
    self = found
  }
}
