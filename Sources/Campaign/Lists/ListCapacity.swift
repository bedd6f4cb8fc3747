/// How many calls there is room for, in a director's words: 6 callers for 2 hours at 25 dials an hour,
/// these evenings.
public struct ListCapacity: Hashable, Sendable {
  /// How many call at the same time.
  public var callers: Int
  /// How long each calls a day.
  public var minutes: Int
  /// How many numbers each dials an hour.
  public var dialsPerHour: Int
  /// The days on which they call, in order, each once.
  public var days: [Day]
  /// When they begin, on the campaign's clock; nil where it isn't said.
  public var from: ClockTime?

  /// Makes a capacity from its parts.
  public init(
    callers: Int, minutes: Int, dialsPerHour: Int, days: [Day], from: ClockTime? = nil
  ) {
    self.callers = callers
    self.minutes = minutes
    self.dialsPerHour = dialsPerHour
    self.days = days
    self.from = from
  }

  /// Calls that one caller has room for on one day.
  public var callsPerCallerAndDay: Int { minutes * dialsPerHour / 60 }
  /// Calls that one caller has room for.
  public var callsPerCaller: Int { callsPerCallerAndDay * days.count }
  /// All calls that there is room for.
  public var calls: Int { callsPerCaller * callers }
  /// When they end, on the campaign's clock; nil where it isn't said when they begin, or after midnight.
  public var until: ClockTime? { from.flatMap { ClockTime(minutes: $0.minutes + minutes) } }

  /// The capacity in a director's words.
  public var inWords: String {
    let hours = minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes) min"
    let begins = from.map { " from \($0)" } ?? ""
    return "\(callers) callers x \(hours) x \(dialsPerHour) dials\(begins), on "
      + days.map(\.description).joined(separator: ", ")
  }
}
