import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// What must hold of every list of every campaign, over small ones drawn by lot.
@Suite(.needsDatabase) struct ListPropertyTests {
  /// A fitted model and nobody to rank.
  private static let empty = Result {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.withFeatures)
    try campaign.write(SQLFiles.text("examples/demo/campaign.yml"), to: "campaign.yml")
    _ = try Fit(campaign.workspace).run(model: "donate")
    _ = try Score(campaign.workspace).run(
      model: "donate", asOf: DemoCampaigns.trainingDay, csv: nil)
    try campaign.change(
      """
      truncate person.person, person.phone, person.contact, person.contribution, person.do_not_call,
        person.suppressed_phone, person.email_event, feature.history;
      delete from score.person;
      """)
    return campaign
  }

  /// How many campaigns are drawn; more by `LIST_CAMPAIGNS=10000`.
  private static let campaigns: UInt64 =
    ProcessInfo.processInfo.environment["LIST_CAMPAIGNS"].flatMap(UInt64.init) ?? 500

  @Test func `no rule is broken, every account holds, and the same cut gives the same bytes`()
    throws
  {
    let campaign = try Self.empty.get()
    // The second has hours in which some states' zones have none together.
    let definitions = try ["", "calling_hours: {from: \"09:00\", until: \"12:00\"}"].map { hours in
      try CampaignDefinition.read(
        DemoCampaigns.rules("cool_off: {refused: 60, attempt: 2, call: 7}\n\(hours)"),
        file: "campaign.yml")
    }
    var connection = try campaign.administrator()
    var listed = 0
    for seed in 1...Self.campaigns {
      let random = RandomCampaign(seed: seed)
      let list = try ListDefinition.read(random.list, file: "lists/calls.yml")
      let stage = ListStage(campaign.workspace)
      let definition = definitions[Int(seed % 4 / 3)]
      try connection.rehearsal { connection in
        try connection.script(Statement(random.script, file: "random"))
        let first = try stage.cut(list, definition, anyway: false, &connection)
        try check(first, random, list, &connection)
        let again = try stage.cut(list, definition, anyway: false, &connection)
        let texts = try [first, again].map { account -> [[UInt8]] in
          _ = try ListOutput.write(account, to: "\(campaign.folder)/calls")
          return try campaign.files(below: "calls").map { try campaign.bytes(of: "calls/\($0)") }
            + [try campaign.bytes(of: "calls.csv"), try campaign.bytes(of: "calls.manifest.json")]
        }
        #expect(texts[0] == texts[1], "seed \(seed)")
        listed += first.listed
      }
    }
    // A test of empty lists would prove nothing.
    #expect(listed > Int(Self.campaigns))
  }

  private func check(
    _ account: ListAccount, _ random: RandomCampaign, _ list: ListDefinition,
    _ connection: inout Connection
  ) throws {
    let seed = Comment(rawValue: random.list)
    let people = Dictionary(uniqueKeysWithValues: random.people.map { ($0.id, $0) })
    let reasons = Dictionary(
      uniqueKeysWithValues: try connection.rows(
        "select person_id, coalesce(reason, 'listed') from list.decision where cut_id = $1",
        [.integer(account.cut)]
      ) { (try $0.integer(0), try $0.text(1)) })
    #expect(Set(reasons.keys) == Set(people.keys), seed)
    #expect(
      account.universe == account.listed + account.heldOutCount
        + account.excluded.values.reduce(0, +), seed)
    let listed = try account.rows.map { try #require(people[$0.person]) }
    // Nobody is listed, held out or merely below the cut against a rule; and nobody else is kept off.
    let byRank = [
      "listed", "heldOut", "belowTheCut", "phoneAlreadyListed", "householdAlreadyListed",
      "groupFull",
    ]
    for person in random.people {
      let isFree = byRank.contains(reasons[person.id] ?? "")
      #expect(isFree == random.mayBeListed(person, list, account.query.campaign.callingHours), seed)
    }
    #expect(listed.count <= list.size, seed)
    if list.channel.usesPhone {
      let phones = account.rows.map(\.phone)
      #expect(Set(phones).count == phones.count && !phones.contains(nil), seed)
      let heldOut = random.people.filter { reasons[$0.id] == "heldOut" }
      let silent = Set(heldOut.flatMap(\.phones))
      for (row, person) in zip(account.rows, listed) {
        let phone = try #require(row.phone)
        #expect(person.phones.contains(phone) && !random.silent(list).contains(phone), seed)
        #expect(!silent.contains(phone), seed)
      }
      #expect(Set(heldOut.map(\.household)).isDisjoint(with: listed.map(\.household)), seed)
    }
    for (_, housemates) in Dictionary(grouping: listed, by: \.household) {
      #expect(housemates.count <= list.perHousehold ?? .max, seed)
    }
    if let quotas = list.quotas.first {
      for (group, members) in Dictionary(grouping: listed, by: { $0.county ?? "" }) {
        let seats = quotas.seats.groups[group]
        #expect(
          members.count <= seats.map { $0.atMost ?? .max } ?? quotas.seats.atMost ?? .max, seed)
      }
    } else if listed.count < list.size {
      #expect(!reasons.values.contains("belowTheCut"), seed)
    }
    if let capacity = list.capacity {
      for (_, rows) in Dictionary(
        grouping: account.rows, by: { "\($0.turf) \($0.contactOn as Any)" })
      {
        #expect(rows.count <= capacity.callsPerCallerAndDay, seed)
      }
    }
    let values = listed.map(\.expected)
    #expect(
      values == values.sorted(by: >)
        && account.rows.map(\.rank) == (0..<listed.count).map { Int64($0 + 1) }, seed)
    #expect(
      account.volunteers.allSatisfy { reasons[$0.person] == "maxedOut" && $0.ask == nil }, seed)
    let calledAnyway = Set(account.volunteers.compactMap(\.phone)).intersection(
      account.rows.compactMap(\.phone))
    #expect(calledAnyway.isEmpty, seed)
    let asked = try connection.rows(
      "select person_id from list.volunteer_ask where cut_id = $1 order by person_id",
      [.integer(account.cut)]
    ) { try $0.integer(0) }
    #expect(asked == account.volunteers.map(\.person).sorted(), seed)
  }
}
