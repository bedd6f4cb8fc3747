/// An amount of money in whole cents of the US dollar; refunds and debts are negative.
///
/// `+` and `-` trap on overflow as `Int64` does; `adding` and `sum` return nil instead and are for
/// amounts that come from files.
public struct Cents: Hashable, Comparable, Sendable {
  /// The number of cents.
  public var count: Int64

  /// Makes an amount of so many cents.
  public init(_ count: Int64) {
    self.count = count
  }

  /// Makes an amount of whole dollars.
  public static func dollars(_ dollars: Int64) -> Cents {
    Cents(dollars * 100)
  }

  /// No money.
  public static let zero = Cents(0)

  /// Whether the amount has no odd cents.
  public var isWholeDollars: Bool { count % 100 == 0 }

  /// The sum, or nil on overflow.
  public func adding(_ other: Cents) -> Cents? {
    let (sum, overflow) = count.addingReportingOverflow(other.count)
    return overflow ? nil : Cents(sum)
  }

  /// The sum of the amounts, or nil on overflow.
  public static func sum(_ amounts: some Sequence<Cents>) -> Cents? {
    var total = Cents.zero
    for amount in amounts {
      guard let next = total.adding(amount) else { return nil }
      total = next
    }
    return total
  }

  /// Adds two amounts.
  public static func + (left: Cents, right: Cents) -> Cents {
    Cents(left.count + right.count)
  }

  /// Subtracts the right amount from the left one.
  public static func - (left: Cents, right: Cents) -> Cents {
    Cents(left.count - right.count)
  }

  /// Orders amounts by size.
  public static func < (left: Cents, right: Cents) -> Bool {
    left.count < right.count
  }
}

extension Cents: CustomStringConvertible {
  /// The amount for machines: `1234.50`, `-0.05`.
  public var plain: String {
    let (dollars, cents) = count.magnitude.quotientAndRemainder(dividingBy: 100)
    return "\(count < 0 ? "-" : "")\(dollars).\(cents < 10 ? "0" : "")\(cents)"
  }

  /// The amount for people: `$1,234.50`, and without cents where there are none: `$1,234`.
  public var dollars: String {
    let (dollars, cents) = count.magnitude.quotientAndRemainder(dividingBy: 100)
    var text = count < 0 ? "-$" : "$"
    let digits = String(dollars)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return cents == 0 ? text : text + ".\(cents < 10 ? "0" : "")\(cents)"
  }

  /// The amount for people.
  public var description: String { dollars }
}
