/// The calling experiment: one row a voter who was put in.
enum ExperimentTable {
  static let table = Table(
    name: "persuasion_experiment.csv", format: .csv,
    columns: [
      "voter_id", "household", "assigned_on", "arm", "reached", "surveyed_on", "supports",
    ],
    freshKey: ("voter_id", "ZX"),
    damages: [
      .badValue(
        kind: "bad_date", column: "assigned_on", values: ["2026-02-30", "3/16", "spring"]),
      .badValue(kind: "unknown_arm", column: "arm", values: ["maybe", "B", "callback"]),
      .duplicateKey, .tooFewFields,
    ])

  static let truth = Table(
    name: "truth/effects.csv", format: .csv,
    columns: [
      "ncid", "arm", "segment", "would_be_reached", "effect_if_reached", "uplift",
      "support_control", "support_call", "flipped",
    ], damages: [])

  static func household(_ voter: Voter) -> String { "H" + padded(voter.household.head, 6) }

  static func fill(_ row: inout Row, with voter: Voter, _ trial: Trial) {
    row.clear()
    row.add(voter.ncid)
    row.add(household(voter))
    row.add(Trial.assigned.iso)
    row.add(trial.isCalled ? "call" : "control")
    row.add(!trial.isCalled ? "" : trial.isReachable ? "Y" : "N")
    row.add(trial.isAsked ? trial.surveyed.iso : "")
    row.add(!trial.answers ? "" : trial.supports != trial.isFlipped ? "Y" : "N")
  }

  static func fillTruth(_ row: inout Row, with voter: Voter, _ trial: Trial) {
    row.clear()
    row.add(voter.ncid)
    row.add(trial.isCalled ? "call" : "control")
    row.add(trial.segment.rawValue)
    row.add(trial.isReachable ? "Y" : "N")
    row.add(decimal(trial.effect, 4))
    row.add(decimal(trial.uplift, 4))
    row.add(decimal(trial.control, 4))
    row.add(decimal(trial.control + trial.uplift, 4))
    row.add(trial.isFlipped ? "Y" : "N")
  }
}

/// A number with so many digits after the point, rounded half away from zero.
func decimal(_ value: Double, _ digits: Int) -> String {
  let scale = (0..<digits).reduce(1) { scale, _ in scale * 10 }
  let units = Int((value.magnitude * Double(scale)).rounded())
  let sign = value < 0 && units > 0 ? "-" : ""
  return "\(sign)\(units / scale).\(padded(units % scale, digits))"
}
