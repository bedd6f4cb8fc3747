import Campaign

extension ListDefinition.Turfs {
  /// Gives each row its turf, and its day where the list has days.
  ///
  /// A household is in one turf, as far as a caller's room allows.
  ///
  /// - Parameter rows: in order of rank; where turfs are groups, each with its group as turf.
  func divide(_ rows: inout [ListRow], _ capacity: ListCapacity?) {
    switch self {
    case .undivided: return
    case .callers(let names, _):
      let deal = TurfDeal(turfs: names.count, largest: capacity?.callsPerCaller ?? .max)
        .deal(households: rows.map(\.household))
      for (place, turf) in deal.enumerated() { rows[place].turf = names[turf] }
      if let capacity { Self.spread(&rows, over: capacity) }
    case .groups(_, let largest):
      for (group, places) in Dictionary(grouping: rows.indices, by: { rows[$0].turf })
      where places.count > largest {
        let parts = (places.count + largest - 1) / largest
        let deal = TurfDeal(turfs: parts, largest: largest)
          .deal(households: places.map { rows[$0].household })
        for (place, part) in zip(places, deal) { rows[place].turf = "\(group) \(part + 1)" }
      }
    }
  }

  /// Each caller's best people come on the first day.
  private static func spread(_ rows: inout [ListRow], over capacity: ListCapacity) {
    var calls: [String: Int] = [:]
    for place in rows.indices {
      let count = calls[rows[place].turf, default: 0]
      rows[place].contactOn = capacity.days[count / capacity.callsPerCallerAndDay]
      calls[rows[place].turf] = count + 1
    }
  }
}
