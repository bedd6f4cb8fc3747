import Glibc
import Postgres
import TestSupport
import Testing

/// A throw-away PostgreSQL cluster that takes logins by password over TLS, and no others.
///
/// A shell beside the tests makes it, and stops and deletes it once its input ends: at `stop()`,
/// and just as well when the tests crash or are killed.
struct TLSServer: Codable, Sendable {
  @TaskLocal static var current: TLSServer?

  static let user = "organizer"
  static let password = "swordfish-4711"
  /// A role that the user may take, and one that it may not.
  static let (group, foreignGroup) = ("phone_bank", "treasury")

  let port: String
  /// Holds the cluster, and is the place for a test's own files.
  let folder: String
  private let shell: LentShell

  /// Whether what it takes is installed; in CI the attempt is made, and fails, where it isn't.
  static let mustRun =
    getenv("CI").map { String(cString: $0) } == "true" || (try? spawn("check").end()) == 0

  static func start() throws -> TLSServer {
    let shell = try spawn("start")
    // The port and the folder, which may hold spaces.
    let words = shell.firstLine().split(separator: " ", maxSplits: 1)
    guard words.count == 2 else { throw NotStarted(exitCode: shell.end()) }
    return TLSServer(port: String(words[0]), folder: String(words[1]), shell: shell)
  }

  func stop() {
    #expect(shell.end() == 0)
    #expect(access(folder, F_OK) != 0, "the cluster was left behind")
  }

  /// A login that succeeds, but for the changed keywords.
  func settings(_ changes: [String: String] = [:], role: String? = nil) -> ConnectionSettings {
    let keywords = [
      "host": "localhost", "hostaddr": "127.0.0.1", "port": port, "dbname": "postgres",
      "user": Self.user, "password": Self.password, "sslmode": "verify-full",
      "sslrootcert": file("ca.crt"),
    ]
    return ConnectionSettings(
      keywords: keywords.merging(changes) { $1 }.map { ($0.key, $0.value) }, role: role)
  }

  func file(_ name: String) -> String { "\(folder)/\(name)" }

  /// Writes a file of a test's own, and returns its path.
  func write(_ text: String, to name: String, mode: mode_t = 0o600) throws -> String {
    let descriptor = open(file(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    try #require(Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count)
    try #require(fchmod(descriptor, mode) == 0)
    return file(name)
  }
}

extension TLSServer {
  static let missing = "no PostgreSQL server or openssl is installed; run Scripts/setup"

  struct NotStarted: Error, CustomStringConvertible {
    let exitCode: Int32

    var description: String { exitCode == 69 ? missing : "no TLS server; see standard error" }
  }

  private static func spawn(_ word: String) throws -> LentShell {
    try LentShell(script: script, name: "tls-server", word: word)
  }

  /// Prints the port and the folder once the server takes logins, and waits for its input to end.
  private static let script = #"""
    set -euo pipefail
    cd /
    bin=${GROUNDSWELL_PG_BIN-}
    if [[ -z $bin ]]; then
      bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
      [[ -x $bin/initdb ]] || bin=$(pg_config --bindir 2>/dev/null || true)
    fi
    [[ -x $bin/initdb ]] && command -v openssl >/dev/null || exit 69
    # The server refuses to run as root.
    if ((EUID == 0)); then
      id postgres >/dev/null 2>&1 || exit 69
      exec runuser -u postgres -- bash -c "$BASH_EXECUTION_STRING" "$0" "$@"
    fi
    [[ $1 == start ]] || exit 0

    unset "${!PG@}"
    umask 077
    parent=${TMPDIR:-/tmp}
    [[ -w $parent && -x $parent ]] || parent=/tmp
    home=$(mktemp -d "$parent/groundswell-tls.XXXXXX")
    data=$home/data
    finish() {
      code=$?
      ((code == 0)) || cat "$home/log" >&2 || true
      if [[ -f $data/postmaster.pid ]]; then
        "$bin/pg_ctl" -D "$data" -m immediate -w stop >/dev/null </dev/null || true
      fi
      rm -rf "$home"
    }
    trap finish EXIT

    {
      "$bin/initdb" -D "$data" --username=postgres --no-sync --encoding=UTF8 --locale=C.UTF-8 \
        --auth=reject
      key=(-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes)
      for name in ca other-ca; do
        openssl req -x509 "${key[@]}" -days 2 -subj "/CN=$name" -keyout "$home/$name.key" \
          -out "$home/$name.crt"
      done
      openssl req -new "${key[@]}" -subj /CN=server -keyout "$data/server.key" -out "$home/request"
      openssl x509 -req -in "$home/request" -CA "$home/ca.crt" -CAkey "$home/ca.key" \
        -CAcreateserial -days 2 -out "$data/server.crt" \
        -extfile <(echo 'subjectAltName = DNS:localhost, IP:127.0.0.1')
      "$bin/postgres" --single -D "$data" postgres <<END
    create role \#(group)
    create role \#(foreignGroup)
    create role \#(user) login password '\#(password)' in role \#(group)
    END
      printf '%s\n' 'hostssl all all 127.0.0.1/32 scram-sha-256' \
        'hostnossl all all 127.0.0.1/32 reject' >"$data/pg_hba.conf"
      printf '%s\n' 'ssl = on' 'fsync = off' 'shared_buffers = 16MB' \
        "listen_addresses = '127.0.0.1'" "unix_socket_directories = ''" >>"$data/postgresql.conf"
      # A port is only known to be free once the server has it; clients get theirs from 32768 on.
      for attempt in 1 2 3 4 5; do
        port=$((20000 + RANDOM % 12768))
        if "$bin/pg_ctl" -D "$data" -o "-p $port" -w start; then break; fi
        ((attempt < 5))
      done
    } >"$home/log" 2>&1 </dev/null

    printf '%s %s\n' "$port" "$home"
    cat >/dev/null
    """#
}

/// Lends a suite a `TLSServer`, one for all of its tests.
struct TLSServerScope: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    let server = try TLSServer.start()
    defer { server.stop() }
    try await TLSServer.$current.withValue(server, operation: body)
  }
}

extension Trait where Self == TLSServerScope {
  static var tlsServer: Self { TLSServerScope() }
}

extension Trait where Self == ConditionTrait {
  static var needsServerProgramsAndOpenSSL: Self {
    .enabled(if: TLSServer.mustRun, "\(TLSServer.missing)")
  }
}
