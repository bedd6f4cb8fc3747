import Campaign

/// A row of the campaign's own among a file's people, by which a leak shows where it came from.
struct ListCanary {
  let query: ListQuery

  /// Plants a row in a file's rows.
  ///
  /// Where it stands and under which number goes by the list, its day and the file alone, so that the
  /// same cut gives the same bytes.
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
    var row = rows[place]
    row.person = Int64(value >> 1)
    row.firstName = person.name
    row.lastName = nil
    row.street = nil
    row.zip5 = nil
    row.city = person.city
    row.state = person.state
    row.phone = row.phone == nil ? nil : person.phone.digits
    row.lacks = []
    row.outstanding = nil
    row.lastContactOn = nil
    row.lastResult = nil
    row.note = nil
    var planted = rows
    planted.insert(row, at: place)
    return (planted, "\(file): \(PersonName.text(of: row.person)), \(person.name)")
  }
}
