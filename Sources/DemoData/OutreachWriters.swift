/// The files of experiment, poll, events, e-mail, vendor and contest, and what is true about them.
struct OutreachWriters {
  private let experiment, poll, attendance, email, vendor, contest: TableWriter
  private let effects, giving, cohorts, segments, fatigue: TableWriter

  /// - Parameters:
  ///   - open: opens a table's file.
  ///   - makeTruth: makes the folder for what is true, before the first file in it.
  init(_ open: (Table) throws -> TableWriter, _ makeTruth: () throws -> Void) throws {
    experiment = try open(ExperimentTable.table)
    poll = try open(PollTable.table)
    attendance = try open(AttendanceTable.table)
    email = try open(EmailTable.table)
    vendor = try open(VendorTable.table)
    contest = try open(ContestTable.table)
    try makeTruth()
    effects = try open(ExperimentTable.truth)
    giving = try open(TruthTable.giving)
    cohorts = try open(TruthTable.cohorts)
    segments = try open(VendorTable.truth)
    fatigue = try open(EmailTable.truth)
  }

  func write(_ voter: Voter, _ population: Population) throws {
    let (seed, scenario) = (population.seed, population.scenario)
    var row = Row()
    if let trial = Trial(voter, seed: seed, scenario) {
      ExperimentTable.fill(&row, with: voter, trial)
      try experiment.write(row)
      ExperimentTable.fillTruth(&row, with: voter, trial)
      try effects.write(row)
    }
    let liked = Stars.liked(by: voter, seed: seed, scenario)
    try PollTable.forEachAnswer(&row, of: voter, liked: liked, seed: seed, poll.write)
    try AttendanceTable.forEachInvitation(
      &row, of: voter, liked: liked, seed: seed, scenario, attendance.write)
    try ContestTable.forEachFreeEntry(&row, of: voter, seed: seed, contest.write)
    let probability = Propensity.ofGiving(voter, scenario)
    let gives = population.gives(voter, probability)
    if VendorTable.fill(&row, with: voter, gives: gives, seed: seed, scenario) {
      try vendor.write(row)
      if scenario.hasSegments {
        row.clear()
        row.add(voter.ncid)
        row.add(VendorTable.segment(voter, seed: seed))
        try segments.write(row)
      }
    }
    row.clear()
    row.add(voter.index)
    row.add(voter.ncid)
    row.add(decimal(probability, 5))
    row.add(Propensity.rules(voter, scenario))
    row.add(gives ? "Y" : "N")
    try giving.write(row)
  }

  func write(_ donor: Donor, _ scenario: Scenario) throws {
    try EmailTable.write(donor, scenario, events: email.write, truth: fatigue.write)
    var row = Row()
    try ContestTable.forEachPaidEntry(&row, of: donor, contest.write)
  }

  /// The stars; one without a cohort has the same rate everywhere and blanks for whom.
  func writeCohorts(_ scenario: Scenario) throws {
    var row = Row()
    for star in Stars.names.indices {
      row.clear()
      row.add(Stars.names[star])
      let isPlanted = star < Stars.withCohort && scenario.has(.cohorts)
      if isPlanted {
        row.add(Stars.region(of: star, scenario).rawValue)
        row.add(scenario.cohort.sex == .female ? "F" : "M")
        row.add(scenario.cohort.ages.lowerBound)
        row.add(scenario.cohort.ages.upperBound)
      } else {
        row.blank(4)
      }
      row.add(decimal(Stars.baseRates[star], 4))
      row.add(decimal(Stars.baseRates[star] * (isPlanted ? Stars.lift : 1), 4))
      try cohorts.write(row)
    }
  }
}
