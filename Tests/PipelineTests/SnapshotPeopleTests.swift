import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// Snapshots whose key is a voter file's: whose person their rows are, in either order.
@Suite(.needsDatabase) struct SnapshotPeopleTests {
  private static let header = """
    LALVOTERID,Voters_StateVoterID,ConsumerData_Home_Owner,ConsumerData_Education,\
    ConsumerData_Estimated_Income,ConsumerData_Gardening,ConsumerData_Outdoors,\
    ConsumerData_Books,ConsumerData_Veteran,FECDonors_NumberOfDonations,\
    FECDonors_TotalDonationsAmount
    """

  private func loadVendor(
    _ campaign: TestCampaign,
    rows: [String] = ["L1,AA1,Y,Graduate,85000,,Y,,Y,2,350.50", "L9,AA9,,,-1,,,,,,"]
  ) throws -> Int {
    let text = ([Self.header] + rows).joined(separator: "\r\n") + "\r\n"
    return try campaign.load(try campaign.write("\u{FEFF}" + text, to: "vendor.csv")).batch
  }

  private static let voters = [TestVoter(id: "AA1", first: "Ona", last: "Oak", phone: "9195550101")]

  /// Which records are one person, and which of them have a vendor's row.
  private func people(_ campaign: TestCampaign) throws -> [String] {
    try campaign.ask(
      """
      select string_agg(distinct identity.source || ' ' || identity.record, ', '),
        (select count(*) from person.snapshot_vendor_columns as vendor
         where vendor.person_id = identity.person_id)::text
      from person.identity where undone_on is null
      group by person_id order by 1
      """)
  }

  @Test(arguments: [true, false])
  func `a snapshot's row is its voter's, whichever came first, and undo parts them`(
    _ votersFirst: Bool
  ) throws {
    let campaign = try TestCampaign()
    var batches: [Bool: Int] = [:]
    for isVoters in [votersFirst, !votersFirst] {
      batches[isVoters] =
        isVoters ? try campaign.loadVoters(Self.voters).batch : try loadVendor(campaign)
      _ = try Match(campaign.workspace).run()
    }
    #expect(try people(campaign) == ["nc_voter AA1|1", "nc_voter AA9|1"])
    let whole = try campaign.contents()
    #expect(
      try campaign.ask("select is_voter::text, phone::text from person.person order by phone")
        == ["true|9195550101", "false|null"])

