import CLibpq
import Glibc

extension Connection {
  /// The SCRAM-SHA-256 verifier of a password (RFC 5803), made here, so that the password stands in
  /// no statement and no log.
  ///
  /// - Returns: `SCRAM-SHA-256$4096:…`, which holds no quote; the server takes it as a password.
  public mutating func passwordVerifier(
    _ password: String, user: Identifier
  ) throws(PostgresError) -> SQLExpression {
    let made = PQencryptPasswordConn(link.handle, password, user.name, "scram-sha-256")
    guard let made else { throw PostgresError(lastOf: link.handle, file: nil) }
    defer { PQfreemem(made) }
    let verifier = String(cString: made)
    precondition(
      verifier.hasPrefix("SCRAM-SHA-256$") && !verifier.contains("'") && !verifier.contains("\\"))
    return SQLExpression(unsafe: "'\(verifier)'")
  }
}
