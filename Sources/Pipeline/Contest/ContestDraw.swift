import Campaign

/// The hashes of a contest: what is published of an entry, and in which order entries are drawn.
///
/// All of it is SHA-256 of texts in UTF-8 and in small hexadecimal digits, so that `sha256sum` and a
/// few lines of any language give the same (docs/contests.md). Who wins follows from a secret that the
/// sponsor committed to before the closing, a public value that comes out after it, and the list of
/// entries between them; none of the three can be chosen for its outcome by who makes it.
enum ContestDraw {
  /// What a published draw says of how it was made.
  static let algorithm = [
    "commitment = SHA-256(secret)",
    "list = entries.txt, a line an entry, sorted; entries_sha256 = SHA-256(list)",
    "seed = SHA-256(secret, newline, beacon, newline, entries_sha256, newline)",
    "each entry's key = SHA-256(seed followed by the entry); the smallest key is drawn first",
    "an entry = SHA-256(salt, newline, contest, newline, its id, newline, e-mail, newline, "
      + "first name, blank, last name, newline)",
  ]

  /// A secret of 256 bits from the system's generator, in hexadecimal.
  static func newSecret() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }.joined()
  }

  /// The salt of an entry, which its entrant may be told: nobody makes it without the key.
  static func salt(_ entry: ContestEntry, key: String) -> String {
    String(Digest.of("\(key)\n\(entry.source)\n\(entry.record)\n").prefix(32))
  }

  /// What is published of an entry.
  ///
  /// It binds the entry to the person: another person can't be put behind it later.
  static func ticket(_ entry: ContestEntry, contest: String, key: String) -> String {
    let name = "\(entry.firstName ?? "") \(entry.lastName ?? "")"
    return Digest.of(
      "\(salt(entry, key: key))\n\(contest)\n\(entry.record)\n\(entry.email ?? "")\n\(name)\n")
  }

  /// The published list: a line a ticket, sorted.
  static func list(_ tickets: [String]) -> String {
    tickets.sorted().map { "\($0)\n" }.joined()
  }

  /// The seed.
  ///
  /// - Parameters:
  ///   - secret: the one committed to.
  ///   - beacon: the public value, as it was stated.
  ///   - list: the published list.
  static func seed(secret: String, beacon: String, list: String) -> String {
    Digest.of("\(secret)\n\(beacon)\n\(Digest.of(list))\n")
  }

  /// The tickets in the order in which they are drawn.
  static func order(_ tickets: [String], seed: String) -> [String] {
    tickets.map { (key: Digest.of(seed + $0), ticket: $0) }
      .sorted { ($0.key, $0.ticket) < ($1.key, $1.ticket) }.map(\.ticket)
  }
}
