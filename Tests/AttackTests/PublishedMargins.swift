/// What someone with pencil and paper gets out of published counts, their sums, and the rule that they
/// are rounded down to fives: the narrowest range of each count that is left out.
struct PublishedMargins {
  private let sum: String
  private var counts: [String: [String: Int?]] = [:]

  init(sum: String) { self.sum = sum }

  var published: Int { counts.values.flatMap(\.values).count { $0 != nil } }

  mutating func add(_ row: String, _ column: String, _ people: Int?) {
    counts[row, default: [:]][column] = .some(people)
  }

  /// The range of a count, once no line of the table narrows any.
  func range(of row: String, _ column: String) -> ClosedRange<Int>? {
    let rows = counts.keys.sorted()
    let columns = Set(counts.values.flatMap(\.keys)).sorted()
    var ranges = rows.map { row in
      columns.map { column -> ClosedRange<Int> in
        guard let known = counts[row]?[column], let people = known else { return 0...1_000_000 }
        return people...(people + 4)
      }
    }
    func narrow(_ places: [(Int, Int)], sum: (Int, Int)) -> Bool {
      var changed = false
      let low = places.reduce(0) { $0 + ranges[$1.0][$1.1].lowerBound }
      let high = places.reduce(0) { $0 + ranges[$1.0][$1.1].upperBound }
      func set(_ place: (Int, Int), _ least: Int, _ most: Int) {
        let old = ranges[place.0][place.1]
        let new = max(old.lowerBound, least)...min(old.upperBound, most)
        if new != old {
          ranges[place.0][place.1] = new
          changed = true
        }
      }
      let total = ranges[sum.0][sum.1]
      set(sum, low, high)
      for place in places {
        let own = ranges[place.0][place.1]
        set(
          place, total.lowerBound - (high - own.upperBound),
          total.upperBound - (low - own.lowerBound))
      }
      return changed
    }
    let sumRow = rows.firstIndex(of: sum)
    let sumColumn = columns.firstIndex(of: sum)
    guard let sumRow, let sumColumn, let row = rows.firstIndex(of: row),
      let column = columns.firstIndex(of: column)
    else { return nil }
    var changed = true
    while changed {
      changed = false
      for line in rows.indices {
        let places = columns.indices.filter { $0 != sumColumn }.map { (line, $0) }
        if narrow(places, sum: (line, sumColumn)) { changed = true }
      }
      for line in columns.indices {
        let places = rows.indices.filter { $0 != sumRow }.map { ($0, line) }
        if narrow(places, sum: (sumRow, line)) { changed = true }
      }
    }
    return ranges[row][column]
  }
}
