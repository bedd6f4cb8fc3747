/// A place on the earth as definitions write it.
struct Degrees: Hashable, Sendable {
  /// Degrees north of the equator, -90 to 90.
  var latitude: Double
  /// Degrees east of Greenwich, -180 to 180.
  var longitude: Double

  static func read(_ latitude: DefinitionNode, _ longitude: DefinitionNode) throws -> Degrees {
    let (north, east) = (try latitude.number(), try longitude.number())
    guard abs(north) <= 90 else { throw latitude.failure("must be from -90 to 90 degrees") }
    guard abs(east) <= 180 else { throw longitude.failure("must be from -180 to 180 degrees") }
    return Degrees(latitude: north, longitude: east)
  }
}
