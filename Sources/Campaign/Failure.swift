/// What went wrong, where, and what to do next: the one error form a person sees.
///
/// The texts never hold a name, an address, an e-mail or a value read from a file or bound to a
/// statement: only places (file, line, column), names of columns, counts and reasons.
public struct Failure: Error, Equatable, Sendable {
  /// The kinds of failure; the raw value is the program's exit code.
  public enum Kind: Int32, Sendable {
    /// A figure or a check falls short.
    case shortfall = 1
    /// The words of the call are off.
    case usage = 64
    /// An input file or a definition is bad.
    case badInput = 65
    /// The database can't be reached, or went away.
    case unreachable = 69
    /// A defect of ours.
    case bug = 70
    /// A rule (law, gate, purpose) refuses.
    case refused = 77
    /// The person stopped the program.
    case interrupted = 130
  }

  /// The kind, which decides the exit code.
  public var kind: Kind
  /// What went wrong, as one sentence without a full stop.
  public var what: String
  /// Where: `file:line:column`, `file:line`, a file, or an SQL file.
  public var place: String?
  /// The next step, as an imperative sentence.
  public var nextStep: String?

  /// Makes a failure from its parts.
  public init(_ kind: Kind, _ what: String, at place: String? = nil, next: String? = nil) {
    self.kind = kind
    self.what = what
    self.place = place
    self.nextStep = next
  }
}

extension Failure: CustomStringConvertible {
  /// `place: what` on the first line, the next step on the second.
  public var description: String {
    let head = place.map { "\($0): \(what)" } ?? what
    return nextStep.map { "\(head)\n  next: \($0)" } ?? head
  }
}