    _ = try Undo.run(batch: try #require(batches[true]), campaign.workspace)
    #expect(try Match(campaign.workspace).run().people == 2)
    #expect(try people(campaign) == ["nc_voter AA1|1", "nc_voter AA9|1"])
    #expect(
      try campaign.count("select count(*) from person.person where is_voter or phone > 0") == 0)
    try campaign.loadVoters(Self.voters)
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.contents() == whole)

    _ = try Undo.run(batch: try #require(batches[false]), campaign.workspace)
    #expect(try Match(campaign.workspace).run().people == 1)
    #expect(try people(campaign) == ["nc_voter AA1|0"])
    _ = try loadVendor(campaign)
    _ = try Match(campaign.workspace).run()
    #expect(try campaign.contents() == whole)
  }

  /// The orders in which three files come in.
  private static let orders = [
    "vendor gifts voters", "vendor voters gifts", "gifts vendor voters", "gifts voters vendor",
    "voters vendor gifts", "voters gifts vendor",
  ]

  @Test(arguments: orders)
  func `donor, voter and vendor's row are one person in every order, until the voters go`(
    _ order: String
  ) throws {
    let campaign = try TestCampaign()
    var voters = 0
    for file in order.split(separator: " ") {
      switch file {
      case "voters": voters = try campaign.loadVoters(Self.voters).batch
      case "gifts": try campaign.loadGifts([.init(line: 1, donor: "d1", first: "Ona", last: "Oak")])
      default: _ = try loadVendor(campaign)
      }
      _ = try Match(campaign.workspace).run()
    }
    #expect(try people(campaign) == ["actblue d1, nc_voter AA1|1", "nc_voter AA9|1"])
    #expect(try campaign.count("select count(*) from person.person") == 2)
    #expect(try campaign.count("select count(*) from person.contribution") == 1)
    _ = try Undo.run(batch: voters, campaign.workspace)
    #expect(try Match(campaign.workspace).run().people == 3)
    #expect(try people(campaign) == ["actblue d1|0", "nc_voter AA1|1", "nc_voter AA9|1"])
    #expect(
      try campaign.count(
        """
        select count(*) from person.contribution
        join person.identity using (person_id) where identity.source = 'actblue'
        """) == 1)
    try campaign.loadVoters(Self.voters)
    #expect(try Match(campaign.workspace).run().people == 2)
    #expect(try people(campaign) == ["actblue d1, nc_voter AA1|1", "nc_voter AA9|1"])
  }

  @Test func `a row of a voter whom no file knows is nobody to call or to have a history`() throws {
    let campaign = try TestCampaign()
    try campaign.loadVoters(Self.voters)
    _ = try loadVendor(campaign)
    _ = try Match(campaign.workspace).run()
    let later = try #require(Day(year: 2026, month: 12, day: 1))
    _ = try Features(campaign.workspace).run(asOf: later)
    #expect(
      try campaign.ask(
        """
        select identity.record from feature.history
        join person.identity using (person_id) where undone_on is null
        """) == ["AA1"])
    #expect(
      try campaign.ask(
        """
        select is_voter::text, is_donor::text, phone::text, street from person.person
        join person.identity using (person_id) where record = 'AA9'
        """) == ["false|false|null|null"])
    #expect(try campaign.count("select count(*) from person.phone") == 1)
  }

  @Test func `a vendor's blank flag is no, its unknown is missing, and FEC columns stay FEC`()
    throws
  {
    let campaign = try TestCampaign()
    _ = try loadVendor(campaign)
    _ = try Match(campaign.workspace).run()
    #expect(
      try campaign.ask(
        """
        select record, home_owner::text, education, estimated_income_cents::text, gardening::text,
          outdoors::text, books::text, veteran::text, fec_gift_count::text,
          fec_gift_total_cents::text
        from person.snapshot_vendor_columns order by record
        """) == [
          "AA1|true|Graduate|8500000|false|true|false|true|2|35050",
          "AA9|false|null|null|false|false|false|false|null|null",
        ])
    _ = try Features(campaign.workspace).run(asOf: TestCampaign.today)
    #expect(
      try campaign.ask(
        """
        select provenance, string_agg(feature, ',' order by feature) from feature.provenance
        where feature_set = 'vendor_columns' group by provenance order by provenance
        """) == [
          "fec_derived|fec_gift_count,fec_gift_total_cents",
          "licensed:vendor|books,education,estimated_income_cents,gardening,home_owner,outdoors,"
            + "veteran",
        ])
    let bad = try campaign.write(
      """
      \(Self.header)
      L1,AA1,Y,,much,,,,,,
      L2,AA2,Y,,5,,,,,,
      L3,,Y,,5,,,,,,
      L4,AA4,Y,,-2,,,,,,

      """, to: "dirty.csv")
    let summary = try campaign.load(bad) { $0.maximumRejected = 0.8 }
    #expect(
      summary.rejected == [
        "ConsumerData_Estimated_Income is no amount of money": 1, "its key is missing": 1,
        "ConsumerData_Estimated_Income is below zero": 1,
      ])
  }

  @Test(arguments: [
    ("{type: text, is: [Y]}", "`is`"), ("{is_not: [N]}", "`is_not`"),
    ("{type: flag, values: {Y: yes}}", "`values`"), ("{type: number, mask: '99'}", "`mask`"),
    ("{type: text, format: YYYY-MM-DD}", "`format`"),
    ("{type: flag, contains: {A: b}}", "`contains`"),
  ])
  func `a reading that gives another type than the column's is refused`(
    _ line: String, _ key: String
  ) throws {
    let text = SnapshotSample.layout + "\n  more: \(line)"
    let refused = try failure { _ = try LayoutDefinition.read(text, file: "mailing.yml") }
    #expect(refused.kind == .badInput && refused.what.contains(key))
  }

  @Test func `a snapshot's column is read as its line says`() throws {
    let text =
      SnapshotSample.layout + "\n  flagged: {type: flag, is: [Y]}"
      + "\n  day: {type: day, format: MM/DD/YYYY}\n  kind: {type: text, values: {A: active}}"
    let layout = try LayoutDefinition.read(text, file: "mailing.yml").resolved(for: [])
    let read = layout.columns.suffix(3).map { column in
      ["Y", "", "03/01/2026", "A", "B"].map { field in
        let bytes = Array(field.utf8)
        return column.outputs[0].conversion.read(bytes.span, missing: [])
      }
    }
    #expect(read[0].prefix(2) == [.value(.flag(true)), .value(.flag(false))])
    let day = try #require(Day(iso: "2026-03-01"))
    #expect(read[1][1...2] == [.value(.missing), .value(.day(day))])
    #expect(read[2][3...4] == [.value(.text("active")), .rejected("is no code of this layout")])
  }
}
