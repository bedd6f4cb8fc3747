import Campaign
import Reporting

/// The printable sheets of a call list, a page for each person.
struct CallSheets {
  private let query: ListQuery
  private let template: CallSheetPage

  init(_ query: ListQuery) throws {
    self.query = query
    template = try CallSheetPage(
      template: SQLFiles.text("Reports/call-sheet/page.mustache"),
      boxes: SQLFiles.text("Reports/call-sheet/boxes.mustache"),
      style: SQLFiles.text("Reports/style.css"))
  }

  /// The words that stand for what came of a call: those that the sheet's layout reads.
  static let results = [
    "Pledged", "Canvassed", "Call Back", "Not Home", "Left Message", "Busy", "Refused",
    "Wrong Number",
    "Disconnected", "Moved", "Deceased", "Language Barrier", "Do Not Call", "Do Not Contact",
  ]

  /// The most people of a turf whose sheets are worth printing.
  static let most = 2_000

  /// A turf's page.
  func page(_ rows: [ListRow]) -> String {
    template.render(
      title: query.list.title, turf: rows.first?.turf ?? "",
      committee: query.campaign.committeeName, results: Self.results, rows.map(sheet))
  }

  private func asks(_ row: ListRow) -> [CallSheetPage.Ask] {
    guard query.list.ranking.isOfGifts else { return [] }
    let lower = query.rules.lowerAsks(than: row.ask)
    let amounts: [(label: String, column: ListColumn, amount: Cents?)] = [
      ("Ask", .firstAsk, row.ask), ("Then", .fallback, lower.fallback),
      ("At least", .floor, lower.floor), ("Room to the limit", .room, row.room),
      ("Room, primary", .primaryRoom, row.primaryRoom),
      ("Room, general", .generalRoom, row.generalRoom),
      ("Pledged, not yet come", .outstanding, row.outstanding),
    ]
    var asks = amounts.compactMap { label, column, amount in
      query.list.shows(column) ? amount.map { CallSheetPage.Ask(label, $0.dollars) } : nil
    }
    if !row.lacks.isEmpty, query.list.shows(.askAlsoFor) {
      asks.append(CallSheetPage.Ask("Ask also for", row.lacks.joined(separator: ", ")))
    }
    return asks
  }

  private func sheet(_ row: ListRow) -> CallSheetPage.Person {
    let list = query.list
    let contact = row.lastContactOn.map {
      "last tried on \($0): \((row.lastResult ?? "").split(separator: "_").joined(separator: " "))"
    }
    let callBack = row.callBackOn.map { "asked to be called back on \($0)" }
    let contacts = [
      list.shows(.household) && !row.housemates.isEmpty ? "lives with \(row.housemates)" : nil,
      list.shows(.lastContact) ? contact : nil, list.shows(.lastContact) ? callBack : nil,
      list.shows(.latestNote) ? row.note.map { "note: \($0)" } : nil,
    ]
    let hours = ListFile.hours(row, list, query.campaign.callingHours)
    return CallSheetPage.Person(
      rank: "\(row.rank)", person: PersonName.text(of: row.person), name: row.name,
      place: [row.city, row.state].compactMap { $0 }.joined(separator: ", "), phone: row.phoneText,
      when: row.contactOn.map { "on \($0), \(hours)" } ?? hours, asks: asks(row),
      reasons: list.shows(.reasons) ? row.reasons : [],
      history: (list.ranking.isOfGifts ? giving(of: row) : []) + contacts.compactMap { $0 })
  }

  /// What a donor gave and where they work.
  private func giving(of row: ListRow) -> [String] {
    let list = query.list
    let gifts =
      list.shows(.lastGift) ? row.latestGifts.map { "\($0.amount.dollars) on \($0.day)" } : []
    let source =
      list.shows(.lastGiftSource) ? row.giftSource.map { "the last answered `\($0)`" } : nil
    let inAll =
      list.shows(.giftTotal) && row.giftCount > Int64(gifts.count)
      ? "; \(row.giftTotal.dollars) in \(row.giftCount) gifts in all" : ""
    let work = [
      list.shows(.occupation) ? row.occupation : nil, list.shows(.employer) ? row.employer : nil,
    ].compactMap { $0 }
    return [
      gifts.isEmpty ? nil : "gave " + gifts.joined(separator: ", ") + inAll, source,
      work.isEmpty ? nil : "work: " + work.joined(separator: ", "),
    ].compactMap { $0 }
  }
}
