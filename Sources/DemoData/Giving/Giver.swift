/// Who a donor is, before they type it into a form.
struct Giver {
  let given: String
  let family: String
  let sex: Sex
  let birthYear: Int
  let address: String
  let unit: String
  let city: String
  let state: String
  let zip: String
  /// The number on the register, if any.
  let phoneSlot: Int?
  /// The household, which some share a mailbox with.
  let home: Int

  init(_ voter: Voter, seed: UInt64) {
    given = voter.given
    family = voter.family
    sex = voter.sex
    birthYear = voter.birthYear
    address = voter.household.address
    unit = voter.household.unit ?? ""
    city = voter.household.block.town.city
    state = "NC"
    zip = voter.household.block.zip
    phoneSlot = voter.phoneSlot
    home = voter.household.head
  }

  /// A donor who isn't on the register: two in three live in other states.
  init(outsider: Int, in population: Population) {
    var draws = Draws(seed: population.seed, .outsider, outsider)
    let community = Community.allCases[draws.weighted([70, 12, 7, 7, 0, 4])]
    sex = draws.chance(0.5) ? .female : .male
    birthYear = Story.year - draws.within(19...88)
    given = Names.given(sex, born: birthYear, in: community, &draws)
    family = Names.family(in: community, &draws)
    address =
      "\(draws.within(1...9_999)) \(draws.pick(Names.streets)) \(draws.pick(Names.streetTypes))"
    unit = draws.chance(0.2) ? "Apt \(draws.within(1...60))" : ""
    if draws.chance(0.33) {
      let block = population.block(draws.below(population.blockCount))
      (city, state, zip) = (block.town.city, "NC", block.zip)
    } else {
      (city, state, zip) = draws.pick(Self.elsewhere)
    }
    phoneSlot = nil
    home = population.voterCount + outsider
  }

  /// The accounts: one, and for one in five a second one with another mailbox, which those who
  /// give once never come to use.
  func accounts(person: Int, in population: Population) -> [Account] {
    var draws = Draws(seed: population.seed, .identity, person)
    var account = account(0, person: person, in: population, &draws)
    account.wearDown(sex: sex, &draws)
    guard draws.chance(0.2) else { return [account] }
    var second = self.account(1, person: person, in: population, &draws)
    (second.address, second.unit) = (account.address, account.unit)
    (second.city, second.state, second.zip) = (account.city, account.state, account.zip)
    (second.occupation, second.employer) = (account.occupation, account.employer)
    second.email = "work." + second.email
    if draws.chance(0.5) { second.phone = account.phone }
    return [account, second]
  }

  private func account(
    _ number: Int, person: Int, in population: Population, _ draws: inout Draws
  ) -> Account {
    let seed = population.seed
    let plain = draws.chance(0.5) ? Names.withoutAccents(family) : family
    let typed = given.prefix { $0 != " " }
    let usual = draws.chance(0.25) ? Names.nickname(of: String(typed)) : nil
    let ownSlot = draws.chance(0.55) ? phoneSlot : nil
    var account = Account(
      donorID: donorID(person: person, number, seed: seed), given: usual ?? String(typed),
      family: plain, address: address, unit: unit, city: city, state: state, zip: zip,
      email: email(person: person, seed: seed, &draws),
      phone: draws.chance(0.06)
        ? "" : Phone.number(ownSlot ?? Phone.otherSlot(person: person), seed: seed),
      occupation: "", employer: "")
    if draws.chance(0.06) {
      let block = population.block(draws.below(population.blockCount))
      account.address = "\(draws.within(100...4_999)) \(draws.pick(block.streets))"
      account.unit = ""
      (account.city, account.state, account.zip) = (block.town.city, "NC", block.zip)
    }
    (account.occupation, account.employer) = work(&draws)
    return account
  }

  private func donorID(person: Int, _ account: Int, seed: UInt64) -> Int {
    10_000_000 + shuffled(2 * person + account, bits: 27, seed: seed)
  }

  /// Mailboxes at the domains that are set aside for examples (RFC 2606).
  private func email(person: Int, seed: UInt64, _ draws: inout Draws) -> String {
    let name = Self.asciiLetters(family)
    let domain = draws.pick(["example.com", "example.net", "example.org"])
    var atHome = Draws(seed: seed, .identity, -1 - home)
    if atHome.chance(0.12) { return "family\(home)@example.net" }
    let first = Self.asciiLetters(given)
    switch draws.below(3) {
    case 0: return "\(first).\(name)\(person)@\(domain)"
    case 1: return "\(first.prefix(1))\(name)\(person)@\(domain)"
    default: return "\(name)\(first.prefix(3))\(person)@\(domain)"
    }
  }

  private static func asciiLetters(_ name: String) -> String {
    String(Names.withoutAccents(name).lowercased().filter { $0.isASCII && $0.isLetter })
  }

  /// Occupation and employer; some leave both out.
  private func work(_ draws: inout Draws) -> (occupation: String, employer: String) {
    if draws.chance(0.06) { return ("", "") }
    if Story.year - birthYear >= 66 && draws.chance(0.8) { return ("Retired", "Not Employed") }
    if draws.chance(0.08) { return ("Not Employed", "Not Employed") }
    if draws.chance(0.12) { return (draws.pick(Self.occupations), "Self-Employed") }
    return (draws.pickRanked(Self.occupations), draws.pick(Self.employers))
  }

  private static let elsewhere: [(city: String, state: String, zip: String)] = [
    ("New York", "NY", "10025"), ("Brooklyn", "NY", "11215"), ("Washington", "DC", "20009"),
    ("San Francisco", "CA", "94114"), ("Los Angeles", "CA", "90027"), ("Seattle", "WA", "98103"),
    ("Chicago", "IL", "60614"), ("Boston", "MA", "02130"), ("Atlanta", "GA", "30307"),
    ("Austin", "TX", "78704"), ("Denver", "CO", "80205"), ("Philadelphia", "PA", "19119"),
    ("Richmond", "VA", "23220"), ("Columbia", "SC", "29205"), ("Portland", "OR", "97214"),
    ("Minneapolis", "MN", "55407"),
  ]
  private static let occupations = [
    "Teacher", "Attorney", "Physician", "Engineer", "Nurse", "Professor", "Software Engineer",
    "Consultant", "Manager", "Sales", "Accountant", "Writer", "Social Worker", "Real Estate Agent",
    "Librarian", "Electrician", "Farmer", "Therapist", "Administrator", "Analyst",
  ]
  private static let employers = [
    "Piedmont Example Clinic", "Blue Ridge Sample Works", "Tar River Demo Schools",
    "Catawba Example Bank", "Longleaf Sample Law, PLLC", "Cape Fear Demo College",
    "Uwharrie Example Foods", "Sandhills Sample Power", "Haw River Demo Software",
    "Crystal Coast Example Realty", "Eno Sample Design", "Dogwood Demo Health",
  ]
}

extension Account {
  /// What the way through the form does to names: maiden names, slips, all small or all large.
  fileprivate mutating func wearDown(sex: Sex, _ draws: inout Draws) {
    if sex == .female && draws.chance(0.05) { family = Names.family(in: .white, &draws) }
    if draws.chance(0.03) { family = Names.mistyped(family, &draws) }
    if draws.chance(0.02) { address = Names.mistyped(address, &draws) }
    if draws.chance(0.05) {
      (given, family, city) = (given.lowercased(), family.lowercased(), city.lowercased())
    } else if draws.chance(0.03) {
      (given, family) = (given.uppercased(), family.uppercased())
    }
    if draws.chance(0.03) { given += " " }
  }
}
