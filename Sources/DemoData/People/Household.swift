/// One to four voters at one address.
struct Household {
  let block: Block
  /// The first voter's position in the file, which also names the household.
  let head: Int
  let size: Int
  let unit: String?
  let community: Community
  let family: String
  let headBirthYear: Int
  let hasLandline: Bool
  /// From 0 to 1: the ZIP code's and the household's own.
  let affluence: Double
  /// How much politics is talked about at home, from 0 to 1; it shows in no file but in what the
  /// members do.
  let engagement: Double
  /// Households lean together.
  let leansDemocratic: Bool

  /// House number and street: `123 N Main St`.
  let address: String

  init(head: Int, size: Int, in block: Block, seed: UInt64) {
    self.block = block
    self.head = head
    self.size = size
    var draws = Draws(seed: seed, .household, head)
    address = "\(draws.within(100...4_999)) \(draws.pick(block.streets))"
    let flats = block.county.character == .urban ? 0.25 : 0.08
    unit = draws.chance(flats) ? "\(draws.pick(["Apt", "Unit", "#"])) \(draws.within(1...40))" : nil
    community = Self.community(in: block, &draws)
    family = Names.family(in: community, &draws)
    headBirthYear = Story.year - Self.age(&draws)
    hasLandline = draws.chance(headBirthYear < 1965 ? 0.7 : 0.25)
    affluence = 0.6 * block.affluence + 0.4 * draws.unit()
    engagement = draws.unit()
    leansDemocratic = draws.chance(0.5)
  }

  private static func community(in block: Block, _ draws: inout Draws) -> Community {
    let weights =
      switch block.county.character {
      case .urban: [560, 270, 60, 40, 5, 65]
      case .suburban: [680, 170, 60, 30, 5, 55]
      case .rural: [720, 180, 35, 8, 12, 45]
      }
    // Robeson County is the Lumbee's home.
    if block.county.name == "ROBESON" && draws.chance(0.4) { return .native }
    return Community.allCases[draws.weighted(weights)]
  }

  private static func age(_ draws: inout Draws) -> Int {
    let decades = [18...24, 25...34, 35...44, 45...54, 55...64, 65...74, 75...84, 85...98]
    return draws.within(decades[draws.weighted([7, 17, 17, 17, 17, 15, 8, 2])])
  }
}
