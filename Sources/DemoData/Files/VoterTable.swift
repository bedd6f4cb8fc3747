/// North Carolina's statewide voter file, in the layout of 67 columns.
enum VoterTable {
  /// Column names, split at blanks.
  private static let columns = """
    county_id county_desc voter_reg_num ncid last_name first_name middle_name name_suffix_lbl \
    status_cd voter_status_desc reason_cd voter_status_reason_desc res_street_address \
    res_city_desc state_cd zip_code mail_addr1 mail_addr2 mail_addr3 mail_addr4 mail_city \
    mail_state mail_zipcode full_phone_number confidential_ind registr_dt race_code ethnic_code \
    party_cd gender_code birth_year age_at_year_end birth_state drivers_lic precinct_abbrv \
    precinct_desc municipality_abbrv municipality_desc ward_abbrv ward_desc cong_dist_abbrv \
    super_court_abbrv judic_dist_abbrv nc_senate_abbrv nc_house_abbrv county_commiss_abbrv \
    county_commiss_desc township_abbrv township_desc school_dist_abbrv school_dist_desc \
    fire_dist_abbrv fire_dist_desc water_dist_abbrv water_dist_desc sewer_dist_abbrv \
    sewer_dist_desc sanit_dist_abbrv sanit_dist_desc rescue_dist_abbrv rescue_dist_desc \
    munic_dist_abbrv munic_dist_desc dist_1_abbrv dist_1_desc vtd_abbrv vtd_desc
    """

  static let table = Table(
    name: "ncvoter_Statewide.txt", format: .state,
    columns: columns.split(separator: " ").map(String.init), freshKey: ("ncid", "ZZ9"),
    damages: [
      .tooFewFields,
      .badValue(
        kind: "bad_date", column: "registr_dt", values: ["02/30/2025", "13/01/2024", "unknown"]),
      .duplicateKey,
    ])

  static func fill(_ row: inout Row, with voter: Voter, seed: UInt64) {
    let block = voter.household.block
    row.clear()
    row.add(block.county.id)
    row.add(block.county.name)
    row.add(padded(voter.countyNumber + 1, 12))
    row.add(voter.ncid)
    row.add(upper: voter.family)
    row.add(upper: voter.given)
    row.add(upper: voter.middle)
    row.add(voter.suffix)
    addStatus(voter, to: &row)
    addAddresses(voter, to: &row)
    let showsPhone = !voter.isConfidential
    row.add(voter.phoneSlot.map { showsPhone ? Phone.number($0, seed: seed) : "" } ?? "")
    row.add(voter.isConfidential ? "Y" : "N")
    row.add(voter.registered.slashed)
    addPerson(voter, to: &row)
    addDistricts(block, to: &row)
  }

  private static func addStatus(_ voter: Voter, to row: inout Row) {
    row.add(voter.status.rawValue)
    let texts: (String, String, String) =
      switch voter.status {
      case .active where voter.index % 25 == 0: ("ACTIVE", "A1", "UNVERIFIED")
      case .active: ("ACTIVE", "AV", "VERIFIED")
      case .inactive: ("INACTIVE", "IN", "CONFIRMATION NOT RETURNED")
      case .temporary: ("TEMPORARY", "SM", "MILITARY")
      case .removed where voter.age > 75: ("REMOVED", "RD", "DECEASED")
      case .removed: ("REMOVED", "RS", "MOVED FROM STATE")
      case .denied: ("DENIED", "DU", "VERIFICATION RETURNED UNDELIVERABLE")
      }
    row.add(texts.0)
    row.add(texts.1)
    row.add(texts.2)
  }

  /// Residence and mailing address; the removed have the word only, the confidential nothing.
  private static func addAddresses(_ voter: Voter, to row: inout Row) {
    let home = voter.household
    if voter.status == .removed {
      row.add("REMOVED")
      row.blank(10)
    } else if voter.isConfidential {
      row.blank(11)
    } else {
      let unit = home.unit.map { "  # \($0.split(separator: " ").last ?? "")" } ?? ""
      // The state pads some fields with blanks.
      row.add(upper: home.address + unit + "   ")
      row.add(upper: home.block.town.city)
      row.add("NC")
      row.add(home.block.zip)
      if home.head % 20 == 0 {
        row.add("PO BOX \(1 + home.head / 20 % 4_000)")
      } else {
        row.add(upper: home.address)
      }
      row.add(upper: home.head % 20 == 0 ? "" : home.unit ?? "")
      row.blank(2)
      row.add(upper: home.block.town.city)
      row.add("NC")
      row.add(home.block.zip)
    }
  }

  private static func addPerson(_ voter: Voter, to row: inout Row) {
    let (race, ethnic) =
      switch voter.household.community {
      case .white: ("W", "NL")
      case .black: ("B", "NL")
      case .hispanic: (voter.index % 3 == 0 ? "W" : "O", "HL")
      case .asian: ("A", "NL")
      case .native: ("I", "NL")
      case .undesignated: ("U", "UN")
      }
    row.add(race)
    row.add(ethnic)
    row.add(voter.party.rawValue)
    row.add(voter.sex == .female ? "F" : voter.sex == .male ? "M" : "U")
    // A missing birth date stands as 1900 in the register.
    let year = voter.index % 2_000 == 999 ? 1900 : voter.birthYear
    row.add(year)
    row.add(Story.year - year)
    let states = ["NC", "NC", "NC", "NC", "NY", "VA", "", "SC", "NC", "OH", "PA", "NC", "OC"]
    row.add(states[voter.index % states.count])
    row.add(voter.index % 8 == 0 ? "N" : "Y")
  }

  /// Districts follow from county and precinct; plausible, not the real lines.
  private static func addDistricts(_ block: Block, to row: inout Row) {
    let county = block.county
    let city = block.town.city.uppercased()
    let town = String(city.prefix(3))
    let precinct = label(of: block)
    row.add(precinct)
    row.add("PRECINCT \(precinct)")
    row.add(block.isInTown ? town : "")
    row.add(block.isInTown ? city : "")
    row.blank(2)
    row.add(1 + county.id % 14)
    let court = "\(1 + county.id % 30)"
    row.add(court)
    row.add(court)
    row.add(padded(1 + (county.id + block.precinct / 20) % 50, 2))
    row.add(padded(1 + (county.id + block.precinct / 8) % 120, 3))
    let commissioner = 1 + block.precinct % 5
    row.add(commissioner)
    row.add("COMMISSIONER DISTRICT \(commissioner)")
    row.blank(2)
    row.add(1 + block.precinct % 7)
    row.add("SCHOOL DIST \(1 + block.precinct % 7)")
    row.blank(10)
    row.add(block.isInTown ? town : "")
    row.add(block.isInTown ? city : "")
    row.add(court)
    row.add("PROSECUTORIAL DISTRICT \(court)")
    row.add(precinct)
    row.add(precinct)
  }

  static func label(of block: Block) -> String {
    "\(padded(1 + block.precinct / 20, 2))-\(padded(1 + block.precinct % 20, 2))"
  }
}
