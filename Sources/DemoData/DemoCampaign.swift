import Campaign
import Glibc

/// The made-up campaign: Rivera for Senate, North Carolina 2026, as the outside world would write
/// its files.
///
/// No person in it exists. Names are put together from lists; telephone numbers have North
/// Carolina's area codes with the exchanges 550-559, of which there are a million (beyond 500,000
/// voters they repeat); mailboxes are at the domains set aside for examples (RFC 2606). Counties,
/// towns and ZIP codes are real public geography.
///
/// Every person follows from the seed and a position, so that any number of voters takes the same
/// memory.
public struct DemoCampaign: Sendable {
  private let population: Population

  /// - Parameters:
  ///   - voters: how many voters are registered; at least 1.
  ///   - seed: the same number of voters and seed give the same bytes.
  ///   - without: planted effects to leave out; what doesn't follow from them keeps its bytes.
  public init(voters: Int, seed: UInt64, without effects: Set<DemoEffect> = []) {
    precondition(voters > 0, "a campaign needs at least one voter")
    population = Population(
      voterCount: voters, seed: seed, scenario: Scenario(seed: seed, without: effects))
  }

  /// Writes all files into an existing folder, and what is true about them into its folder `truth`.
  ///
  /// Files carry `.partial` behind their names until all are complete; on an error while writing
  /// those are taken away again, and the files of an earlier run stay as they were.
  ///
  /// - Parameter isStopped: asked now and then whether the person wants it to stop.
  /// - Returns: the files in the order in which they are read best.
  /// - Throws: `Failure` naming the file that can't be written, or of kind `interrupted`.
  public func write(
    into directory: String, isStopped: () -> Bool = { false }
  ) throws -> [DemoFile] {
    var writers: [TableWriter] = []
    func open(_ table: Table) throws -> TableWriter {
      let writer = try TableWriter(table, in: directory)
      writers.append(writer)
      return writer
    }
    // The first file is opened before the folder `truth` is made, so that a folder that can't be
    // written to is left as it was.
    let voters = try open(VoterTable.table)
    let history = try open(HistoryTable.table)
    let contributions = try open(ContributionTable.table)
    let federal = try open(FederalTable.table)
    let committees = try open(CommitteeTable.table)
    let calls = try open(CallTable.table)
    let outreach = try OutreachWriters(open, { try makeFolder(directory + "/truth") })
    let donors = try open(TruthTable.donors)

    try writeVoters(voters, history, calls, outreach, isStopped)
    try writeDonors(contributions, federal, donors, outreach, isStopped)
    try outreach.writeCohorts(population.scenario)
    try writeCommittees(committees)
    var files = try writers.map { try $0.finish() }

    let dirt = try TableWriter(TruthTable.dirt, in: directory)
    try writeDirt(of: writers, to: dirt)
    files.append(try dirt.finish())
    let readMe = try writeReadMe(in: directory)
    files.append(readMe.entry)

    for file in (writers + [dirt]).map(\.file) + [readMe.file] { try file.publish() }
    return files
  }

  private static let interrupted = Failure(
    .interrupted, "interrupted", next: "Run it again: no file was written.")

  private func writeVoters(
    _ voters: TableWriter, _ history: TableWriter, _ calls: TableWriter,
    _ outreach: OutreachWriters, _ isStopped: () -> Bool
  ) throws {
    var row = Row()
    try population.forEachVoter { voter in
      if isStopped() { throw Self.interrupted }
      VoterTable.fill(&row, with: voter, seed: population.seed)
      try voters.write(row)
      for election in Story.elections.indices where voter.voted(election) {
        HistoryTable.fill(&row, with: voter, election: election)
        try history.write(row)
      }
      try CallTable.forEachContact(&row, of: voter, seed: population.seed, calls.write)
      try outreach.write(voter, population)
    }
  }

  private func writeDonors(
    _ contributions: TableWriter, _ federal: TableWriter, _ donors: TableWriter,
    _ outreach: OutreachWriters, _ isStopped: () -> Bool
  ) throws {
    var row = Row()
    var reports = FederalTable(federal, seed: population.seed)
    try population.forEachDonor { donor in
      if isStopped() { throw Self.interrupted }
      for gift in donor.gifts.indices {
        ContributionTable.fill(&row, with: donor, gift: gift)
        try contributions.write(row)
      }
      for account in donor.usedAccounts {
        row.clear()
        row.add(account.donorID)
        row.add(donor.person)
        row.add(donor.ncid ?? "")
        try donors.write(row)
      }
      try reports.write(donor)
      try outreach.write(donor, population.scenario)
    }
    for index in 0..<max(1, population.voterCount / 125) { try reports.writeRival(index) }
  }

  private func writeCommittees(_ committees: TableWriter) throws {
    var row = Row()
    for fields in CommitteeTable.rows {
      row.clear()
      for field in fields { row.add(field) }
      try committees.write(row)
    }
  }

  private func writeDirt(of writers: [TableWriter], to dirt: TableWriter) throws {
    var row = Row()
    for writer in writers {
      for (damage, count) in zip(writer.table.damages, writer.badCounts) {
        row.clear()
        row.add(writer.table.name)
        row.add(damage.kind)
        row.add(count)
        try dirt.write(row)
      }
    }
  }

  private func writeReadMe(in directory: String) throws -> (file: OutputFile, entry: DemoFile) {
    let name = TruthTable.readMeName
    let lines = TruthTable.readMe(
      voters: population.voterCount, seed: population.seed,
      without: population.scenario.leftOut)
    let file = try OutputFile(path: directory + "/" + name)
    for line in lines { try file.append { $0.append(contentsOf: (line + "\n").utf8) } }
    try file.finish()
    return (file, DemoFile(name: name, rows: lines.count, bytes: file.byteCount))
  }

  private func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw Failure(
        .badInput, "the folder cannot be made: \(String(cString: strerror(errno)))", at: path,
        next: "Give an existing folder that can be written to.")
    }
  }
}
