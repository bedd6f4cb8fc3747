/// Finds the name that someone most likely meant: for "did you mean …".
public enum NearestName {
  /// The candidate nearest to a word, or nil where none is near.
  ///
  /// Near is a distance of a third of the word's letters at most, one at least; letter case doesn't
  /// count. Of equally near ones the first wins. A word of more than 64 letters is near to none.
  public static func nearest(
    to word: String, among candidates: some Sequence<String>
  ) -> String? {
    guard word.utf8.count <= 64 else { return nil }
    let letters = Array(word.lowercased())
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let cutoff = best.map { $0.distance - 1 } ?? max(1, letters.count / 3)
      let other = Array(candidate.lowercased())
      guard abs(letters.count - other.count) <= cutoff else { continue }
      let distance = distance(letters, other)
      if distance <= cutoff { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Insertions, deletions, changes and swaps of neighbours that lead from one word to the other,
  /// no letter touched twice.
  ///
  /// F. J. Damerau, "A technique for computer detection and correction of spelling errors", 1964,
  /// in the restricted form ("optimal string alignment").
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var least = min(
          last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          least = min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
