/// How one donor gives from the campaign's first day to its latest: the truth that models of the
/// next gift are to find.
///
/// Each gift makes the next one more likely and sooner, with diminishing returns; older donors come
/// back more often, and a hidden warmth scales it. So recency, frequency and age foretell who gives
/// next. Monthly promises end at random or run on.
struct GiftHistory {
  private(set) var gifts: [Gift] = []

  private let age: Int
  private let accountCount: Int
  private let affluence: Double
  private let warmth: Double
  private var level: Int
  private var draws: Draws
  private var totals: [Election.Kind: Int] = [:]

  /// What people give in cents, small to large.
  private static let amounts = [
    300, 500, 1_000, 1_500, 2_000, 2_500, 2_700, 3_500, 5_000, 7_500, 10_000, 15_000, 20_000,
    25_000, 50_000, 100_000, 250_000,
  ]
  private static let amountWeights = [
    4, 11, 16, 6, 9, 17, 6, 6, 15, 4, 13, 2, 2, 7, 4, 2, 1,
  ]
  /// Quantiles in steps of a tenth of the days to the next gift, for the first return.
  private static let gaps = [6, 16, 28, 42, 58, 80, 108, 145, 200, 290, 480]

  /// - Parameters:
  ///   - age: in 2026.
  ///   - isFlat: nothing foretells the next gift.
  init(person: Int, age: Int, affluence: Double, accountCount: Int, seed: UInt64, isFlat: Bool) {
    draws = Draws(seed: seed, .gifts, person)
    self.age = age
    self.accountCount = accountCount
    self.affluence = affluence
    warmth = 0.5 + draws.unit()
    level = draws.weighted(Self.amountWeights)
    if isFlat {
      giveEvenly()
      return
    }
    if affluence > 0.7 && level < Self.amounts.count - 3 && draws.chance(0.5) { level += 2 }

    let first = firstDay()
    if affluence > 0.6 && draws.chance(0.02) {
      giveAtTheLimit(from: first)
    } else {
      giveFreely(from: first)
    }
    refundSome()
  }

  /// Later days are likelier, and the last days of a quarter, when deadlines are written about.
  private mutating func firstDay() -> CivilDay {
    let span = Story.today - Story.opening
    let later = draws.chance(0.4)
    let day = Story.opening + max(draws.below(span), later ? draws.below(span) : 0)
    guard draws.chance(0.25) else { return day }
    let (year, month, _) = day.parts
    let quarterEnd = CivilDay(year, (month + 2) / 3 * 3, 28) + draws.within(0...2)
    return quarterEnd > Story.today ? day : quarterEnd
  }

  private mutating func giveFreely(from first: CivilDay) {
    var day = first
    var count = 0
    var isPledged = false
    while day <= Story.today {
      count += 1
      let account = draws.below(accountCount)
      if !isPledged && draws.chance(age >= 50 ? 0.04 : 0.025) {
        isPledged = true
        giveMonthly(from: day, account: account)
      } else {
        give(amount(), on: day, account: account)
      }
      guard draws.chance(returnProbability(after: count)) else { break }
      day = day + max(1, gap(after: count))
    }
  }

  /// The same small chance on every day, whatever came before.
  private mutating func giveEvenly() {
    give(amount(), on: Story.opening + draws.below(Story.today - Story.opening), account: 0)
    guard let first = gifts.first?.day else { return }
    for offset in 1..<max(2, Story.today - first) where draws.chance(1.0 / 300) {
      give(amount(), on: first + offset, account: draws.below(accountCount))
    }
  }

  private func returnProbability(after count: Int) -> Double {
    let frequency = [0.42, 0.56, 0.66, 0.72][min(count, 4) - 1]
    let ofAge = age >= 65 ? 1.25 : age >= 45 ? 1 : 0.75
    return min(0.85, frequency * ofAge * warmth)
  }

  private mutating func gap(after count: Int) -> Int {
    let u = draws.unit() * 10
    let step = Int(u)
    let (low, high) = (Double(Self.gaps[step]), Double(Self.gaps[step + 1]))
    return Int((low + (u - Double(step)) * (high - low)) / (1 + 0.25 * Double(min(count, 5))))
  }

  private mutating func amount() -> Int {
    let step = draws.weighted([15, 60, 20, 5]) - 1
    let cents = Self.amounts[min(max(0, level + step), Self.amounts.count - 1)]
    // Some add the fee on top.
    return draws.chance(0.03) ? cents + feeCents(cents) : cents
  }

  private mutating func giveMonthly(from first: CivilDay, account: Int) {
    let (year, month, day) = first.parts
    let start = CivilDay(year, month, min(day, 28))
    let cents = min(Self.amounts[min(level, 10)], 10_000)
    let months = draws.pick([0, 0, 0, 12, 24])
    let receipt = gifts.count
    var recurrence = 1
    while recurrence == 1 || draws.chance(0.955) {
      let due = recurrence == 1 ? first : start.addingMonths(recurrence - 1)
      if due > Story.today || (months > 0 && recurrence > months) { break }
      give(
        cents, on: due, account: account, receipt: receipt,
        series: .monthly(recurrence: recurrence, months: months))
      recurrence += 1
    }
  }

  /// A donor near the limit, at it, or over it by mistake; some give for both elections at once.
  private mutating func giveAtTheLimit(from first: CivilDay) {
    let limit = Story.limitCents
    switch draws.below(4) {
    case 0:
      give(limit - 10_000, on: first, account: 0)
    case 1:
      give(limit, on: first, account: 0)
      if first < Story.primary { give(limit, on: Story.primary + 30, account: 0) }
    case 2:
      let receipt = gifts.count
      give(limit, on: first, account: 0)
      give(limit, on: first, account: 0, receipt: receipt, election: .general)
    default:
      give(limit, on: first, account: 0)
      let again = first + draws.within(1...40)
      if again <= Story.today { give(50_000, on: again, account: accountCount - 1, isOver: true) }
    }
  }

  /// Adds a gift; one that would break the limit is left out, unless that is the story.
  private mutating func give(
    _ cents: Int, on day: CivilDay, account: Int, receipt: Int? = nil,
    series: Gift.Series = .once, election: Election.Kind? = nil, isOver: Bool = false
  ) {
    let election = election ?? (day <= Story.primary ? .primary : .general)
    let total = totals[election, default: 0] + cents
    guard total <= Story.limitCents || isOver, gifts.count < Donor.linesPerDonor else { return }
    totals[election] = total
    gifts.append(
      Gift(
        day: day, second: draws.below(86_400), cents: cents, election: election, series: series,
        receipt: receipt ?? gifts.count, account: account))
  }

  /// A few gifts go back on request, larger ones more often, and most of what is over the limit.
  private mutating func refundSome() {
    var totals: [Election.Kind: Int] = [:]
    for position in gifts.indices {
      let gift = gifts[position]
      totals[gift.election, default: 0] += gift.cents
      let isOver = totals[gift.election, default: 0] > Story.limitCents
      let day = gift.day + draws.within(1...45)
      let share = isOver ? 0.7 : gift.cents >= 10_000 ? 0.025 : 0.008
      if draws.chance(share) && day <= Story.today { gifts[position].refunded = day }
    }
  }
}

/// The conduit's fee: 3.95 %, rounded to the cent.
func feeCents(_ cents: Int) -> Int {
  (cents * 395 + 5_000) / 10_000
}
