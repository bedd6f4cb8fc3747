/// Deals a list's people out to callers so that all get people of the same worth, and nobody more than
/// there is room for.
public struct TurfDeal: Sendable {
  private let turfs: Int
  private let largest: Int

  /// - Parameters:
  ///   - turfs: how many callers there are, 1 or more.
  ///   - largest: the most people of one caller; `turfs` times as many are dealt at most.
  public init(turfs: Int, largest: Int = .max) {
    precondition(turfs > 0 && largest > 0, "somebody must call")
    self.turfs = turfs
    self.largest = largest
  }

  /// The caller of each person, from 0.
  ///
  /// Each household goes to the caller who has fewest so far, the first of those who have as few;
  /// where all of it has no room there, each of its people does.
  ///
  /// - Parameter households: the household of each person, in order of rank.
  public func deal(households: [Int64]) -> [Int] {
    var members: [Int64: [Int]] = [:]
    for (place, household) in households.enumerated() {
      members[household, default: []].append(place)
    }
    var turf = [Int](repeating: -1, count: households.count)
    var sizes = [Int](repeating: 0, count: turfs)
    func emptiest() -> Int { sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0 }
    for (place, household) in households.enumerated() where turf[place] < 0 {
      let together = members[household] ?? [place]
      let first = emptiest()
      let fits = sizes[first] + together.count <= largest
      for place in together {
        let next = fits ? first : emptiest()
        turf[place] = next
        sizes[next] += 1
      }
    }
    return turf
  }
}
