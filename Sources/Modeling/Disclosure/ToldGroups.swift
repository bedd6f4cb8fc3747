/// Groups of people whose counts may be told, so that nobody reads a count of a few from them.
///
/// Groups share people: of one and a part of it the difference tells of the rest as well as if the rest were
/// told itself. So a group is told of only where it, and every group that sums and differences of those told
/// leave, each taken once, has enough people of every kind, such as those with an outcome and those without. The
/// first come first.
public struct ToldGroups: Sendable {
  /// Whether each may be told of.
  public let isTold: [Bool]

  /// The fewest people of a kind that may be told.
  public static let fewest = 10
  /// More sums and differences than these aren't gone through: what would make more isn't told.
  private static let most = 200_000

  /// - Parameters:
  ///   - groups: in the order in which they should be told; where the first is everyone and can't be told, the
  ///     others can be read against nothing, and are still judged.
  ///   - kinds: what is counted of each group.
  public init(_ groups: [RowSet], kinds: [RowSet]) {
    let parts = Parts(groups, kinds)
    var known: Set<[Int8]> = [parts.nothing]
    isTold = groups.indices.map { group in
      guard parts.isEnough(parts.group(group)), known.count * 3 <= Self.most else { return false }
      // Of a difference and its opposite one is looked at: both are known at once.
      let more = known.map { zip($0, parts.group(group)).map { $0 + $1 } }
      guard more.allSatisfy({ parts.mayBeKnown($0) }) else { return false }
      for sum in more {
        known.insert(sum)
        known.insert(sum.map { -$0 })
      }
      return true
    }
  }

  /// People parted by the groups that they are of.
  private struct Parts {
    /// Of each part, how many of each kind.
    private var counts: [[Int]] = []
    /// Of each part, the groups that it is of.
    private var groups: [[Bool]] = []

    init(_ all: [RowSet], _ kinds: [RowSet]) {
      var places: [[Bool]: Int] = [:]
      for row in 0..<(all.first?.rows ?? 0) {
        let own = all.map { $0.contains(row) }
        guard own.contains(true) else { continue }
        let place = places[own] ?? counts.count
        if place == counts.count {
          places[own] = place
          groups.append(own)
          counts.append([Int](repeating: 0, count: kinds.count))
        }
        for (kind, people) in kinds.enumerated() where people.contains(row) {
          counts[place][kind] += 1
        }
      }
    }

    var nothing: [Int8] { [Int8](repeating: 0, count: counts.count) }

    func group(_ group: Int) -> [Int8] { groups.map { $0[group] ? 1 : 0 } }

    /// Whether a sum of groups is of enough people, of nobody, or of no group of people.
    func mayBeKnown(_ sum: [Int8]) -> Bool {
      guard let sign = sum.first(where: { $0 != 0 }), abs(sign) == 1,
        sum.allSatisfy({ $0 == 0 || $0 == sign })
      else { return true }
      return isEnough(sum)
    }

    func isEnough(_ sum: [Int8]) -> Bool {
      guard let kinds = counts.first?.count else { return false }
      return (0..<kinds).allSatisfy { kind in
        sum.indices.reduce(0) { $0 + (sum[$1] != 0 ? counts[$1][kind] : 0) } >= ToldGroups.fewest
      }
    }
  }
}
