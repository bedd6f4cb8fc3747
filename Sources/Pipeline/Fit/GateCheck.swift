/// A check of a fitted version: a figure, what it must reach, and what it says in words.
public struct GateCheck: Codable, Sendable {
  /// The check's name.
  public var name: String
  /// Whether a version that fails it stays out; one that doesn't bind is told alone.
  public var isBinding: Bool
  /// Whether it holds.
  public var holds: Bool
  /// The figure that it goes by, where there is one.
  public var value: Double?
  /// The figure's 95 % interval.
  public var low: Double?
  /// The figure's 95 % interval.
  public var high: Double?
  /// What the figure, or an end of its interval, is held against.
  public var bound: Double?
  /// What it says, without a value of a file.
  public var sentence: String
}
