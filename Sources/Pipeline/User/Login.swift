public import Campaign
import Postgres

/// People's own logins on a shared server.
public struct Login {
  /// The groups that a login can be of (docs/security.md says what each sees).
  public enum Group: String, CaseIterable, Sendable {
    /// Sees the rows assigned to it, writes its inbox.
    case fieldStaff = "field_staff"
    /// Sees summaries.
    case leadership
  }

  /// A login that was made.
  public struct Added: StageSummary {
    /// Its name.
    public var name: String
    /// Its group.
    public var group: String
    /// Its password, which is shown once and kept nowhere.
    public var password: String
    /// The last day on which it may log in, by UTC; nil for none.
    public var validUntil: String?
    /// The lines that the server's pg_hba.conf wants above all that let anyone else in.
    public var hostLines: [String]

    /// The summary in a few lines.
    public var text: String {
      let end = validUntil.map { ", until \($0)" } ?? ""
      return
        ([
          "login \(name) of \(group)\(end); its password, shown this once:", "  \(password)",
          "pg_hba.conf must have these lines, above all others that it matches:",
        ] + hostLines.map { "  \($0)" }
        + ["and its owner connects with sslmode=verify-full and the server's sslrootcert"])
        .joined(separator: "\n")
    }
  }

  /// A login that is gone.
  public struct Removed: StageSummary {
    /// Its name.
    public var name: String

    /// The summary in a line.
    public var text: String { "login \(name) is gone; its reports stay in the inbox" }
  }

  private let workspace: Workspace

  /// Prepares changes to the logins of a workspace's server.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// Makes a login with a password of chance.
  ///
  /// - Parameter validUntil: the last day on which it may log in.
  /// - Throws: `Failure`: `usage` for a name that can't be one, `refused` on the private cluster, on a
  ///   server without TLS or SCRAM and for a login that may not make others, `badInput` for a name
  ///   that is taken.
  public func add(_ text: String, to group: Group, validUntil: Day? = nil) throws -> Added {
    let name = try Self.name(text)
    var connection = try connect()
    let database = try check(&connection)
    guard try known(name, &connection) == nil else {
      throw Failure(
        .badInput, "there is a role of that name on the server",
        next: "Choose another, or remove that one first.")
    }
    let password = Self.randomPassword()
    let end = validUntil.map { "'\($0.adding(days: 1))'" } ?? "'infinity'"
    let create = try SQLFiles.statement("user/create").replacing([
      "name": .identifier(name),
      "verifier": .expression(try connection.passwordVerifier(password, user: name)),
      "until": .expression(SQLExpression(unsafe: end)),
      "group": .identifier(try Snapshot.identifier(group.rawValue)),
    ])
    try connection.execute(create)
    return Added(
      name: name.name, group: group.rawValue, password: password,
      validUntil: validUntil?.description,
      hostLines: [
        "hostssl \(database) +login_users all scram-sha-256",
        "hostnossl all +login_users all reject", "local all +login_users reject",
      ])
  }

  /// Removes a person's login, and none other.
  public func remove(_ text: String) throws -> Removed {
    let name = try Self.name(text)
    var connection = try connect()
    _ = try check(&connection)
    guard try known(name, &connection) == true else {
      throw Failure(
        .badInput, "that is no login of a person", next: "Name one that `user add` made.")
    }
    try connection.execute(
      SQLFiles.statement("user/drop").replacing(["name": .identifier(name)]))
    return Removed(name: name.name)
  }

  /// A name that needs no quotes and isn't one of PostgreSQL's own.
  private static func name(_ text: String) throws -> Identifier {
    guard let name = Identifier(text), !text.hasPrefix("pg_"),
      // `nobody` stands in lists that are nobody's.
      !["public", "none", "current_user", "session_user", "user", "nobody"].contains(text)
    else {
      throw Failure(
        .usage,
        "a login's name must be lower_case letters, digits and _, at most 63, and neither "
          + "begin with a digit or pg_ nor be a word such as public or nobody",
        next: "Choose another name.")
    }
    return name
  }

  private func connect() throws -> Connection {
    guard !workspace.isPrivate else {
      throw Failure(
        .refused,
        "the campaign's private database takes no logins of people: it has no port, no TLS and no "
          + "passwords, and whoever may reach it may do everything",
        next: "Set up a shared server (docs/security.md) and name it with --database.")
    }
    return try workspace.connectAsLogin()
  }

  /// What the server must be before people log in to it.
  ///
  /// - Returns: the database's name.
  private func check(_ connection: inout Connection) throws -> String {
    let found = try connection.rows(SQLFiles.statement("user/server")) {
      (
        mayMake: try $0.bool(0), hasTLS: try $0.bool(1), hasSCRAM: try $0.bool(2),
        hasGroups: try $0.bool(3), database: try $0.text(4)
      )
    }
    guard let server = found.first else { throw Failure(.bug, "a login without a role") }
    guard server.mayMake else {
      throw Failure(
        .refused, "this login may not make or remove logins",
        next: "Connect as one with CREATEROLE, such as the server's administrator.")
    }
    guard server.hasTLS else {
      throw Failure(
        .refused, "the server has no TLS: passwords and people's data would cross the network bare",
        next: "Set `ssl = on` with a certificate (docs/security.md), and restart it.")
    }
    guard server.hasSCRAM else {
      throw Failure(
        .refused, "the server keeps new passwords as MD5",
        next: "Set `password_encryption = scram-sha-256`.")
    }
    guard server.hasGroups else {
      throw Failure(
        .unreachable, "the server lacks the groups of people's logins",
        next: "Have its administrator run sql/bootstrap/roles.sql.")
    }
    return server.database
  }

  private func known(_ name: Identifier, _ connection: inout Connection) throws -> Bool? {
    try connection.rows(SQLFiles.statement("user/known"), [.text(name.name)]) {
      try $0.bool(0)
    }.first
  }

  /// 24 letters and digits that are hard to confuse: 118 bits.
  private static func randomPassword() -> String {
    let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
    let groups = (0..<4).map { _ in
      String((0..<6).map { _ in alphabet[Int.random(in: alphabet.indices)] })
    }
    return groups.joined(separator: "-")
  }
}
