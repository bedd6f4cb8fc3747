/// The three parts of North Carolina, by county.
enum Region: String, CaseIterable {
  case west, piedmont, east
}

extension County {
  private static let west: Set<Int> = [11, 18, 23, 44, 45, 81, 86, 95]
  private static let east: Set<Int> = [
    10, 16, 25, 26, 28, 33, 42, 43, 51, 64, 65, 67, 70, 74, 78, 93, 96, 98,
  ]

  var region: Region { Self.west.contains(id) ? .west : Self.east.contains(id) ? .east : .piedmont }
}
