extension FeatureShape {
  /// Hands out the summed effect of each joint code, tables end to end, under some parameters.
  func setJointEffects(_ parameters: [Double], _ set: (_ place: Int, _ effect: Double) -> Void) {
    for (table, start) in zip(tables, tableStarts) {
      for joint in 0..<table.entries {
        var effect = 0.0
        for (member, column) in table.members.enumerated() {
          effect += parameters[firstLevels[column] + table.code(ofMember: member, in: joint)]
        }
        set(start + joint, effect)
      }
    }
  }

  /// Adds sums by joint code to those of the levels.
  func addMarginals(to gradient: inout [Double], _ sum: (_ place: Int) -> Double) {
    for (table, start) in zip(tables, tableStarts) {
      for joint in 0..<table.entries {
        let sum = sum(start + joint)
        for (member, column) in table.members.enumerated() {
          gradient[firstLevels[column] + table.code(ofMember: member, in: joint)] += sum
        }
      }
    }
  }
}
