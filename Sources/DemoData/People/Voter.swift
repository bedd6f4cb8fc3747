/// One made-up voter, as the state has registered them.
struct Voter {
  enum Party: String, CaseIterable {
    case democratic = "DEM"
    case republican = "REP"
    case unaffiliated = "UNA"
    case libertarian = "LIB"
  }

  enum Status: String {
    case active = "A"
    case inactive = "I"
    case temporary = "S"
    case removed = "R"
    case denied = "D"
  }

  let index: Int
  let household: Household
  let sex: Sex
  let birthYear: Int
  let given: String
  let middle: String
  let family: String
  let suffix: String
  let party: Party
  let status: Status
  let registered: CivilDay
  /// When a removed voter left.
  let left: CivilDay?
  let isConfidential: Bool
  /// The voter's number on the register, if there is one: see `Phone`.
  let phoneSlot: Int?
  /// How firm the habit of voting is, from 0 to 1; it shows in no file but in the votes.
  let habit: Double
  /// One bit for each of `Story.elections`, set where the voter voted.
  private(set) var votes: UInt16 = 0

  var age: Int { Story.year - birthYear }

  /// Unique in the state: two letters of the county, then a number.
  var ncid: String {
    let county = household.block.county.id - 1
    let letters = [65 + county / 26, 65 + county % 26].map { UInt8($0) }
    return String(decoding: letters, as: UTF8.self) + String(100_000 + countyNumber)
  }

  /// Unique in the county only: counties use the same numbers.
  var countyNumber: Int { index - household.block.countyStart * Block.size }

  init(index: Int, in household: Household, seed: UInt64) {
    var draws = Draws(seed: seed, .voter, index)
    let place = index - household.head
    self.index = index
    self.household = household
    let isWoman = place == 1 ? household.head % 2 == 0 : draws.chance(0.53)
    sex = draws.chance(0.02) ? .undesignated : isWoman ? .female : .male
    birthYear = Self.birthYear(place, in: household, &draws)
    let community = household.community
    given = Self.given(sex, born: birthYear, community, &draws)
    middle =
      draws.chance(0.08) ? "" : Names.given(sex, born: birthYear, in: community, &draws)
    let isOther = place > 0 && draws.chance(household.headBirthYear > 1992 ? 0.7 : 0.12)
    family = isOther ? Names.family(in: community, &draws) : household.family
    suffix = sex == .male && draws.chance(0.04) ? draws.pickRanked(["JR", "SR", "III", "II"]) : ""
    party = Self.party(in: household, age: Story.year - birthYear, &draws)
    status =
      [.active, .inactive, .removed, .denied, .temporary][
        draws.weighted([802, 95, 90, 8, 5])]
    registered = Self.registered(born: birthYear, &draws)
    let daysSince = max(1, Story.today - registered)
    left = status == .removed ? registered + draws.within(1...daysSince) : nil
    isConfidential = draws.chance(0.001)
    let hasPhone = draws.chance(status == .removed ? 0.3 : 0.575)
    let usesLandline = household.hasLandline && draws.chance(0.6)
    phoneSlot = hasPhone ? Phone.slot(person: usesLandline ? household.head : index) : nil
    habit = 0.5 * household.engagement + 0.5 * draws.unit()
    votes = history(seed: seed)
  }

  /// Whether the voter voted in the election at that position of `Story.elections`.
  func voted(_ election: Int) -> Bool {
    votes >> election & 1 == 1
  }

  /// How many elections of a kind the voter voted in.
  func voteCount(_ kind: Election.Kind) -> Int {
    Story.elections.indices.count { voted($0) && Story.elections[$0].kind == kind }
  }

  private static func birthYear(
    _ place: Int, in household: Household, _ draws: inout Draws
  ) -> Int {
    let head = household.headBirthYear
    if place == 0 { return head }
    // A partner or a flatmate, and else a grown-up child of the house.
    let isOfAge = place == 1 || head > 1982
    let distance = isOfAge ? draws.within(-5...6) : draws.within(20...min(36, 2009 - head))
    let year = head + distance
    // Few register ahead of the year in which they turn 18.
    return min(year, draws.chance(0.2) ? 2009 : 2008)
  }

  private static func given(
    _ sex: Sex, born year: Int, _ community: Community, _ draws: inout Draws
  ) -> String {
    let name = Names.given(sex, born: year, in: community, &draws)
    guard draws.chance(0.002) else { return name }
    return "\(name) \"\(draws.pick(["Bud", "Skip", "Tiny", "Buck", "Honey"]))\""
  }

  private static func party(
    in household: Household, age: Int, _ draws: inout Draws
  ) -> Party {
    var weights =
      switch household.block.county.character {
      case .urban: [24, 22, 53, 1]
      case .suburban: [15, 36, 48, 1]
      case .rural: [11, 44, 44, 1]
      }
    if household.community == .black { weights = [75, 3, 22, 0] }
    if age < 35 { weights[2] = weights[2] * 3 / 2 }
    weights[household.leansDemocratic ? 0 : 1] *= 2
    return Party.allCases[draws.weighted(weights)]
  }

  private static func registered(born year: Int, _ draws: inout Draws) -> CivilDay {
    let first = max(CivilDay(year + 18, 1, 2), CivilDay(1964, 1, 2))
    let last = CivilDay(2026, 8, 31)
    guard first < last else { return CivilDay(2026, 1, 2) + draws.below(240) }
    return first + draws.below(last - first)
  }
}
