import Campaign
import Postgres

/// The keys by which match finds one person's records: name, address and household.
struct PersonKeys {
  private let first: Int?
  private let last: Int?
  private let suffix: Int?
  private let street: Int?
  private let zip: Int?

  init(plan: RowPlan) {
    first = plan.slot(named: "first_name")
    last = plan.slot(named: "last_name")
    suffix = plan.slot(named: "suffix")
    street = plan.slot(named: "street")
    zip = plan.slot(named: "zip5")
  }

  /// Writes `household_id`, `name_key` and `address_key`; a part that lacks makes a key null.
  ///
  /// A suffix stays out of the name key: one file has it and the other doesn't, and two people of
  /// one name at one address are told apart by match, which then joins nobody.
  func write(
    _ record: borrowing Record, of plan: RowPlan, to writer: inout CopyWriter
  ) throws {
    let address = StreetAddress(plan.text(street, of: record))
    let zip = plan.text(zip, of: record)
    var addressKey: String?
    var household: Int64?
    if let address, let number = address.houseNumber, !zip.isEmpty {
      let key = "\(number)|\(address.streetKey)|\(zip)"
      addressKey = key
      household = StableHash.personIdentifier(
        source: "household", record: "\(key)|\(address.unit ?? "")")
    }
    if let household { try writer.integer(household) } else { try writer.null() }
    if let first = NameKey(plan.text(first, of: record)),
      let last = NameKey(plan.text(last, of: record))
    {
      try writer.text("\(last.name)|\(first.name)")
    } else {
      try writer.null()
    }
    if let addressKey { try writer.text(addressKey) } else { try writer.null() }
  }
}
