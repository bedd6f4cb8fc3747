/// Where the server is and who asks, in libpq's own words.
///
/// What is left out comes from where libpq takes it: the environment (`PGHOST`, `PGSERVICE`, …),
/// `~/.pgpass`, the service file and its defaults; TLS settings too.
public struct ConnectionSettings: Sendable {
  let keywords: [(name: String, value: String)]
  let role: String?

  /// Settings from a connection string.
  ///
  /// - Parameters:
  ///   - conninfo: `host=… dbname=…`, a `postgresql://` URI, the bare name of a database, or empty.
  ///   - role: the role to become by `SET ROLE` after connecting.
  ///   - applicationName: what `pg_stat_activity` shows unless `PGAPPNAME` is set.
  public init(
    _ conninfo: String = "", role: String? = nil, applicationName: String = "groundswell"
  ) {
    self.init(keywords: [("dbname", conninfo)], role: role, applicationName: applicationName)
  }

  /// Settings from libpq's keywords (`host`, `port`, `dbname`, `user`, …) and their values.
  public init(
    keywords: [(String, String)], role: String? = nil, applicationName: String = "groundswell"
  ) {
    // Later keywords win over what a conninfo under `dbname` says.
    self.keywords =
      keywords.map { (name: $0.0, value: $0.1) } + [
        ("fallback_application_name", applicationName), ("client_encoding", "UTF8"),
      ]
    self.role = role
  }
}
