import Modeling
import Postgres

/// A question to `cohort.class_counts`: how many people of each protected class stand in groups of people.
///
/// Nobody's class comes here: the function answers with counts, blurred and without small ones, and puts the
/// question on record.
struct ProxyQuestion {
  /// A protected class: a kind, such as race, and a value of it.
  struct Class: Hashable, Comparable {
    let kind: String
    let value: String

    static func < (left: Class, right: Class) -> Bool {
      (left.kind, left.value) < (right.kind, right.value)
    }
  }

  /// The people.
  let people: [Int64]
  /// The part that each of them is in.
  let parts: [Int]
  /// The parts of each group.
  private(set) var groups: [[Int]] = []

  init(people: [Int64], parts: [Int]) {
    self.people = people
    self.parts = parts
  }

  /// Asks of one more group.
  ///
  /// - Returns: its place in the answer.
  mutating func add(_ parts: [Int]) -> Int {
    groups.append(parts)
    return groups.count - 1
  }

  /// The counts of each group, by class; none of a group in which too few have a class that is known.
  func answer(_ run: Run, _ connection: inout Connection) throws -> [[Class: ClassCount]] {
    var answer = [[Class: ClassCount]](repeating: [:], count: groups.count)
    var numbers: [Int64] = []
    var groupParts: [Int64] = []
    for (number, parts) in groups.enumerated() {
      for part in parts {
        numbers.append(Int64(number))
        groupParts.append(Int64(part))
      }
    }
    let rows = try connection.rows(
      SQLFiles.statement("discover/class_counts"),
      [
        .int32(run.identifier), .integers(people), .integers(parts.map { Int64($0) }),
        .integers(numbers), .integers(groupParts),
      ]
    ) { row in
      (
        group: Int(try row.integer(0)),
        of: Class(kind: try row.text(1), value: try row.text(2)),
        count: ClassCount(
          known: Int(try row.integer(3)),
          ofClass: Int(try row.integer(4))...Int(try row.integer(5)))
      )
    }
    for row in rows { answer[row.group][row.of] = row.count }
    return answer
  }
}
