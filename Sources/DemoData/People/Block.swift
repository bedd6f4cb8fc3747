/// A neighbourhood: 24 voters in a row of the file who share precinct, ZIP code and a few streets.
struct Block {
  static let size = 24

  let index: Int
  let county: County
  /// The county's first block, from which its own registration numbers count.
  let countyStart: Int
  let town: County.Town
  let zip: String
  let precinct: Int
  /// In one of the town's limits or outside.
  let isInTown: Bool
  let streets: [String]
  /// How well off the ZIP code is, from 0 to 1; the same for all blocks of the ZIP code.
  let affluence: Double

  /// The block at a position among all; counties follow one another as in the state's file.
  init(_ index: Int, of count: Int, seed: UInt64) {
    self.index = index
    let target = index * County.totalWeight / count
    var position = 0
    var before = 0
    while before + County.all[position].weight <= target {
      before += County.all[position].weight
      position += 1
    }
    county = County.all[position]
    countyStart = (before * count + County.totalWeight - 1) / County.totalWeight

    var draws = Draws(seed: seed, .block, index)
    town = draws.pickRanked(county.towns)
    zip = draws.pick(town.zips)
    precinct = 1 + draws.below(max(2, county.weight / 3))
    isInTown = draws.chance(county.character == .rural ? 0.35 : 0.75)
    streets = (0..<3).map { _ in
      let direction = draws.chance(0.25) ? draws.pick(["N ", "S ", "E ", "W "]) : ""
      return direction + draws.pick(Names.streets) + " " + draws.pickRanked(Names.streetTypes)
    }
    var ofZip = Draws(seed: seed, .block, -(Int(zip) ?? 1))
    affluence = ofZip.unit()
  }

  /// How the block's voters fall into households of one to four.
  func householdSizes(seed: UInt64) -> [Int] {
    var draws = Draws(seed: seed, .household, -1 - index)
    var sizes: [Int] = []
    var left = Self.size
    while left > 0 {
      let size = min(left, 1 + draws.weighted([30, 38, 18, 14]))
      sizes.append(size)
      left -= size
    }
    return sizes
  }
}
