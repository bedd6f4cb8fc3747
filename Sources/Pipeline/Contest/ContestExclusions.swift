import Campaign

/// People who may not enter: staff, contractors and their families, by e-mail address.
///
/// A file beside the definition with the header `email,why`; `why` is staff, contractor or family.
enum ContestExclusions {
  /// Reads the file's mailboxes.
  ///
  /// - Throws: `Failure` of kind `badInput` with file and line; no address stands in it.
  static func read(_ path: String) throws -> (mailboxes: [String: EntryReason], sha256: String) {
    let text = try TextFile.read(path)
    var mailboxes: [String: EntryReason] = [:]
    var reader = RecordReader(format: FileFormat())
    var problem: Failure?
    let take: (borrowing Record) -> Void = { record in
      guard problem == nil else { return }
      let place = "\(path):\(record.lineNumber)"
      let fields = (0..<record.count).map { record.text($0).trimmed }
      if record.rowNumber == 1 {
        if record.problem != nil || fields != ["email", "why"] {
          problem = Failure(
            .badInput, "the header is not `email,why`", at: place, next: "Write these two columns.")
        }
        return
      }
      let known = EntryReason.ofExclusion.map(\.rawValue)
      guard record.problem == nil, fields.count == 2, let address = EmailAddress(fields[0]) else {
        problem = Failure(
          .badInput, "is no e-mail address with a reason behind it", at: place,
          next: "Write `address,why`.")
        return
      }
      guard let why = EntryReason(rawValue: fields[1]), EntryReason.ofExclusion.contains(why) else {
        problem = Failure(
          .badInput, "says no reason known here", at: place,
          next: "Known here: \(known.joined(separator: ", ")).")
        return
      }
      mailboxes[address.mailbox] = mailboxes[address.mailbox] ?? why
    }
    let bytes = Array(text.utf8)
    try reader.feed(bytes.span, take)
    _ = try reader.finish(take)
    if let problem { throw problem }
    return (mailboxes, Digest.of(text))
  }
}
