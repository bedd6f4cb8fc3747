import Campaign

/// Where a contest's texts stand: its definition and what lies beside it, and what is written of it.
struct ContestFolder {
  let workspace: Workspace
  let name: String

  init(_ workspace: Workspace, _ name: String) {
    self.workspace = workspace
    self.name = name
  }

  /// `contests/NAME.yml`.
  func definition() throws -> ContestDefinition {
    let definition = try CampaignFolder(folder: workspace.folder).contest(name)
    guard definition.name == name else {
      throw Failure(
        .badInput, "calls its contest `\(definition.name)`", at: definition.file,
        next: "Give file and contest one name.")
    }
    return definition
  }

  /// The text of a contest's rules.
  func rules(of definition: ContestDefinition) throws -> String {
    try TextFile.read(beside(definition.rules))
  }

  /// The path of a file beside the definition.
  func beside(_ file: String) -> String { "\(workspace.folder)/contests/\(file)" }

  /// `out/contests/NAME`, made when it lacks.
  func output() throws -> String { try workspace.outputFolder("contests/\(name)") }

  /// The contest as it was opened.
  ///
  /// - Throws: `Failure`: `badInput` where it wasn't, `refused` where its definition or its rules are
  ///   others by now.
  func opened(
    _ state: ContestState?
  ) throws -> (definition: ContestDefinition, state: ContestState) {
    let definition = try definition()
    guard let state else {
      throw Failure(
        .badInput, "the contest isn't open", at: definition.file,
        next: "Run `groundswell contest open \(name)`.")
    }
    guard state.definition == definition.text,
      try Digest.of(rules(of: definition)) == state.rulesSHA256
    else {
      throw Failure(
        .refused, "the rules or the definition aren't those that the contest was opened under",
        at: definition.file,
        next: state.hasEntries
          ? "Put them back as they were: entries came in under those."
          : "Put them back, or open it anew while nobody has entered.")
    }
    return (definition, state)
  }
}
