import Campaign
import Foundation
import Postgres
import Testing

@testable import Pipeline

/// The published mailing of examples/experiments, from file to scores: 25,326 donors, a model
/// trained on half of them, and later files of the same layout.
@Suite(.serialized, .mailing, .enabled(if: Mailing.mustRun, "PGHOST names no PostgreSQL server"))
struct MailingTests {
  private let mailing: Mailing

  init() throws { mailing = try #require(Mailing.current) }

  @Test func `every row of the published file loads`() {
    #expect(mailing.imported.rowsRead == 25_326)
    #expect(mailing.imported.rowsLoaded == 25_326)
    #expect(mailing.imported.rejected.isEmpty)
    #expect(mailing.imported.blanked.isEmpty)
  }

  @Test(arguments: [
    "years", "mrm2", "female", "couple", "nonlit", "perbush", "redcty", "pwhite", "pblack",
    "median_hhincome", "stateresponsec", "freq",
  ])
  func `-999 is a missing value, and nothing else is`(column: String) throws {
    let expected = try mailing.file.values(of: column).count { $0.hasPrefix("-999") }
    let missing = try mailing.integer(
      "select count(*) from source.snapshot_charity_mailing where batch_id = 1 and \(column) is null"
    )
    #expect(missing == Int64(expected))
  }

  @Test func `amounts written in single precision are whole cents`() throws {
    // The file's own digits, rounded once: 24.440001 is 2444 cents.
    for column in ["hpa", "out_amountgive", "out_changeamtgive"] {
      // One amount given is blank.
      let written = try mailing.file.values(of: column).filter { !$0.isEmpty }
      let expected = try written.reduce(Int64(0)) { sum, text in
        sum + Int64((try #require(Double(text)) * 100).rounded())
      }
      let cents = try mailing.integer(
        "select sum(\(column))::bigint from source.snapshot_charity_mailing where batch_id = 1")
      #expect(cents == expected)
    }
  }

  @Test func `outcomes, treatments, leaks and keys never enter by themselves`() throws {
    let features = try mailing.texts(
      "select feature from feature.feature where feature_set = 'charity_mailing' order by position")
    #expect(features.count == 27)
    let forbidden = ["treat", "out_", "stateresponse", "person_id"]
    #expect(!features.contains { name in forbidden.contains { name.hasPrefix($0) } })
    #expect(!features.contains { $0.hasSuffix("_missing") })
    let terms = try mailing.texts("select distinct feature from model.term order by feature")
    #expect(Set(terms).isSubset(of: features))
    #expect(!terms.contains("pwhite") && !terms.contains("pblack"))
  }

  // Reference numbers: `python examples/experiments/check.py scores.csv`, scikit-learn 1.9.1.

  @Test(arguments: [
    ("hpa", -0.023946732), ("freq", 0.286128548), ("mrm2", -0.189599409),
    ("dormant", -0.182520592), ("pop_propurban", 0.073662840),
  ])
  func `the coefficients are those of scikit-learn`(feature: String, expected: Double) throws {
    let coefficient = try mailing.double(
      "select coefficient from model.term where version_id = 1 and kind = 'linear' and feature = '\(feature)'"
    )
    #expect(abs(coefficient - expected) < 1e-6)
  }

  @Test func `the model ranks the donors that it never saw`() throws {
    #expect(mailing.fit.trainedOn == 12_576)
    #expect(mailing.fit.positives == 246)
    let auc = try #require(mailing.fit.metrics.first { $0.name == "auc" })
    #expect(auc.value > 0.60)
    #expect(abs(auc.value - 0.700483) < 1e-6)
    let skill = try #require(mailing.fit.metrics.first { $0.name == "log_loss_skill" })
    #expect(skill.value > 0.03)
  }

  @Test func `the page of experiments says what this fit finds`() throws {
    let table = try ExperimentTable.read()
    try table.expect(mailing.imported, of: "charity_mailing")
    try table.expect(mailing.fit, of: "charity_mailing", atLeast: 8)
  }

  @Test func `scores cover exactly the rest`() throws {
    let seed = SampleHash(seed: "donate")
    let rest = try mailing.file.values(of: "person_id").filter { record in
      let person = StableHash.personIdentifier(source: "charity_mailing", record: record)
      return seed.bucket(person) >= 500_000
    }
    #expect(mailing.scores.count == rest.count)
    #expect(Set(mailing.scores.keys) == Set(rest))
    #expect(mailing.scores.values.allSatisfy { !$0.isInTraining })
  }

  @Test func `a model's own scores have the AUC that its fit measured`() throws {
    let gave = try mailing.file.values(of: "out_gavedum")
    let outcomes = Dictionary(
      uniqueKeysWithValues: zip(try mailing.file.values(of: "person_id"), gave))
    let givers = mailing.scores.filter { outcomes[$0.key] == "1" }.map(\.value.probability)
    let others = mailing.scores.filter { outcomes[$0.key] == "0" }.map(\.value.probability)
    let beaten = givers.reduce(0.0) { sum, giver in
      sum + others.reduce(0.0) { $0 + ($1 < giver ? 1 : $1 == giver ? 0.5 : 0) }
    }
    let area = beaten / Double(givers.count) / Double(others.count)
    let auc = try #require(mailing.fit.metrics.first { $0.name == "auc" })
    #expect(abs(area - auc.value) < 1e-6)
  }

  @Test(arguments: [Outcomes.absent, .blank, .given])
  func `a later file is scored by the model fitted before`(outcomes: Outcomes) throws {
    let later = mailing.file.later(people: 500, outcomes)
    let path = "\(mailing.folder)/later-\(outcomes).csv"
    try later.text.write(toFile: path, atomically: true, encoding: .utf8)
    let imported = try mailing.importFile(path)
    #expect(imported.rowsLoaded == 500)
    #expect(imported.rejected.isEmpty)
    let scores = try mailing.score()
    for record in try later.values(of: "person_id") {
      let score = try #require(scores[record])
      #expect(!score.isInTraining)
      #expect(score.probability > 0 && score.probability < 1)
    }
    // Those scored before keep their scores.
    for (record, score) in mailing.scores { #expect(scores[record] == score) }
  }

  @Test func `chosen terms rank the same donors better, and the page says by how much`() throws {
    let fit = try mailing.fit(model: "donate_auto")
    func metric(_ name: String, _ fit: FitSummary) throws -> FitSummary.Metric {
      try #require(fit.metrics.first { $0.name == name })
    }
    #expect(fit.trainedOn == mailing.fit.trainedOn && fit.isLive)
    let (auc, linear) = (try metric("auc", fit), try metric("auc", mailing.fit))
    #expect(auc.value > linear.value + 0.03)
    let slope = try metric("calibration_slope", fit)
    #expect(try #require(slope.low) < 1 && #require(slope.high) > 1)
    // To two places: steps of boosting may round otherwise on another processor.
    let page = try String(contentsOfFile: "docs/experiments.md", encoding: .utf8)
    let skill = try metric("log_loss_skill", fit)
    let row =
      "| chosen terms | \(Figure.text(auc.value, places: 2)) "
      + "| \(Figure.text(skill.value, places: 2)) |"
    #expect(page.contains(row), "\(row)")
  }

  @Test func `a column is what the line that names it says, wherever a pattern stands`() throws {
    let text = """
      layout: letters
      kind: snapshot
      source: letters
      provenance: own_gift
      file: {delimiter: comma}
      key: [id]
      columns:
        gift_*: {role: leak, type: flag}
        id: key
        gift_count: {type: number, says: 'has given {value} times'}
      """
    let layout = try LayoutDefinition.read(text, file: "letters.yml")
      .resolved(for: ["id", "gift_later", "gift_count"])
    let roles = Dictionary(uniqueKeysWithValues: layout.snapshot.map { ($0.name, $0.role) })
    #expect(roles == ["gift_count": .feature, "gift_later": .leak])
    #expect(layout.snapshot.first { $0.name == "gift_count" }?.type == .number)
  }
}

/// What a later file says of outcomes and treatments.
enum Outcomes: String, Sendable {
  /// It has no such columns.
  case absent
  /// It has the columns, and no outcome in them.
  case blank
  /// It has all.
  case given
}

/// The mailing after fit and score, in a database and a folder of its own.
struct Mailing: Sendable {
  @TaskLocal static var current: Mailing?

  /// In CI a missing server fails the tests, elsewhere it disables them aloud.
  static let mustRun =
    ProcessInfo.processInfo.environment["PGHOST"] != nil
    || ProcessInfo.processInfo.environment["CI"] == "true"

  struct Score: Sendable, Equatable {
    var probability: Double
    var isInTraining: Bool
  }

  let folder: String
  let database: String
  private let workspace: Workspace
  let file: MailingFile
  private(set) var imported: ImportSummary
  private(set) var fit: FitSummary
  private(set) var scores: [String: Score] = [:]

  /// Runs the stages on the file as it is published.
  init(folder: String, database: String) throws {
    let day = try #require(Day(iso: "2026-11-23"))
    let workspace = try Workspace(folder: folder, database: "dbname=\(database)")
    self.folder = folder
    self.database = database
    self.workspace = workspace
    let path = "\(folder)/charity_mailing.csv.gz"
    file = try MailingFile(path: path)
    imported = try Import(workspace, today: day).run(file: path)
    _ = try Match(workspace).run()
    _ = try Features(workspace).run(asOf: day)
    fit = try Fit(workspace).run(model: "donate")
    scores = try score()
  }

  /// Imports another file, and all that follows but the fit.
  func importFile(_ path: String) throws -> ImportSummary {
    let day = try #require(Day(iso: "2026-11-23"))
    let summary = try Import(workspace, today: day).run(file: path)
    _ = try Match(workspace).run()
    _ = try Features(workspace).run(asOf: day)
    return summary
  }

  /// Fits a further model.
  func fit(model: String) throws -> FitSummary { try Fit(workspace).run(model: model) }

  /// Scores, and reads the CSV file by source key.
  func score() throws -> [String: Score] {
    let path = "\(folder)/scores.csv"
    _ = try Pipeline.Score(workspace).run(model: "donate", asOf: nil, csv: path)
    let table = MailingFile(text: try String(contentsOfFile: path, encoding: .utf8))
    let told = try zip(
      table.values(of: "probability"), table.values(of: "in_training")
    ).map { Score(probability: try #require(Double($0)), isInTraining: $1 == "true") }
    return Dictionary(uniqueKeysWithValues: zip(try table.values(of: "source_key"), told))
  }

  func integer(_ statement: String) throws -> Int64 {
    try #require(rows(statement) { try $0.integer(0) }.first)
  }

  func double(_ statement: String) throws -> Double {
    try #require(rows(statement) { try $0.double(0) }.first)
  }

  func texts(_ statement: String) throws -> [String] { try rows(statement) { try $0.text(0) } }

  private func rows<Value>(
    _ statement: String, _ read: (borrowing Row) throws -> Value
  ) throws -> [Value] {
    var connection = try Connection(ConnectionSettings(keywords: [("dbname", database)]))
    return try connection.rows(Statement(statement, file: "a test"), [], read)
  }
}

/// A plain comma-separated file, read without the product's own reader: no field has a quote.
struct MailingFile: Sendable {
  let header: [String]
  let rows: [[String]]

  init(path: String) throws {
    let source = try ByteSource(path: path)
    var bytes: [UInt8] = []
    while try source.next({ chunk in for index in chunk.indices { bytes.append(chunk[index]) } }) {}
    self.init(text: String(decoding: bytes, as: UTF8.self))
  }

  init(text: String) {
    let lines = text.split { $0.isNewline }.map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    header = lines.first ?? []
    rows = Array(lines.dropFirst())
  }

  private init(header: [String], rows: [[String]]) {
    self.header = header
    self.rows = rows
  }

  var text: String { ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined() }

  func values(of column: String) throws -> [String] {
    let place = try #require(header.firstIndex(of: column))
    return rows.map { $0[place] }
  }

  /// The first rows as other people's: new keys, each with another's months and gifts.
  func later(people: Int, _ outcomes: Outcomes) -> MailingFile {
    let isAfter = header.map {
      $0.hasPrefix("out_") || $0.hasPrefix("treat") || $0.hasPrefix("stateresponse")
    }
    let kept = header.indices.filter { outcomes != .absent || !isAfter[$0] }
    let moved = Set(header.indices.filter { ["hpa", "freq", "mrm2"].contains(header[$0]) })
    let rows = (0..<people).map { person in
      kept.map { place in
        if header[place] == "person_id" { return "\(outcomes)-\(person)" }
        if outcomes == .blank, isAfter[place] { return "" }
        return self.rows[moved.contains(place) ? person + 1 : person][place]
      }
    }
    return MailingFile(header: kept.map { header[$0] }, rows: rows)
  }
}

/// Makes the mailing once for the suite: a copy of the folder and a database that are gone after.
struct MailingTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    let name = "mailing_\(UInt64.random(in: 0 ... .max))"
    let folder = FileManager.default.temporaryDirectory.path + "/" + name
    let source = FileManager.default.currentDirectoryPath + "/examples/experiments"
    try FileManager.default.copyItem(atPath: source, toPath: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var administrator = try Connection(ConnectionSettings(""))
    try administrator.script(SQLFiles.statement("bootstrap/roles"))
    try administrator.script(
      Statement("create database \(name) owner owner", file: "a test"))
    let outcome: Result<Void, any Error>
    do {
      var owner = try Connection(ConnectionSettings("dbname=\(name)", role: "owner"))
      _ = try Migrations.migrator().migrate(&owner)
      let mailing = try Mailing(folder: folder, database: name)
      outcome = .success(try await Mailing.$current.withValue(mailing, operation: body))
    } catch {
      outcome = .failure(error)
    }
    var second = try Connection(ConnectionSettings(""))
    try second.script(Statement("drop database \(name) with (force)", file: "a test"))
    try outcome.get()
  }
}

extension Trait where Self == MailingTrait {
  static var mailing: Self { MailingTrait() }
}
