import ArgumentParser
import Foundation
import Pipeline

/// What every stage's command takes.
struct CampaignOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The campaign's folder.", valueName: "dir"))
  var campaign = "."

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A PostgreSQL server in libpq's words; without it, the folder's private one.",
      valueName: "conninfo"))
  var database: String?

  @Flag(name: .long, help: "Print the result as one JSON object.")
  var json = false

  /// The campaign's folder and database.
  func workspace() throws -> Workspace { try Workspace(folder: campaign, database: database) }

  /// Prints a stage's result on standard output.
  func show(_ summary: some StageSummary) throws {
    print(json ? try Self.encoded(summary) : summary.text)
  }

  private static func encoded(_ summary: some StageSummary) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(summary), as: UTF8.self)
  }
}
