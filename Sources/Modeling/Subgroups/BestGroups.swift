/// A group that was found, by its traits and what it is ranked by.
protocol RankedGroup {
  /// Ascending places in the traits searched.
  var traits: [Int] { get }
  var quality: Double { get }
}

/// The best groups so far, in order; of equals the one with fewer traits, then with earlier ones.
struct BestGroups<Group: RankedGroup> {
  private let limit: Int
  private(set) var groups: [Group] = []

  init(_ limit: Int) { self.limit = limit }

  /// What a group must be better than, or as good as.
  var least: Double {
    guard groups.count == limit, let last = groups.last else { return -.infinity }
    return last.quality.nextDown
  }

  mutating func offer(_ group: Group) {
    guard limit > 0, group.quality > -.infinity else { return }
    if groups.count == limit, let last = groups.last, !Self.isBetter(group, last) { return }
    let place = groups.firstIndex { Self.isBetter(group, $0) } ?? groups.count
    groups.insert(group, at: place)
    if groups.count > limit { groups.removeLast() }
  }

  private static func isBetter(
    _ left: Group, _ right: Group
  ) -> Bool {
    if left.quality != right.quality { return left.quality > right.quality }
    if left.traits.count != right.traits.count { return left.traits.count < right.traits.count }
    return left.traits.lexicographicallyPrecedes(right.traits)
  }
}
