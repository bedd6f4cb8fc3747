/// Where a registration stands, in the words that lists go by, whatever codes a state's file has.
public enum VoterStatus: String, CaseIterable, Sendable {
  /// May vote.
  case active
  /// May vote, once the address is confirmed.
  case inactive
  /// Abroad or serving, for a time.
  case temporary
  /// No longer registered: on no list.
  case removed
  /// Never registered: on no list.
  case denied
  /// Too young to vote, and to be on any list.
  case preregistered
}
