/// The conjunctions of so many traits up to a depth, each numbered by its traits, so that what is counted
/// of it stands in one array and that of its generalisations is found without a search.
///
/// A conjunction of traits i < j < k has the number C(k, 3) + C(j, 2) + i within its depth (the combinatorial
/// number system); depths follow one another.
struct Conjunctions: Sendable {
  let traits: Int
  let depth: Int
  /// Where each depth begins; the last entry is the count of all.
  let starts: [Int]
  /// `choose[d][n]` is the number of ways to choose d of n.
  private let choose: [[Int]]

  static let deepest = 4

  init(traits: Int, depth: Int) {
    precondition((1...Self.deepest).contains(depth), "a depth from 1 to \(Self.deepest)")
    self.traits = traits
    self.depth = depth
    var choose: [[Int]] = [Array(repeating: 1, count: traits + 1)]
    for _ in 1...depth {
      var row = [0]
      for n in 0..<traits { row.append(row[n] + choose[choose.count - 1][n]) }
      choose.append(row)
    }
    self.choose = choose
    var starts = [0]
    for d in 1...depth { starts.append(starts[d - 1] + choose[d][traits]) }
    self.starts = starts
  }

  var count: Int { starts[depth] }

  /// What a trait in a place (from 0) adds to the number of a conjunction.
  @inline(__always)
  func part(_ trait: Int, at place: Int) -> Int { choose[place + 1][trait] }

  /// The number of a conjunction; its traits ascend.
  func index(_ traits: some Collection<Int>) -> Int {
    var index = starts[traits.count - 1]
    for (place, trait) in traits.enumerated() { index += part(trait, at: place) }
    return index
  }

  /// The traits of a conjunction, ascending.
  func traits(of index: Int) -> [Int] {
    var depth = 1
    while index >= starts[depth] { depth += 1 }
    var rest = index - starts[depth - 1]
    var found: [Int] = []
    for place in (0..<depth).reversed() {
      let ways = choose[place + 1]
      // The last trait with no more ways below it than are left.
      var low = 0
      var high = traits
      while high - low > 1 {
        let middle = (low + high) / 2
        if ways[middle] <= rest { low = middle } else { high = middle }
      }
      found.append(low)
      rest -= ways[low]
    }
    return found.reversed()
  }

  /// The numbers of a conjunction's generalisations by one trait.
  func generalisations(_ traits: [Int]) -> [Int] {
    guard traits.count > 1 else { return [] }
    return traits.indices.map { left in
      var rest = traits
      rest.remove(at: left)
      return index(rest)
    }
  }
}
