extension Layout {
  /// Where a file's columns stand, or why the file isn't of this layout.
  public enum HeaderMatch: Equatable, Sendable {
    /// For each of the layout's columns, its place in the file, or nil where an optional one lacks.
    case fits([Int?])
    /// The columns that the file lacks.
    case lacks([String])
  }

  /// Compares a file's header with the layout, ignoring case and blanks round the names.
  ///
  /// A name that stands twice means its first place: some exports repeat names of columns that
  /// hold nothing.
  public func match(header: [String]) -> HeaderMatch {
    var places: [String: Int] = [:]
    for (place, name) in header.enumerated() where places[Self.folded(name)] == nil {
      places[Self.folded(name)] = place
    }
    var found: [Int?] = []
    var lacking: [String] = []
    for column in columns {
      let place = column.headers.lazy.compactMap { places[Self.folded($0)] }.first
      if place == nil, !column.isOptional { lacking.append(column.headers[0]) }
      found.append(place)
    }
    return lacking.isEmpty ? .fits(found) : .lacks(lacking)
  }

  /// The number of fields that a record of a file without a header must have.
  public var fieldCount: Int { columns.count }

  private static func folded(_ name: String) -> String {
    let name = name.lowercased()
    guard let first = name.firstIndex(where: { $0 != " " }),
      let last = name.lastIndex(where: { $0 != " " })
    else { return "" }
    return String(name[first...last])
  }
}
