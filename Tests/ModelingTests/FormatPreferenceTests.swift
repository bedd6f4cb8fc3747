import Testing

@testable import Modeling

/// To what people come, against their own other invitations.
@Suite struct FormatPreferenceTests {
  private static let few: [FormatPreference.Invitations] = [
    .init(invited: [2, 1, 0], came: [1, 0, 0]), .init(invited: [1, 2, 1], came: [1, 1, 0]),
    .init(invited: [3, 0, 2], came: [2, 0, 1]), .init(invited: [1, 1, 1], came: [0, 1, 0]),
    .init(invited: [2, 2, 2], came: [2, 0, 1]), .init(invited: [1, 0, 1], came: [0, 0, 1]),
    .init(invited: [4, 3, 1], came: [3, 1, 0]), .init(invited: [0, 2, 2], came: [0, 1, 0]),
    .init(invited: [1, 1, 0], came: [1, 1, 0]),
  ]

  /// statsmodels 0.15.0, a table a person who came to some and not to all:
  /// `StratifiedTable(tables).logodds_pooled`, `.logodds_pooled_se`.
  private static let reference: [(people: Int, logOdds: Double, error: Double)] = [
    (7, 1.0644626288159913, 0.756505315909803), (6, -0.3364722366212129, 0.7200836119252162),
    (7, -0.9098182173685376, 0.8349012853939232),
  ]

  @Test func `the odds are those of a table a person, and so is their error`() throws {
    let everyone = FormatPreference(Self.few, formats: 3).everyone
    for (own, expected) in zip(everyone, Self.reference) {
      #expect(own.people == expected.people)
      #expect(abs(try #require(own.logOdds) - expected.logOdds) < 1e-12)
      #expect(abs(try #require(own.standardError) - expected.error) < 1e-12)
      // Drawn in towards none.
      #expect(abs(own.shrunken) <= abs(expected.logOdds) && own.shrunken * expected.logOdds >= 0)
    }
    #expect(everyone.map(\.invited) == [15, 12, 10] && everyone.map(\.came) == [10, 5, 3])
  }

  /// Rich people are invited to dinners (format 0) and come to everything; within each person a dinner draws
  /// no more than a concert (1), but a contest (2) does; of the first third a concert does too.
  private static func people(_ seed: UInt64) -> [FormatPreference.Invitations] {
    var random = SplitMix64(seed: seed)
    func chance() -> Double { Double(random.next() >> 11) / 0x1p53 }
    return (0..<6_000).map { number in
      let isRich = chance() < 0.3
      var person = FormatPreference.Invitations(invited: [0, 0, 0], came: [0, 0, 0])
      for format in 0..<3 {
        let count = format == 0 ? (isRich ? 3 : chance() < 0.2 ? 1 : 0) : chance() < 0.7 ? 1 : 0
        for _ in 0..<count {
          let draws = (format == 2 ? 0.9 : 0) + (format == 1 && number < 2_000 ? 0.9 : 0)
          person.invited[format] += 1
          if chance() < ScoreModel.probability(of: (isRich ? 0.8 : -1.2) + draws) {
            person.came[format] += 1
          }
        }
      }
      return person
    }
  }

  @Test func `who is invited to what is no liking, and a group's own liking shows`() throws {
    let people = Self.people(3)
    let preference = FormatPreference(people, formats: 3)
    let rates = preference.everyone.map { Double($0.came) / Double($0.invited) }
    // By rates dinners would be what people come to more than to concerts by far.
    #expect(rates[0] > rates[1] + 0.1)
    #expect(preference.everyone[0].shrunken < 0 && preference.everyone[2].shrunken > 0.4)
    let groups = preference.groups([Array(0..<2_000), Array(2_000..<6_000), Array(2_000..<2_030)])
    #expect(groups[0][1].shrunken > 0.3 && groups[1][1].shrunken < -0.2)
    // Thirty people say little: they are told nearer to everyone than they came out.
    let few = groups[2][2]
    let all = preference.everyone[2].shrunken
    if let odds = few.logOdds { #expect(abs(few.shrunken - all) < abs(odds - all)) }
  }

  @Test func `where nobody tells anything nothing is told`() {
    let same = FormatPreference(
      [.init(invited: [1, 1], came: [1, 1]), .init(invited: [2, 0], came: [1, 0])], formats: 2)
    #expect(same.everyone.allSatisfy { $0.logOdds == nil && $0.shrunken == 0 && $0.people == 0 })
    #expect(same.groups([[]])[0].allSatisfy { $0.shrunken == 0 && $0.invited == 0 })
  }
}
