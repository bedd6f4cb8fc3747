import Foundation
import PackagePlugin

/// Turns the texts of `sql/`, `Reports/` and `examples/demo/` into one Swift dictionary of string
/// literals, so that the program is a single file and the texts stay in folders of their own.
@main
struct EmbedText: BuildToolPlugin {
  private static let roots = ["sql", "Reports", "examples/demo"]
  private static let endings: Set = ["sql", "mustache", "json", "css", "yml", "txt", "csv"]

  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let package = context.package.directoryURL
    var files: [String] = []
    for root in Self.roots {
      let walk = FileManager.default.enumerator(atPath: package.appending(path: root).path)
      while let name = walk?.nextObject() as? String {
        if Self.endings.contains((name as NSString).pathExtension) {
          files.append("\(root)/\(name)")
        }
      }
    }
    files.sort()
    let script = package.appending(path: "Plugins/EmbedText/embed.sh")
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedText.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) texts",
        executable: URL(filePath: "/bin/sh"),
        arguments: [script.path, package.path, output.path] + files,
        inputFiles: [script] + files.map { package.appending(path: $0) },
        outputFiles: [output])
    ]
  }
}
