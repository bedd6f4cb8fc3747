/// Why terms can't be applied to a frame.
public enum TermError: Error, Equatable, Sendable {
  /// The frame has no column of this name.
  case columnAbsent(String)
  /// The column is numeric where it was categorical in training, or the other way round.
  case columnOfOtherType(String)
}

extension TermError: CustomStringConvertible {
  /// The reason as a sentence, for people.
  public var description: String {
    switch self {
    case .columnAbsent(let name): "column \(name) is absent, and the model needs it"
    case .columnOfOtherType(let name):
      "column \(name) changed between numeric and categorical since the model was fitted"
    }
  }
}
