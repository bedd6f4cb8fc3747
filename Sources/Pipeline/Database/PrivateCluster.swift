import Campaign
import Foundation
import Postgres

/// The private PostgreSQL cluster of one campaign folder: a Unix socket in a folder that only its
/// owner enters, peer authentication, no TCP, started on demand.
///
/// Run by root, the server belongs to the system user postgres under /var/lib/groundswell, since
/// PostgreSQL refuses root; run by anyone else, it is theirs under `$XDG_STATE_HOME/groundswell`.
public struct PrivateCluster: Sendable {
  /// The folder that holds data, socket and log.
  public let base: String
  private let isRoot = geteuid() == 0

  init(campaignFolder: String) {
    let name = String(Digest.of(campaignFolder).prefix(16))
    if geteuid() == 0 {
      base = "/var/lib/groundswell/\(name)"
    } else {
      let environment = ProcessInfo.processInfo.environment
      let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
      base = "\(state ?? NSHomeDirectory() + "/.local/state")/groundswell/\(name)"
    }
  }

  private var data: String { "\(base)/data" }

  /// The folder of the socket; libpq and the kernel allow paths of about a hundred bytes, so a deep
  /// state folder gets its socket under /tmp.
  private var socketFolder: String {
    base.utf8.count <= 80 ? base : "/tmp/groundswell-\(geteuid())-\(base.suffix(16))"
  }

  /// How to connect as a role.
  private func settings(user: String, database: String) -> ConnectionSettings {
    ConnectionSettings(keywords: [
      ("host", socketFolder), ("port", "5432"), ("dbname", database), ("user", user),
    ])
  }

  /// Whether a server runs: one that answers at the socket, since the process number in its file may
  /// be another program's after a crash.
  public func isRunning() throws -> Bool {
    guard FileManager.default.fileExists(atPath: "\(data)/postmaster.pid") else { return false }
    let words = ["--quiet", "--host", socketFolder, "--port", "5432"]
    return try server("pg_isready", words) < 2  // 1 is a server that is starting
  }

  /// Starts the server, making the cluster when there is none; does nothing when it runs.
  ///
  /// Two programs that start at once wait for each other.
  public func start() throws {
    try makeParent()
    let lock = open("\(base).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { throw unreachable("its lock can't be opened") }
    defer { close(lock) }
    guard flock(lock, LOCK_EX) == 0 else {
      if errno == EINTR { throw Failure(.interrupted, "interrupted") }
      throw unreachable("its lock can't be taken")
    }
    try makeFolders()
    if try !isRunning() {
      if !FileManager.default.fileExists(atPath: data) { try initialise() }
      let log = "\(base)/log"
      let words = ["--pgdata", data, "--log", log, "--wait", "--timeout", "60", "start"]
      guard try server("pg_ctl", words) == 0 else {
        throw unreachable("the server didn't start; its log is \(log)")
      }
    }
    // A run that was stopped between start and here is made good by the next, and so are roles that a
    // later program has more of.
    let roles = Digest.of(SQLFiles.text("sql/bootstrap/roles.sql"))
    if (try? String(contentsOfFile: "\(base)/ready", encoding: .utf8)) != roles {
      try bootstrap()
      try write(roles, to: "\(base)/ready")
    }
  }

  /// Stops the server and keeps its data.
  public func stop() throws {
    guard try isRunning() else { return }
    guard try server("pg_ctl", ["--pgdata", data, "--mode", "fast", "--wait", "stop"]) == 0 else {
      throw unreachable("the server didn't stop")
    }
  }

  private func makeParent() throws {
    let parent = (base as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    } catch { throw unreachable("its folder can't be made") }
  }

  private func makeFolders() throws {
    do {
      for folder in Set([base, socketFolder])
      where !FileManager.default.fileExists(atPath: folder) {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: false,
          attributes: [.posixPermissions: 0o700])
        if isRoot, let user = getpwnam("postgres") {
          guard chown(folder, user.pointee.pw_uid, user.pointee.pw_gid) == 0 else {
            throw unreachable("\(folder) can't be given to user postgres")
          }
        }
      }
    } catch let error as CocoaError {
      throw unreachable("its folder can't be made (\(error.code.rawValue))")
    }
    var status = stat()
    let owner = isRoot ? getpwnam("postgres")?.pointee.pw_uid ?? 0 : geteuid()
    guard lstat(socketFolder, &status) == 0, status.st_uid == owner,
      status.st_mode & S_IFMT == S_IFDIR, status.st_mode & 0o077 == 0
    else { throw unreachable("\(socketFolder) is not a private folder of the server's user") }
  }

