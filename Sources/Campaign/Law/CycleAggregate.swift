/// What a contributor has given in an election cycle, receipt by receipt, and which receipts a report
/// names.
///
/// 52 USC 30104(b)(3)(A), 11 CFR 104.3(a)(4): an authorised committee itemises the receipts of whoever
/// gave more than $200 in the cycle; exactly $200 isn't more. The aggregate runs: what came before the
/// day on which it went over stays unitemised. A ledger has days and no hours, so the receipts of one day
/// go over together. What was given back before a day is off the aggregate of that day, and a refund
/// that names no gift takes nothing below zero.
public struct CycleAggregate: Hashable, Sendable {
  /// The amount up to which receipts stay unitemised.
  public static let threshold = Cents.dollars(200)

  /// The receipt's place among those given.
  public var index: Int
  /// The aggregate after the receipt.
  public var aggregate: Cents
  /// Whether a report names the receipt.
  public var isItemised: Bool
  /// Whether it is the first that takes the aggregate over $200, for the first time in the cycle.
  public var crosses: Bool

  /// The aggregates of one contributor's receipts; lines below zero have none.
  ///
  /// - Parameter receipts: those of the cycle, in order of their days.
  public static func all(of receipts: [LedgerReceipt]) -> [CycleAggregate] {
    // What is given back is off from the next day on.
    let refunds = receipts.filter { $0.amount > .zero }
      .compactMap { receipt in receipt.givenBackOn.map { (day: $0, amount: receipt.givenBack) } }
      .sorted { $0.day < $1.day }
    var (nextRefund, running, hasCrossed) = (0, Cents.zero, false)
    var aggregates: [CycleAggregate] = []
    var start = 0
    while start < receipts.count {
      let day = receipts[start].day
      while nextRefund < refunds.count, refunds[nextRefund].day < day {
        running = max(.zero, running - refunds[nextRefund].amount)
        nextRefund += 1
      }
      let first = aggregates.count
      var end = start
      while end < receipts.count, receipts[end].day == day {
        running = max(.zero, running + receipts[end].amount)
        if receipts[end].amount > .zero {
          aggregates.append(
            CycleAggregate(index: end, aggregate: running, isItemised: false, crosses: false))
        }
        end += 1
      }
      if running > threshold {
        for index in first..<aggregates.count {
          aggregates[index].isItemised = true
          if !hasCrossed, aggregates[index].aggregate > threshold {
            aggregates[index].crosses = true
            hasCrossed = true
          }
        }
      }
      start = end
    }
    return aggregates
  }
}
