import Campaign

/// A row of the campaign's own among a file's people, by which a leak shows where it came from.
struct ListCanary {
  let query: ListQuery

  /// Plants a row in a file's rows.
  ///
  /// Where it stands and under which number goes by the list, its day and the file alone, so that the
  /// same cut gives the same bytes. It has a rank of its own: those after it move down, as far as they have
  /// to. It has no fact of anyone else's, and no number by which anyone else is known.
  ///
  /// - Returns: the rows, and what was planted in words; the rows as they are, and nil, where the
  ///   campaign names nobody or the file is empty.
  func plant(in rows: [ListRow], file: String) -> (rows: [ListRow], words: String?) {
    let people = query.campaign.canaries
    guard !people.isEmpty, !rows.isEmpty else { return (rows, nil) }
    var hash = StableHash()
    hash.append("canary \(query.campaign.committee) \(query.list.name) \(query.day) \(file)")
    let value = hash.value
    let person = people[Int(value % UInt64(people.count))]
    let place = Int(value / 7 % UInt64(rows.count))
    var row = row(of: person, number: value, beside: rows[place])
    if place > 0 { row.standing = rows[place].standing.between(rows[place - 1].standing) }
    row.reasons = rows[(place + rows.count / 2) % rows.count].reasons
    var planted = rows
    planted.insert(row, at: place)
    for next in planted.indices.dropFirst(place + 1) {
      guard planted[next].rank <= planted[next - 1].rank else { break }
      planted[next].rank = planted[next - 1].rank + 1
    }
    return (planted, "\(file): \(PersonName.text(of: row.person)), \(person.name)")
  }

  /// A row that looks like its neighbour's and says nothing of theirs: of a donor, one gift as large as the
  /// campaign's first ask, before the election's time, without the donor's work.
  private func row(
    of person: CampaignDefinition.Canary, number: UInt64, beside neighbour: ListRow
  ) -> ListRow {
    var row = neighbour
    row.person = Int64(number >> 1)
    row.firstName = person.name
    row.lastName = nil
    row.street = person.street
    row.zip5 = person.zip5
    row.city = person.city
    row.state = person.state
    row.phone = neighbour.phone == nil ? nil : person.phone.digits
    row.source = ""
    row.record = ""
    row.vanid = nil
    row.household = row.person
    row.outstanding = nil
    row.outstandingDue = nil
    row.outstandingBy = nil
    row.callBackOn = nil
    row.housemates = ""
    row.giftSource = nil
    row.lastContactOn = nil
    row.lastResult = nil
    row.note = nil
    row.employer = nil
    row.occupation = nil
    row.lacks = []
    row.latestGifts = []
    row.giftCount = 0
    row.giftTotal = .zero
    let rules = query.rules
    if !neighbour.latestGifts.isEmpty {
      let gift = gift(number: number)
      row.latestGifts = [gift]
      row.giftCount = 1
      row.giftTotal = gift.amount
      row.lacks = [ContributorInformation.Part.employer, .occupation].map(\.rawValue)
    }
    // Nothing of it counts to the election; who is asked for no money has no ask in their file either.
    row.room = neighbour.room == nil ? nil : rules.room(given: .zero)
    row.primaryRoom = rules.room(.primary, given: .zero)
    row.generalRoom = rules.room(.general, given: .zero)
    row.ask =
      neighbour.ask == nil
      ? nil
      : rules.ask(
        latestGift: row.latestGift?.amount, given: .zero, defaultAsk: query.campaign.defaultAsk,
        promised: nil)
    return row
  }

  private func gift(number: UInt64) -> ListRow.Gift {
    let last = min(query.day, query.rules.limit?.previous ?? query.day)
    return ListRow.Gift(
      day: last.adding(days: -1 - Int(number / 11 % 300)), amount: query.campaign.defaultAsk)
  }
}