  /// Makes the cluster under another name first, so that a stopped run leaves nothing half-made.
  private func initialise() throws {
    // What a stopped run left may still be written to by its initdb: it gets no second use.
    let fresh = "\(base)/data.new-\(getpid())"
    _ = shell("sh", ["-c", "rm -rf \"$0\"/data.new-*", base])
    guard
      try server(
        "initdb",
        [
          "--pgdata", fresh, "--username", "postgres", "--auth-local", "peer", "--auth-host",
          "reject", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions",
        ]) == 0
    else { throw unreachable("initdb failed in \(base)") }
    try write(Self.configuration(socketFolder: socketFolder), to: "\(fresh)/conf.new")
    try write("local all all peer map=groundswell\n", to: "\(fresh)/hba.new")
    try write(identities(), to: "\(fresh)/ident.new")
    let move = """
      cat "$0/conf.new" >> "$0/postgresql.conf" && rm "$0/conf.new" \
      && mv "$0/hba.new" "$0/pg_hba.conf" && mv "$0/ident.new" "$0/pg_ident.conf" \
      && mv "$0" "$1"
      """
    guard shell("sh", ["-c", move, fresh, data]) == 0 else {
      throw unreachable("the new cluster can't be put in its place")
    }
  }

  /// Statements and values never reach the server's log: it is terse, and errors leave it alone.
  private static func configuration(socketFolder: String) -> String {
    """
    listen_addresses = ''
    port = 5432
    unix_socket_directories = '\(socketFolder.replacingOccurrences(of: "'", with: "''"))'
    wal_level = minimal
    max_wal_senders = 0
    max_wal_size = 4GB
    shared_buffers = 256MB
    work_mem = 64MB
    maintenance_work_mem = 256MB
    jit = off
    log_error_verbosity = terse
    log_min_error_statement = panic

    """
  }

  private func identities() -> String {
    let user = getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "postgres"
    let roles = ["postgres", "owner", "loader", "data_team", "reporter"]
    return Set([user, isRoot ? "postgres" : user]).sorted()
      .flatMap { name in roles.map { "groundswell \"\(name)\" \($0)\n" } }.joined()
  }

  /// Connects as a role, waiting for a server that is still starting.
  func connect(user: String, database: String = "groundswell") throws -> Connection {
    let start = ContinuousClock.now
    while true {
      do {
        return try Connection(settings(user: user, database: database))
      } catch {
        let isLate = start.duration(to: .now) > .seconds(30)
        guard error.isConnectionLost, !isLate, try isRunning() else { throw error }
        usleep(100_000)
      }
    }
  }

  /// Makes roles and database; does nothing where they are.
  private func bootstrap() throws {
    var connection = try connect(user: "postgres", database: "postgres")
    try connection.script(SQLFiles.statement("bootstrap/roles"))
    let exists = try connection.query(
      "select exists (select from pg_database where datname = 'groundswell')"
    ) { try $0.row(0) { try $0.bool(0) } }
    if !exists { try connection.script("create database groundswell owner owner") }
  }

  private func write(_ text: String, to path: String) throws {
    do {
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      if isRoot, let user = getpwnam("postgres") {
        _ = chown(path, user.pointee.pw_uid, user.pointee.pw_gid)
      }
    } catch { throw unreachable("its settings can't be written") }
  }

  private func unreachable(_ what: String) -> Failure {
    Failure(
      .unreachable, "the private database: \(what)",
      next: "Run Scripts/setup, or name a server with --database.")
  }

  /// Runs one of the server's programs, as the user that the server belongs to.
  private func server(_ program: String, _ arguments: [String]) throws -> Int32 {
    shell("\(try Self.programs())/\(program)", arguments)
  }

  /// Runs a program as the server's user, from `/`, which that user can read.
  private func shell(_ program: String, _ arguments: [String]) -> Int32 {
    ServerProgram.run(
      (isRoot ? ["runuser", "-u", "postgres", "--", program] : [program]) + arguments)
  }

  /// The folder of the newest server's programs.
  private static func programs() throws -> String {
    if let given = ProcessInfo.processInfo.environment["GROUNDSWELL_PG_BIN"] { return given }
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let newest = versions.compactMap(Int.init).filter {
      FileManager.default.isExecutableFile(atPath: "\(root)/\($0)/bin/pg_ctl")
    }.max()
    guard let newest else {
      throw Failure(
        .unreachable, "no PostgreSQL server is installed", at: root,
        next: "Run Scripts/setup, or name a server with --database.")
    }
    return "\(root)/\(newest)/bin"
  }
}
