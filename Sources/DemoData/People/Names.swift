/// The communities whose names and registration codes differ.
enum Community: CaseIterable {
  case white, black, hispanic, asian, native, undesignated
}

/// Names for people who don't exist, put together from lists of common ones.
enum Names {
  /// A given name in the fashion of the birth year.
  static func given(
    _ sex: Sex, born year: Int, in community: Community, _ draws: inout Draws
  ) -> String {
    if community == .hispanic && draws.chance(0.7) {
      return draws.pickRanked(sex == .female ? hispanicWomen : hispanicMen)
    }
    let era = year < 1946 ? 0 : year < 1965 ? 1 : year < 1985 ? 2 : 3
    return draws.pickRanked(sex == .female ? women[era] : men[era])
  }

  /// A family name: common ones often, else one of 1,280 made from two halves, as the long tail of
  /// real family names is.
  static func family(in community: Community, _ draws: inout Draws) -> String {
    switch community {
    case .hispanic where draws.chance(0.85): return draws.pickRanked(hispanicFamilies)
    case .asian where draws.chance(0.8): return draws.pickRanked(asianFamilies)
    case .native where draws.chance(0.7): return draws.pickRanked(nativeFamilies)
    default: break
    }
    if draws.chance(0.45) { return draws.pickRanked(families) }
    return draws.pick(firstHalves) + draws.pick(secondHalves)
  }

  /// What friends call a person of that given name.
  static func nickname(of given: String) -> String? {
    nicknames[given]
  }

  /// The name without accents, as many people type it themselves.
  static func withoutAccents(_ name: String) -> String {
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return name }
    return String(name.map { plainLetters[$0] ?? $0 })
  }

  /// A slip of the finger: two neighbouring letters change places, or one is left out.
  static func mistyped(_ name: String, _ draws: inout Draws) -> String {
    var letters = Array(name)
    guard letters.count > 3 else { return name }
    let position = draws.within(1...letters.count - 2)
    if draws.chance(0.5) {
      letters.swapAt(position, position + 1)
    } else {
      letters.remove(at: position)
    }
    return String(letters)
  }

  private static let plainLetters: [Character: Character] = [
    "á": "a", "é": "e", "ë": "e", "í": "i", "ó": "o", "ú": "u", "ñ": "n", "Á": "A", "Ó": "O",
    "’": "'",
  ]
}

/// The sex on the register.
enum Sex {
  case female, male, undesignated
}
