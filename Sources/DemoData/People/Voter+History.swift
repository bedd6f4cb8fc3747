extension Voter {
  /// Draws the votes: the election's turnout, the habit, and the age at the time.
  ///
  /// Not logistic: a habit below 0.25 leaves three tenths of the turnout, primaries need a habit above
  /// 0.45, and the product is cut off at 0.97.
  func history(seed: UInt64) -> UInt16 {
    guard status != .denied else { return 0 }
    var draws = Draws(seed: seed, .votes, index)
    var votes: UInt16 = 0
    for (position, election) in Story.elections.enumerated() {
      let draw = draws.unit()
      let ageThen = election.day.parts.year - birthYear
      guard registered < election.day, ageThen >= 18 else { continue }
      if let left, left <= election.day { continue }
      var probability = election.turnout * Self.ageFactor(ageThen)
      switch election.kind {
      case .general: probability *= habit < 0.25 ? 0.3 : 0.6 + 1.4 * habit
      case .primary: probability *= habit < 0.45 ? 0.2 : 1.2 + 1.6 * (habit - 0.45)
      }
      if status == .inactive && election.day.parts.year > 2018 { probability *= 0.15 }
      if draw < min(0.97, probability) { votes |= 1 << position }
    }
    return votes
  }

  private static func ageFactor(_ age: Int) -> Double {
    switch age {
    case ..<30: 0.65
    case ..<45: 0.85
    case ..<65: 1.05
    case ..<80: 1.2
    default: 0.95
    }
  }
}
