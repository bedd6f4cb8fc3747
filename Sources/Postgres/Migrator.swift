/// Brings a database to the form that this program knows: forward only, each migration in a
/// transaction of its own and recorded in `run.migration`.
public struct Migrator: Sendable {
  private let migrations: [Migration]
  private let programVersion: String

  /// A migrator for all of the program's migrations, in any order.
  ///
  /// - Throws: `MigrationError.misnumbered` where their numbers have a gap or a number is doubled.
  public init(
    migrations: [Migration], programVersion: String
  ) throws(MigrationError) {
    let sorted = migrations.sorted { $0.name < $1.name }
    for (index, migration) in sorted.enumerated() {
      let digits = String(index + 1)
      let prefix = "m" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_"
      guard migration.name.hasPrefix(prefix), Identifier(migration.name) != nil else {
        throw .misnumbered(name: migration.name, expected: prefix)
      }
    }
    self.migrations = sorted
    self.programVersion = programVersion
  }

  /// Applies what is missing, and returns the names of what it applied, in order.
  ///
  /// A second program that migrates at the same time waits for the first, then finds nothing to
  /// do. A migration that fails is wholly rolled back; the ones before it stay.
  /// - Throws: `MigrationError`, or the `PostgresError` of a migration's file.
  public func migrate(_ connection: inout Connection) throws -> [String] {
    try connection.withAdvisoryLock(Self.lockKey) { connection throws in
      try connection.script(Self.createRecord)
      let pending = try pending(connection: &connection)
      for migration in pending { try apply(migration, &connection) }
      return pending.map(\.name)
    }
  }

  /// What is not applied yet, once what is applied agrees with what this program knows.
  private func pending(connection: inout Connection) throws -> ArraySlice<Migration> {
    let applied = try connection.rows(Self.applied) { (name: try $0.text(0), sum: try $0.text(1)) }
    let sums = try connection.rows(Self.checksums, [.texts(migrations.map(\.sql.text))]) {
      try $0.text(0)
    }
    let known = Set(migrations.map(\.name))
    if let newer = applied.first(where: { !known.contains($0.name) }) {
      throw MigrationError.programOlderThanDatabase(unknown: newer.name)
    }
    for (index, row) in applied.enumerated() {
      let migration = migrations[index]
      guard row.name == migration.name else { throw MigrationError.gap(name: migration.name) }
      guard row.sum == sums[index] else { throw MigrationError.changed(name: migration.name) }
    }
    return migrations[applied.count...]
  }

  private func apply(_ migration: Migration, _ connection: inout Connection) throws {
    try connection.transaction { connection in
      try connection.script(migration.sql)
      let rowCount = try connection.query(migration.verify) { $0.count }
      guard rowCount == 0 else {
        throw MigrationError.notVerified(name: migration.name, rowCount: rowCount)
      }
      let values: [Value] = [
        .text(migration.name), .text(migration.sql.text), .text(programVersion),
      ]
      try connection.execute(Self.record, values)
    }
  }

  /// "groundsw" in ASCII: the lock that programs of this name migrate under.
  private static let lockKey: Int64 = 0x6772_6F75_6E64_7377

  private static let createRecord: Statement = """
    create schema if not exists run;
    create table if not exists run.migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default pg_catalog.now(),
      program_version text not null
    );
    comment on table run.migration is 'One row is one applied migration.';
    """

  private static let applied: Statement = """
    select name, checksum from run.migration order by name collate "C"
    """

  private static let checksums: Statement = """
    select encode(sha256(convert_to(sql, 'UTF8')), 'hex')
    from unnest($1) with ordinality as migration (sql, position)
    order by position
    """

  private static let record: Statement = """
    insert into run.migration (name, checksum, program_version)
    values ($1, encode(sha256(convert_to($2, 'UTF8')), 'hex'), $3)
    """
}

extension Connection {
  /// Runs `body` while no other session holds the lock of this key.
  fileprivate mutating func withAdvisoryLock<R>(
    _ key: Int64, _ body: (inout Connection) throws -> R
  ) throws -> R {
    _ = try execute("select pg_advisory_lock($1)", [.integer(key)])
    // A lost connection gives the lock back by itself.
    defer { _ = try? link.uninterrupted.run("select pg_advisory_unlock($1)", [.integer(key)]) }
    return try body(&self)
  }
}
