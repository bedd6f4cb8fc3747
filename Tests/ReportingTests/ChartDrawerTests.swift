import Foundation
import Reporting
import Testing

struct ChartDrawerTests {
  private static let python = ChartDrawer.findPython(
    environment: ProcessInfo.processInfo.environment, executable: #filePath)

  @Test func `the specification carries one row a share and no address for data`() throws {
    let text = try #require(try Fixtures.page().chartSpecification(of: Fixtures.report()))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let rows = try #require(
      (object["datasets"] as? [String: Any])?["shares"] as? [[String: Any]])
    #expect(rows.map { $0["percent"] as? Double } == [85.7, 58.1, 18.8, 37.2, 40])
    #expect(rows.map { $0["most"] as? Double } == [85.7, 58.1, 34.6, 45, 54.5])
    #expect((object["data"] as? [String: String]) == ["name": "shares"])
    let font = (object["config"] as? [String: Any])?["font"] as? String
    #expect(font == "sans-serif")
  }

  @Test(.enabled(if: python != nil, "no Python with vl-convert; Scripts/setup makes it"))
  func `the chart is drawn and stands in the page`() throws {
    let html = try Fixtures.page().render(
      Fixtures.report(), drawer: ChartDrawer(python: Self.python))
    #expect(html.contains("<svg"))
    #expect(html.contains("Money from small donors, of all dollars"))
    #expect(!html.contains("http"))
  }

  @Test(.enabled(if: python != nil, "no Python with vl-convert; Scripts/setup makes it"))
  func `a specification that isn't one is not drawn`() {
    guard case .missing = ChartDrawer(python: Self.python).draw("not JSON") else {
      Issue.record("nonsense was drawn")
      return
    }
  }

  @Test func `a python without vl-convert is sent to the set-up`() throws {
    try withFolder { folder in
      let python = try program("exit 3", at: folder.appending(path: "python"))
      #expect(
        ChartDrawer(python: python).draw("{}") == ChartDrawer(python: nil).draw("{}"))
    }
  }

  @Test func `a python that dies before it reads does not end the program`() throws {
    try withFolder { folder in
      let python = try program("exit 1", at: folder.appending(path: "python"))
      let large = String(repeating: " ", count: 1 << 20)
      guard case .missing(let reason) = ChartDrawer(python: python).draw(large) else {
        Issue.record("a chart came from nowhere")
        return
      }
      #expect(reason.hasPrefix("vl-convert could not draw it"))
    }
  }

  @Test func `the python beside the program or above it is found`() throws {
    try withFolder { folder in
      let bin = folder.appending(path: ".venv/bin")
      try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
      let deep = folder.appending(path: ".build/release/groundswell").path
      let python = try program("exit 0", at: bin.appending(path: "python"))
      #expect(ChartDrawer.findPython(environment: [:], executable: deep) == python)
      let named = ["GROUNDSWELL_PYTHON": "/nowhere/python"]
      #expect(ChartDrawer.findPython(environment: named, executable: deep) == nil)
    }
  }

  private func program(_ body: String, at url: URL) throws -> String {
    try Data("#!/bin/sh\n\(body)\n".utf8).write(to: url)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: url.path)
    return url.path
  }

  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }
}
