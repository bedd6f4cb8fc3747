extension EmailAddress {
  /// The mailbox that the address reaches, by which one person's several spellings of it are one:
  /// what stands behind a `+` goes, and at Gmail the full stops too.
  public var mailbox: String {
    let parts = text.split(separator: "@", maxSplits: 1)
    guard parts.count == 2 else { return text }
    // Who writes `+a@example.org` has nothing in front of the mark.
    let plain = parts[0].prefix { $0 != "+" }
    let local = plain.isEmpty ? parts[0] : plain
    guard ["gmail.com", "googlemail.com"].contains(parts[1]) else { return "\(local)@\(parts[1])" }
    return "\(local.filter { $0 != "." })@gmail.com"
  }
}
