import Testing

/// One try to see or change what isn't one's own, and what must come of it.
struct Attempt: Sendable, CustomTestStringConvertible {
  /// What must come of it.
  enum Ending: Sendable {
    /// The server refuses it with this SQLSTATE.
    case refused(String)
    /// Rows come, and they are exactly these.
    case prints(String)
    /// Nothing comes.
    case nothing
    /// It may do what it likes: no canary may come of it.
    case anything
    /// It ends as the same statements with the second text in the place of the first.
    case same(String, String)
  }

  let name: String
  let sql: String
  let ending: Ending

  init(_ name: String, _ sql: String, _ ending: Ending) {
    (self.name, self.sql, self.ending) = (name, sql, ending)
  }

  var testDescription: String { name }

  /// What must never be printed for someone who isn't Alice.
  static let canaries = [
    "canary", "zelda", "7770001", "919-555-7", "91955570", "77777", "888888", "2001-02-03", "qx2",
  ]

  /// Makes the attempt as a login.
  func run(as login: String, on server: SharedServer, hiding canaries: [String]) throws {
    let printed = try server.psql(server.words(login), sql)
    let said = printed.lowercased()
    for canary in canaries where !sql.lowercased().contains(canary) {
      #expect(!said.contains(canary), "\(name) shows \(canary)")
    }
    let text = printed.trimmingSuffix { $0.isNewline }
    switch ending {
    case .refused(let state): #expect(said.contains("error:  \(state.lowercased()):"), "\(text)")
    case .prints(let rows): #expect(text == rows)
    case .nothing: #expect(text.isEmpty)
    case .anything: break
    case .same(let first, let second):
      let other = try server.psql(
        server.words(login),
        sql.split(separator: first, omittingEmptySubsequences: false)
          .joined(separator: second))
      #expect(
        printed.split(separator: first, omittingEmptySubsequences: false).joined(separator: second)
          == other)
      #expect(!text.isEmpty)
    }
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> String {
    var end = endIndex
    while end > startIndex, isTrimmed(self[index(before: end)]) { end = index(before: end) }
    return String(self[startIndex..<end])
  }
}
