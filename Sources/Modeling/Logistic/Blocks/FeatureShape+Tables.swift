extension FeatureShape {
  /// Hands out the summed effect of each joint code, tables end to end, under some parameters.
  func setJointEffects(_ parameters: [Double], _ set: (_ place: Int, _ effect: Double) -> Void) {
    for (table, start) in zip(tables, tableStarts) {
      var effects = [Double](repeating: 0, count: table.entries)
      for (column, codes) in zip(table.members, table.codes) {
        for joint in effects.indices {
          effects[joint] += parameters[firstLevels[column] + Int(codes[joint])]
        }
      }
      for (joint, effect) in effects.enumerated() { set(start + joint, effect) }
    }
  }

  /// Adds sums by joint code to those of the levels.
  func addMarginals(to gradient: inout [Double], _ sum: (_ place: Int) -> Double) {
    for (table, start) in zip(tables, tableStarts) {
      for (column, codes) in zip(table.members, table.codes) {
        for joint in codes.indices {
          gradient[firstLevels[column] + Int(codes[joint])] += sum(start + joint)
        }
      }
    }
  }
}
