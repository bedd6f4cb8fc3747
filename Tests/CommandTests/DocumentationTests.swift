import Foundation
import Testing

/// What is written about the command, against the command.
@Suite struct DocumentationTests {
  @Test func `docs/cli.md is what the commands' help says`() throws {
    let written = try String(contentsOfFile: "docs/cli.md", encoding: .utf8)
    let said = try Command.start(
      ["Scripts/cli-docs", "--print", Command.program], program: "/bin/bash"
    ).wait().ends(with: 0)
    #expect(written == said.output, "run Scripts/cli-docs")
  }

  @Test func `every command of the program has its page`() throws {
    let written = try String(contentsOfFile: "docs/cli.md", encoding: .utf8)
    let dump = try ["--experimental-dump-help"].ends(with: 0)
    let tree = try #require(
      try JSONSerialization.jsonObject(with: Data(dump.output.utf8)) as? [String: Any])
    let names = Self.names(try #require(tree["command"] as? [String: Any]), below: "")
    #expect(names.count > 10)
    for name in names { #expect(written.contains("\n## \(name)\n"), "\(name)") }
  }

  @Test func `README names every command, and none that isn't there`() throws {
    let readme = try String(contentsOfFile: "README.md", encoding: .utf8)
    let dump = try ["--experimental-dump-help"].ends(with: 0)
    let tree = try #require(
      try JSONSerialization.jsonObject(with: Data(dump.output.utf8)) as? [String: Any])
    let root = try #require(tree["command"] as? [String: Any])
    let known = Set(Self.children(root).compactMap { $0["commandName"] as? String })
    let named = Set(readme.matches(of: /groundswell ([a-z]+)/).map { String($0.1) })
    #expect(named.subtracting(known.union(["help"])) == [])
    #expect(known.subtracting(named) == [])
  }

  private static func names(_ command: [String: Any], below parent: String) -> [String] {
    guard let name = command["commandName"] as? String, name != "help" else { return [] }
    let path = parent.isEmpty ? name : "\(parent) \(name)"
    return [path] + children(command).flatMap { names($0, below: path) }
  }

  private static func children(_ command: [String: Any]) -> [[String: Any]] {
    (command["subcommands"] as? [[String: Any]] ?? []).filter {
      $0["commandName"] as? String != "help"
    }
  }
}
