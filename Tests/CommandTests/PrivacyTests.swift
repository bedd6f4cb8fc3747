import Foundation
import Testing

/// What files say about people appears in no message, no log and no summary.
@Suite(.needsServer) struct PrivacyTests {
  /// Stands wherever a file can hold a word.
  private static let marker = "SECRETNAME"

  @Test func `no message, log or file of reasons repeats a value of a file`() throws {
    let campaign = try TestCampaign(voters: 1_000)
    var said = ""
    let files: [(String, Character)] = [
      ("actblue_contributions.csv", ","), ("call_results.csv", ","), ("itcont.txt", "|"),
      ("contest_entries.csv", ","), ("cm.txt", "|"), ("ncvoter_Statewide.txt", "\t"),
      ("ncvhis_Statewide.txt", "\t"),
    ]
    _ = try campaign.run("contest", "open", "dinner", "--as-of", "2026-07-20").ends(with: 0)
    for (name, delimiter) in files {
      let hasHeader = !["itcont.txt", "cm.txt"].contains(name)
      let original = try campaign.scratch.read("campaign/files/\(name)")
      for (variant, text) in Self.spoiled(original, delimiter, hasHeader) {
        let path = "\(variant)-\(name)"
        try campaign.scratch.write(text, to: path)
        for share in ["0", "100%"] {
          let outcome = try campaign.run(
            "import", campaign.scratch[path], "--max-rejected", share)
          #expect([0, 65].contains(outcome.code), "\(path): \(outcome.errors)")
          said += outcome.output + outcome.errors
        }
      }
    }
    for words in [
      ["contest", "close", "dinner", "--as-of", "2026-09-01"],
      ["contest", "draw", "dinner", "--as-of", "2026-09-04", "--beacon", "0123456789"],
      ["contest", "winner", "dinner", "--as-of", "2026-09-04", "--json"],
      ["match"], ["features", "--as-of", "2026-06-17"], ["fit", "donate"],
      ["features", "--as-of", "2026-09-15"], ["score", "donate", "--as-of", "2026-09-15"],
      ["list", "weekend"], ["list", "weekend", "--json"], ["list", "weekend", "--again"],
      ["list", "dinner"], ["why", Self.marker, "--list", "weekend"],
      ["report", "calls", "--as-of", "2026-10-15"],
      ["report", "calls", "--as-of", "2026-10-15", "--json"],
      ["report", "summaries", "--as-of", "2026-09-15"], ["discover", "marla"],
      ["import", "--inbox"],
      ["report", "compliance", "--as-of", "2026-09-15"],
      ["report", "compliance", "--as-of", "2026-09-15", "--json"],
    ] {
      let outcome = try campaign.run(words)
      said += outcome.output + outcome.errors
    }
    for file in campaign.scratch.files(below: "campaign/out/rejects")
    where file.hasSuffix(".reasons.csv") {
      said += try campaign.scratch.read("campaign/out/rejects/\(file)")
    }
    // The marker did go in: the rows hold it.
    let loaded = "select count(*) from source.contribution where last_name like '%\(Self.marker)%'"
    #expect(try campaign.count(loaded) > 0)
    #expect(!said.isEmpty)
    #expect(!said.contains(Self.marker))
    // The server's own log, where it can be read (that of Scripts/with-postgres).
    if let folder = ProcessInfo.processInfo.environment["GROUNDSWELL_TEST_CLUSTER"] {
      let log = try Scratch.read("\(folder)/data/log")
      #expect(!log.contains(Self.marker))
    }
  }

  @Test func `the rows set aside can be read by their owner alone`() throws {
    let campaign = try TestCampaign()
    _ = try campaign.run("import", "\(campaign.folder)/files/call_results.csv").ends(with: 0)
    let files = campaign.scratch.files(below: "campaign/out/rejects")
    #expect(files == ["call_results.csv.reasons.csv", "call_results.csv.rejected"])
    for file in files {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: "\(campaign.folder)/out/rejects/\(file)")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  /// The file with the marker in another column of each row, in all, in the header, in surplus
  /// fields, in an open quote, and cut off in the middle of it.
  private static func spoiled(
    _ text: String, _ delimiter: Character, _ hasHeader: Bool
  ) -> [(String, String)] {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    let head = hasHeader ? lines[0] : ""
    let first = hasHeader ? 1 : 0
    // Rows that splitting takes apart rightly: without delimiters in quotes, of the usual width.
    let rows = lines[first...].map {
      $0.split(separator: delimiter, omittingEmptySubsequences: false).map(String.init)
    }
    let widths = Dictionary(grouping: rows, by: \.count)
    guard let (width, sound) = widths.max(by: { $0.value.count < $1.value.count }) else {
      return []
    }
    let columns = (0..<width).map { column in
      var fields = sound[column % sound.count]
      fields[column] = marker
      return fields.joined(separator: String(delimiter))
    }
    let all = Array(repeating: marker, count: width).joined(separator: String(delimiter))
    let row = sound[0].joined(separator: String(delimiter))
    func file(_ rows: [String]) -> String {
      (hasHeader ? [head] + rows : rows).joined(separator: "\n") + "\n"
    }
    return [
      ("columns", file(columns)), ("all", file([all])),
      ("header", ([all] + lines[first...]).joined(separator: "\n") + "\n"),
      ("surplus", file([row + "\(delimiter)\(marker)"])),
      ("quote", file([row, "\"\(marker)"])), ("cut", String(file([row, all]).dropLast(4))),
      ("words", "\(marker) \(marker)\n"),
    ]
  }
}
