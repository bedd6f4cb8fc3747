internal import RealModule

/// A place on the earth.
public struct Coordinates: Hashable, Sendable {
  /// Degrees north of the equator, -90 to 90.
  public var latitude: Double
  /// Degrees east of Greenwich, -180 to 180.
  public var longitude: Double

  /// Makes a place from its degrees.
  public init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// The miles between two places as the crow flies.
  ///
  /// On a sphere of the earth's mean radius, 3,958.76 miles, by the haversine formula: Sinnott (1984), Sky and
  /// Telescope 68, 159. Within 0.6 % of the way on the ellipsoid.
  public func miles(to other: Coordinates) -> Double {
    let degree = Double.pi / 180
    func squaredSine(_ angle: Double) -> Double {
      let sine = Double.sin(angle * degree / 2)
      return sine * sine
    }
    let chord =
      squaredSine(other.latitude - latitude)
      + Double.cos(latitude * degree) * Double.cos(other.latitude * degree)
      * squaredSine(other.longitude - longitude)
    return 2 * 3_958.76 * Double.asin(min(1, chord.squareRoot()))
  }
}
