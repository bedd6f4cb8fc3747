import Campaign

extension ListFile {
  /// What a caller needs before the call: what to ask for, and what happened last.
  static func briefing(_ list: ListDefinition, _ rules: ListRules) -> [Column] {
    var columns: [Column] = []
    if list.ranking.isOfGifts, rules.limit != nil {
      columns += [
        Column(.firstAsk) { .amount($0.ask) },
        Column(.fallback) { .amount(rules.lowerAsks(than: $0.ask).fallback) },
        Column(.floor) { .amount(rules.lowerAsks(than: $0.ask).floor) },
        Column(.room) { .amount($0.room) },
      ]
      // A gift may be designated for either in writing.
      if rules.ahead[.primary] != nil {
        columns.append(Column(.primaryRoom) { .amount($0.primaryRoom) })
      }
      if rules.ahead[.general] != nil {
        columns.append(Column(.generalRoom) { .amount($0.generalRoom) })
      }
      columns += [
        Column(.giftCount) { .number($0.giftCount) },
        Column(.giftTotal) { .amount($0.giftTotal) },
        Column(.occupation) { .text($0.occupation ?? "") },
        Column(.employer) { .text($0.employer ?? "") },
        Column(.askAlsoFor) { .text($0.lacks.joined(separator: ", ")) },
        Column(.outstanding) { .amount($0.outstanding) },
        Column(.outstandingDue) {
          .text($0.outstanding == nil ? "" : $0.outstandingDue?.description ?? "")
        },
        Column(.outstandingBy) { .text($0.outstanding == nil ? "" : $0.outstandingBy ?? "") },
      ]
    }
    return columns + [
      Column(.household) { .text($0.housemates) },
      Column(.lastContact) {
        .text(
          [$0.lastContactOn?.description, $0.lastResult, $0.callBackOn?.description]
            .compactMap { $0 }.joined(separator: " "))
      },
      Column(.latestNote) { .text($0.note ?? "") },
    ]
  }

  /// The boxes that a caller fills in; the file then loads as it is, by the layout `call_sheet`.
  static func results(_ list: ListDefinition, asOf day: Day) -> [Column] {
    let planned = list.contactDay(asOf: day)
    let pledge =
      !list.ranking.isOfGifts
      ? []
      : ["pledge_dollars", "pledge_due", "pledge_by"].map { header in
        Column(header: header) { _ in .text("") }
      }
    return [
      Column(header: "sheet") { _ in .text("call") },
      Column(header: "result") { _ in .text("") },
    ] + pledge + [
      Column(header: "call_back_on") { _ in .text("") },
      Column(header: "called_on") { .text(($0.contactOn ?? planned).description) },
      Column(header: "called_by") { .text(list.turfs.areLogins ? $0.turf : "") },
      Column(header: "note") { _ in .text("") },
    ]
  }
}
