import Campaign
import Foundation
import Modeling
import Testing

@testable import Pipeline

/// What docs/figures.md states at small size, measured again.
///
/// The page is the only place where the values stand: with GROUNDSWELL_FIGURES the test writes what
/// it measures to that path in place of comparing it, and `make figures ONLY=small` puts it into the
/// page.
@Suite struct FigureTests {
  @Test func `the small figures of docs/figures.md hold`() throws {
    let measured = try Self.measured()
    if let path = ProcessInfo.processInfo.environment["GROUNDSWELL_FIGURES"] {
      try JSONEncoder().encode(measured).write(to: URL(filePath: path))
      return
    }
    let stated = try Self.stated()
    #expect(Set(stated.keys) == Set(measured.keys), "a figure is missing in docs/figures.md")
    for (name, value) in measured {
      let figure = try #require(stated[name])
      #expect(
        abs(value - figure.value) <= figure.tolerance,
        "\(name): measured \(value), stated \(figure.value); if meant, make figures ONLY=small")
    }
  }

  @Test func `a figure's tolerance is one that a change of the model can't hide in`() throws {
    for (name, figure) in try Self.stated() {
      #expect((0...1e-5).contains(figure.tolerance), "\(name)")
    }
  }

  /// The rows of the page's section `small`: `id | figure | value | tolerance | measured at`.
  private static func stated() throws -> [String: (value: Double, tolerance: Double)] {
    let page = try String(contentsOfFile: "docs/figures.md", encoding: .utf8)
    var stated: [String: (value: Double, tolerance: Double)] = [:]
    for line in page.split(separator: "\n") where line.hasPrefix("| `small_") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let name = cells[0].dropFirst("`small_".count).dropLast()
      stated[String(name)] = (try #require(Double(cells[2])), try #require(Double(cells[3])))
    }
    return stated
  }

  private static func measured() throws -> [String: Double] {
    let fair = try SmallSet(
      "Tests/ModelingTests/Fixtures/fair.csv", outcome: "affairs", leavingOut: [])
    // A quarter of the donors, drawn by their key; the columns are those of docs/experiments.md.
    let mailing = try SmallSet(
      "examples/experiments/charity_mailing.csv.gz", outcome: "out_gavedum", key: "person_id",
      leavingOut: ["treat", "out_", "stateresponse", "pwhite", "pblack"], part: 4)
    var measured: [String: Double] = [:]
    for (name, set) in [("fair", fair), ("charity_mailing", mailing)] {
      let crossed = try CrossValidation(
        set.frame, outcomes: set.outcomes, groups: set.groups,
        folds: Folds(groups: set.groups, count: 5, seed: 1))
      let (told, seen) = (crossed.probabilities, set.outcomes)
      measured["auc_\(name)"] = try AUC(scores: told, outcomes: seen).value
      measured["skill_\(name)"] = try ProbabilityScore(probabilities: told, outcomes: seen).skill
      measured["slope_\(name)"] = try Calibration(probabilities: told, outcomes: seen).slope
    }
    return measured
  }
}

/// A published set as columns of numbers, -999 missing, or the part of it that a hash draws.
private struct SmallSet {
  let groups: [Int64]
  let outcomes: [Double]
  let frame: RawFrame

  init(
    _ path: String, outcome: String, key: String? = nil, leavingOut prefixes: [String],
    part: Int? = nil
  ) throws {
    var names: [String] = []
    var rows: [[Double]] = []
    let source = try ByteSource(path: path)
    var reader = RecordReader(format: FileFormat())
    func take(_ record: borrowing Record) {
      let texts = (0..<record.count).map { record.text($0) }
      if names.isEmpty {
        names = texts
      } else {
        rows.append(texts.map { Double($0).flatMap { $0 == -999 ? nil : $0 } ?? .nan })
      }
    }
    while try source.next({ try reader.feed($0, take) }) {}
    _ = try reader.finish(take)

    let keyColumn = key.flatMap { names.firstIndex(of: $0) }
    let keys = rows.indices.map { row in keyColumn.map { Int64(rows[row][$0]) } ?? Int64(row) }
    let kept =
      part.map { Folds(groups: keys, count: $0, seed: 0).rows(in: 0) } ?? Array(rows.indices)
    let outcomeColumn = try #require(names.firstIndex(of: outcome))
    groups = kept.map { keys[$0] }
    outcomes = kept.map { rows[$0][outcomeColumn] > 0 ? 1 : 0 }
    let columns = names.indices.filter { column in
      names[column] != outcome && names[column] != key && !names[column].hasSuffix("_missing")
        && !prefixes.contains { names[column].hasPrefix($0) }
    }
    frame = RawFrame(
      rows: kept.count,
      columns: columns.map { column in (names[column], .numeric(kept.map { rows[$0][column] })) })
  }
}
