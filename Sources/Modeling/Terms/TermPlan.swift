/// The terms that make a design of a frame, learned on its training rows.
public struct TermPlan: Sendable, Equatable, Codable {
  /// How terms are learned.
  public struct Options: Sendable {
    /// The fewest training rows that a level or a missing indicator needs for a term of its own:
    /// rarer ones say little and often separate the outcomes.
    public var minimumRows = 20
    /// The most levels of a column with a term of their own.
    public var mostLevels = Int.max
    /// Whether numeric columns give bounded terms in place of linear ones.
    public var isBounded = false

    /// Makes the default options.
    public init() {}
  }

  /// A raw column, or its missing indicator, that makes no term, and why.
  public struct Dropped: Sendable, Equatable, Codable {
    /// Why something was left out.
    public enum Reason: String, Sendable, Codable {
      /// No training row has a value.
      case empty
      /// All training rows with a value have the same one.
      case constant
      /// No level, or only one, has enough training rows.
      case tooFewRows
      /// Values are missing in fewer training rows than a term needs.
      case missingTooRarely
      /// Values are missing in just the training rows where an earlier column's are.
      case missingTogether

      /// The reason as a person reads it.
      public var inWords: String {
        switch self {
        case .empty: "no value"
        case .constant: "one value alone"
        case .tooFewRows: "no level of enough people"
        case .missingTooRarely: "too few missing for a term of their own"
        case .missingTogether: "missing where another feature is"
        }
      }
    }

    /// The name of the raw column.
    public let column: String
    /// Why.
    public let reason: Reason

    /// Both, for people.
    public var inWords: String { "\(column): \(reason.inWords)" }
  }

  /// The terms, in the order of the raw columns.
  public let terms: [Term]
  /// What was left out.
  public let dropped: [Dropped]

  /// Makes a plan of terms that are known already.
  public init(terms: [Term]) {
    self.terms = terms
    dropped = []
  }

  private init(terms: [Term], dropped: [Dropped]) {
    self.terms = terms
    self.dropped = dropped
  }

  /// Learns terms from the training rows alone.
  ///
  /// A numeric column gives a linear term, centred and scaled by mean and standard deviation of the
  /// values present and bounded on request, and an indicator of missing values. A categorical column gives one term a
  /// level, missing being a level; the most frequent one is the reference and has no term, levels
  /// under `minimumRows` are pooled into "other levels", and a pool that is itself too small joins
  /// the reference. A level unseen in training counts as one of the others, and as the reference
  /// where there is no such term. Ties of frequency go by name, so the order of codes is nothing.
  ///
  /// - Parameters:
  ///   - frame: The raw columns.
  ///   - rows: Numbers of the training rows, from 0.
  ///   - options: The fewest rows of a term.
  public static func learn(
    from frame: RawFrame, rows: [Int], options: Options = Options()
  ) -> TermPlan {
    var learner = TermLearner(rows: rows, options: options)
    let spreads = Parts.map(frame.columns.count) { NumberSpread(frame.columns[$0], rows: rows) }
    for (index, name) in frame.names.enumerated() {
      learner.add(frame.columns[index], spreads[index], named: name)
    }
    return TermPlan(terms: learner.terms, dropped: learner.dropped)
  }

  /// Makes the design of a frame, one column a term, for all rows or for some in their order.
  public func apply(
    _ frame: RawFrame, rows: [Int]? = nil
  ) throws(TermError) -> DesignMatrix {
    let rows = rows ?? Array(0..<frame.rows)
    let readers = try TermReader.readers(of: terms, frame)
    let values = [Double](unsafeUninitializedCapacity: rows.count * terms.count) { values, count in
      count = rows.count * terms.count
      guard count > 0, let first = values.baseAddress else { return }
      // Each term has a place of its own.
      nonisolated(unsafe) let values = first
      _ = Parts.map(terms.count) { place in
        rows.withUnsafeBufferPointer { readers[place].read($0, into: values + place * rows.count) }
      }
    }
    return DesignMatrix(rows: rows.count, names: terms.map(\.name), values: values)
  }

  /// The design of some rows of the very frame that the plan was learned on.
  func applied(to frame: RawFrame, rows: [Int]) -> DesignMatrix {
    do {
      return try apply(frame, rows: rows)
    } catch {
      preconditionFailure("a plan learned on a frame fits that frame")
    }
  }
}
