/// Which columns a table of log odds runs along, by their numbers in the plan, rising; one or two.
struct TableShape: Hashable, Comparable {
  let columns: [Int]

  static func < (first: TableShape, second: TableShape) -> Bool {
    first.columns.lexicographicallyPrecedes(second.columns)
  }
}
