/// What nobody's contact may turn on: race and descent, religion, health, sexual orientation.
///
/// A column is known by its name alone, a question or a theme by its words. One that stands in for such a trait under
/// another name, as a postal code may, isn't found here.
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
    case .descent: ["racial", "ethni", "hispan", "latino", "latina", "latinx", "african"]
    case .religion:
      [
        "relig", "church", "cathol", "evangel", "muslim", "islam", "jewish", "judais", "synagog",
        "mosque", "hindu", "buddhis", "mormon", "baptist", "protestant",
      ]
    case .health: ["health", "disab", "pregnan", "diabet", "cancer", "illness", "medic"]
    case .orientation: ["lgbt", "samesex", "homosex", "bisex", "transgend"]
    }
  }

  /// Words that are a part of a column's name.
  private var words: [String] {
    switch self {
    case .descent: ["race", "races", "white", "black", "asian", "hisp", "aa", "pwhite", "pblack"]
    case .religion: ["faith", "christian", "christians", "sikh", "sikhs"]
    case .health: []
    case .orientation: ["gay", "lesbian", "orientation"]
    }
  }

  /// The trait that a column's name, a question or a theme speaks of; nil for none.
  public init?(column: String) {
    self.init(column) { $0.words.contains($1) || $0.begins($1) }
  }

  /// The trait that a value speaks of; nil for none.
  ///
  /// Colours and first names are values of other columns too, such as places and stars: only words that mean nothing
  /// else count.
  public init?(value: String) { self.init(value) { $0.begins($1) } }

  private init?(_ text: String, speaks: (Self, String) -> Bool) {
    let parts = text.lowercased().split { !$0.isLetter }.map(String.init)
    guard let found = Self.allCases.first(where: { trait in parts.contains { speaks(trait, $0) } })
    else { return nil }
    self = found
  }

  private func begins(_ part: String) -> Bool { beginnings.contains { part.hasPrefix($0) } }
}
