import Modeling

// What a definition says, as the mathematics takes it.

extension Degrees {
  var coordinates: Coordinates { Coordinates(latitude: latitude, longitude: longitude) }
}

extension EventDefinition.Expectation {
  /// The rates, of all groups alike.
  func rates(groups: Int) -> SeatForecast.Rates {
    let coming = SharedRate(ninetyPercent: come)
    // Nobody's guess: one in a hundred comes unasked, and surely fewer than one in twenty.
    return SeatForecast.Rates(
      accepting: [SharedRate](repeating: SharedRate(ninetyPercent: accept), count: groups),
      coming: coming, comingAfterYes: coming,
      comingUnannounced: SharedRate(ninetyPercent: 0.001...0.05))
  }
}

extension EventDefinition.Preference {
  var asPlanned: SeatPlan.Preference {
    switch self {
    case .fill: .fill
    case .neverOver: .neverOver
    case .invitations(let count): .invitations(count)
    }
  }
}
