public import Campaign
import Foundation
import Pipeline

/// The made-up campaign's folder of definitions, files and truth, written once.
public struct DemoSet: Sendable {
  /// The folder; its files stand under `files/`.
  public let folder: String

  /// 2,000 voters.
  public static let small = Result { try DemoSet(voters: 2_000, seed: 11) }
  /// 12,000 voters, for matching and models.
  public static let large = Result { try DemoSet(voters: 12_000, seed: 12) }

  /// The day from which the tests' voter files count as known.
  public static let knownOn = Day(year: 2024, month: 1, day: 1) ?? Day(daysSince1970: 0)

  /// The files in the order in which they are imported best.
  public static let files = [
    "ncvoter_Statewide.txt", "ncvhis_Statewide.txt", "actblue_contributions.csv",
    "call_results.csv", "itcont.txt", "cm.txt", "persuasion_experiment.csv", "poll_answers.csv",
    "event_attendance.csv", "email_events.csv", "vendor_columns.csv",
  ]

  private init(voters: Int, seed: UInt64) throws {
    let folder = try TemporaryFolder.make("demo")
    _ = try Demo.write(into: folder, voters: voters, seed: seed)
    self.folder = folder
  }

  /// A file's path.
  public func path(of file: String) -> String { "\(folder)/files/\(file)" }

  /// The rows of a file of truth, without its header.
  public func truth(_ name: String) throws -> [[String]] {
    let text = try String(contentsOfFile: path(of: "truth/\(name).csv"), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
