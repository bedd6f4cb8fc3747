/// All voters, made one after another and never kept.
struct Population {
  let voterCount: Int
  let seed: UInt64
  let scenario: Scenario

  var blockCount: Int { (voterCount + Block.size - 1) / Block.size }

  /// Donors who aren't on the register: about one in seven of all donors.
  var outsiderCount: Int { voterCount * 7 / 1_000 }

  func forEachVoter(_ body: (Voter) throws -> Void) rethrows {
    for index in 0..<blockCount {
      let block = block(index)
      var head = index * Block.size
      // The last block may be cut short.
      for size in block.householdSizes(seed: seed) where head < voterCount {
        let household = Household(head: head, size: size, in: block, seed: seed)
        for voter in head..<min(head + size, voterCount) {
          try body(Voter(index: voter, in: household, seed: seed))
        }
        head += size
      }
    }
  }

  func block(_ index: Int) -> Block {
    Block(index, of: blockCount, seed: seed)
  }
}
