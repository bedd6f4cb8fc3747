import Campaign
import DemoData
import Foundation
import Postgres

/// The made-up campaign as a folder that the other commands work in.
public enum Demo {
  /// What was written.
  public struct Summary: StageSummary {
    /// A file and its size.
    public struct File: Codable, Sendable {
      /// Its path below the folder.
      public var name: String
      /// Its rows, without a header.
      public var rows: Int
      /// Its bytes.
      public var bytes: Int
    }

    /// The folder.
    public var folder: String
    /// The files.
    public var files: [File]

    /// The summary in a few lines.
    public var text: String {
      (["the made-up campaign is in \(folder)"]
        + files.map { "  files/\($0.name): \($0.rows) rows, \($0.bytes / 1024) KiB" })
        .joined(separator: "\n")
    }
  }

  /// The planted effects that can be left out.
  public static let effects = DemoEffect.allCases.map(\.rawValue)

  /// Writes definitions, files and truth.
  ///
  /// Definitions that are there already stay as they are.
  ///
  /// - Parameter effects: planted effects to leave out, by name; others than `effects` are ignored.
  public static func write(
    into folder: String, voters: Int, seed: UInt64, without effects: [String] = []
  ) throws -> Summary {
    try OutputFile.makeFolder("\(folder)/files")
    for path in SQLFiles.paths(below: "examples/demo") {
      let name = String(path.dropFirst("examples/demo/".count))
      let target = "\(folder)/\(name)"
      if FileManager.default.fileExists(atPath: target) { continue }
      try OutputFile.makeFolder((target as NSString).deletingLastPathComponent)
      try OutputFile.write(SQLFiles.text(path), to: target)
    }
    let files = try DemoCampaign(
      voters: voters, seed: seed, without: Set(effects.compactMap { DemoEffect(rawValue: $0) })
    )
    .write(into: "\(folder)/files", isStopped: { Interrupts.isRequested })
    return Summary(
      folder: folder,
      files: files.map { .init(name: $0.name, rows: $0.rows, bytes: $0.bytes) })
  }
}
