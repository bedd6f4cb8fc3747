/// The conventional amounts that a person is asked for, up to the legal limit.
public struct AskLadder: Hashable, Sendable {
  /// The amounts in rising order, the limit last.
  public let amounts: [Cents]

  /// The smallest amount asked for: where there is less room the ask is for time, not for money.
  public static let least = Cents.dollars(5)

  private static let conventional: [Int64] = [
    5, 10, 15, 20, 25, 35, 50, 75, 100, 150, 250, 500, 1_000, 2_500,
  ]

  /// Makes the ladder under a limit per election: the conventional amounts below it, then itself.
  public init(limit: Cents) {
    amounts = AskLadder.conventional.map(Cents.dollars).filter { $0 < limit } + [limit]
  }

  /// The first amount to ask a person for; nil where there is less than $5 of room.
  ///
  /// The smallest amount of the ladder that isn't below the latest gift. Where that is more than the
  /// room, the room itself if it is whole dollars (a person who gives at this height can be asked to
  /// give up to the limit), else the largest amount of the ladder within the room. So the ask is
  /// never over the room, and always an amount of the ladder or exactly the room.
  ///
  /// - Parameters:
  ///   - latestGift: The latest gift; nil, zero or a refund where there is none.
  ///   - room: What the person may still give to this election.
  ///   - defaultAsk: Stands for the latest gift where there is none.
  public func firstAsk(latestGift: Cents?, room: Cents, defaultAsk: Cents) -> Cents? {
    guard room >= AskLadder.least else { return nil }
    let gift = latestGift.flatMap { $0 > .zero ? $0 : nil } ?? defaultAsk
    if let ask = amounts.first(where: { $0 >= gift }), ask <= room { return ask }
    let top = min(room, amounts[amounts.count - 1])
    return top.isWholeDollars ? top : amounts.last { $0 <= top }
  }
}
