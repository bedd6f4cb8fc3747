/// People who have the same traits and are in the same half, as one profile.
public struct TraitProfiles: Sendable {
  /// The profile of each row.
  public let ofRow: [Int]
  /// A row of each profile.
  public let rows: [Int]
  /// How many rows each profile has.
  public let people: [Int]
  /// Whether each profile is of the first half.
  public let isFirstHalf: [Bool]

  /// Finds the profiles of rows.
  public init(_ traits: [Trait], isFirstHalf half: RowSet) {
    var known: [[UInt64]: Int] = [:]
    var (ofRow, rows, people): ([Int], [Int], [Int]) = ([], [], [])
    ofRow.reserveCapacity(half.rows)
    for row in 0..<half.rows {
      var key = [UInt64](repeating: 0, count: traits.count / 64 + 1)
      for (index, trait) in traits.enumerated() where trait.rows.contains(row) {
        key[index >> 6] |= 1 << (index & 63)
      }
      if half.contains(row) { key[traits.count >> 6] |= 1 << (traits.count & 63) }
      let profile = known[key] ?? rows.count
      if profile == rows.count {
        known[key] = profile
        rows.append(row)
        people.append(0)
      }
      people[profile] += 1
      ofRow.append(profile)
    }
    (self.ofRow, self.rows, self.people) = (ofRow, rows, people)
    isFirstHalf = rows.map(half.contains)
  }

  /// The profiles with all of some traits.
  public func holding(_ wanted: [Int], of traits: [Trait]) -> [Int] {
    rows.indices.filter { profile in
      wanted.allSatisfy { traits[$0].rows.contains(rows[profile]) }
    }
  }

  /// Of each column the finest traits that share no row, as places in those given: joined bins beside their
  /// parts say nothing more.
  public static func finest(_ traits: [Trait]) -> [Int] {
    var chosen: [Int] = []
    for (_, places) in Dictionary(grouping: traits.indices, by: { traits[$0].column }) {
      let counts = Dictionary(uniqueKeysWithValues: places.map { ($0, traits[$0].rows.count) })
      var own: [Int] = []
      for place in places.sorted(by: { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) })
      where own.allSatisfy({ traits[$0].rows.overlap(traits[place].rows) == 0 }) {
        own.append(place)
      }
      chosen += own
    }
    return chosen.sorted()
  }
}
