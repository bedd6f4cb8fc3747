import Campaign
import Foundation

/// The definitions of a campaign's folder, read when they are asked for.
struct CampaignFolder {
  let folder: String

  /// `campaign.yml`.
  func campaign() throws -> CampaignDefinition {
    let path = "\(folder)/campaign.yml"
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(
        .badInput, "the folder has no campaign.yml", at: folder,
        next: "Name a campaign's folder with --campaign DIR.")
    }
    return try CampaignDefinition.read(try TextFile.read(path), file: path)
  }

  /// The layouts: the folder's own, and the built-in ones whose names it doesn't take.
  func layouts() throws -> [LayoutTemplate] {
    var layouts = try names("layouts").map { name in
      let path = "\(folder)/layouts/\(name).yml"
      return try LayoutDefinition.read(try TextFile.read(path), file: path)
    }
    let own = Set(layouts.map(\.name))
    for path in SQLFiles.paths(below: "examples/demo/layouts") {
      let layout = try LayoutDefinition.read(SQLFiles.text(path), file: path)
      if !own.contains(layout.name) { layouts.append(layout) }
    }
    return layouts
  }

  /// `models/NAME.yml`.
  func model(_ name: String) throws -> ModelDefinition {
    let (text, path) = try definition(name, in: "models")
    return try ModelDefinition.read(text, file: path)
  }

  /// `lists/NAME.yml`.
  func list(_ name: String) throws -> ListDefinition {
    let (text, path) = try definition(name, in: "lists")
    return try ListDefinition.read(text, file: path)
  }

  /// `cohorts/NAME.yml`.
  func cohort(_ name: String) throws -> CohortDefinition {
    let (text, path) = try definition(name, in: "cohorts")
    return try CohortDefinition.read(text, file: path)
  }

  /// `contests/NAME.yml`.
  func contest(_ name: String) throws -> ContestDefinition {
    let (text, path) = try definition(name, in: "contests")
    return try ContestDefinition.read(text, file: path)
  }

  private func definition(_ name: String, in kind: String) throws -> (text: String, path: String) {
    let known = names(kind)
    guard known.contains(name) else {
      throw Failure(
        .badInput, "there is no definition `\(name)`", at: "\(folder)/\(kind)",
        next: known.isEmpty
          ? "Write \(kind)/\(name).yml." : DefinitionNode.advice(name, among: known))
    }
    let path = "\(folder)/\(kind)/\(name).yml"
    return (try TextFile.read(path), path)
  }

  private func names(_ kind: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(kind)")) ?? []
    return files.filter { $0.hasSuffix(".yml") }.map { String($0.dropLast(4)) }.sorted()
  }
}
