import Campaign

/// What a backtest found.
public struct BacktestSummary: StageSummary {
  /// The list.
  public var list: String
  /// Its model.
  public var model: String
  /// The most people on it.
  public var size: Int
  /// The days after each replayed day in which gifts count.
  public var window: Int
  /// The replayed days, earliest first.
  public var days: [BacktestFigures]
  /// All of them together; nil where there is one.
  public var together: BacktestFigures?
  /// Where the page is.
  public var page = ""
  /// Where its figures are.
  public var csv = ""
  /// Where its chart is; nil where none could be drawn.
  public var chart: String?

  init(
    list: String, model: String, size: Int, window: Int, days: [BacktestFigures],
    together: BacktestFigures?
  ) {
    self.list = list
    self.model = model
    self.size = size
    self.window = window
    self.days = days
    self.together = together
  }

  /// The days, and all of them together where there are several.
  var periods: [BacktestFigures] { days + (together.map { [$0] } ?? []) }

  /// The simple rule that did best over all days, chosen by what came: nobody knew it before.
  var bestRule: BacktestGroup {
    let figures = together ?? days.first
    func mean(_ rule: BacktestGroup) -> Double { figures?.of(rule)?.dollarsPer100.value ?? 0 }
    return mean(.largestGift) >= mean(.latestGift) ? .largestGift : .latestGift
  }

  /// The summary in a few lines.
  public var text: String {
    let head = "\(list): dollars per 100 people in the \(window) days after each day (95 %)"
    let periods = periods.map { figures in
      let name = figures.asOf.map { day in
        "as of \(day), trained on \(figures.trainedOn ?? 0) people as of "
          + "\(figures.trainedAsOf ?? "")"
      }
      let lines = figures.groups.map { group in
        let words = BacktestGroup(rawValue: group.group)?.inWords ?? group.group
        return "  \(words): \(Self.money(group.dollarsPer100)) of \(group.people) people"
          + (group.listMinusGroup.map { "; list less these \(Self.money($0))" } ?? "")
      }
      return ([name ?? "all days together"] + lines).joined(separator: "\n")
    }
    let files = ["page: \(page)", "figures: \(csv)"] + (chart.map { ["chart: \($0)"] } ?? [])
    return ([head] + periods + files).joined(separator: "\n")
  }

  /// `$120.50 ($90.00 to $150.25)`.
  static func money(_ measure: BacktestFigures.Measure) -> String {
    guard let value = measure.value else { return "none" }
    guard let low = measure.low, let high = measure.high else { return money(value) }
    return "\(money(value)) (\(money(low)) to \(money(high)))"
  }

  private static func money(_ dollars: Double) -> String {
    Cents(Int64((100 * dollars).rounded())).dollars
  }
}
