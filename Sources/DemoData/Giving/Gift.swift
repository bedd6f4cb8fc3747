/// One gift: a line of the contributions file.
struct Gift {
  enum Series: Equatable {
    case once
    /// A monthly promise; `months` is 0 where it has no end.
    case monthly(recurrence: Int, months: Int)
  }

  let day: CivilDay
  let second: Int
  let cents: Int
  let election: Election.Kind
  let series: Series
  /// The position of the gift that the receipt was written for: further months and the second half
  /// of a gift for both elections share it.
  let receipt: Int
  /// Which of the donor's accounts gave.
  let account: Int
  var refunded: CivilDay?
}
