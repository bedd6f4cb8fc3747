import Testing

@testable import DemoData

/// What is planted in people of each kind of scenario: who likes and comes, who is moved, who gives,
/// who leaves the mailing list.
struct PlantedPeopleTests {
  /// A share of yes among all, and how far it may stray.
  private struct Share {
    var yes = 0
    var all = 0

    var value: Double { Double(yes) / Double(max(1, all)) }

    mutating func count(_ isYes: Bool) {
      all += 1
      if isYes { yes += 1 }
    }

    /// Whether it is a rate, within four standard errors.
    func isNear(_ rate: Double) -> Bool {
      abs(value - rate) < 4 * (rate * (1 - rate) / Double(max(1, all))).squareRoot()
    }
  }

  private static let west = Set(["11", "18", "23", "44", "45", "81", "86", "95"])

  private let scenario = Scenario(seed: 1)

  private func forEachVoter(_ body: (Voter) throws -> Void) rethrows {
    try Population(voterCount: 50_000, seed: 1, scenario: scenario).forEachVoter(body)
  }

  @Test func `the twin draws the same people elsewhere, and the unpopular twin a tenth of them`() {
    var (twinAtHome, twinElsewhere, rare, rareElsewhere) = (Share(), Share(), Share(), Share())
    var firstInTwinsHome = Share()
    forEachVoter { voter in
      let liked = Stars.liked(by: voter, seed: 1, scenario)
      let isOfAge = voter.sex == .female && (40...49).contains(voter.age)
      let isWestern = Self.west.contains(String(voter.household.block.county.id))
      if isOfAge && isWestern {
        twinAtHome.count(liked & 2 != 0)
        rare.count(liked & 4 != 0)
        firstInTwinsHome.count(liked & 1 != 0)
      } else {
        twinElsewhere.count(liked & 2 != 0)
        rareElsewhere.count(liked & 4 != 0)
      }
    }
    #expect(twinAtHome.all > 300)
    #expect(twinAtHome.isNear(0.18) && !twinAtHome.isNear(0.03))
    #expect(twinElsewhere.isNear(0.03) && firstInTwinsHome.isNear(0.03))
    #expect(rareElsewhere.isNear(0.003) && rare.isNear(0.018) && rare.value > 0.006)
  }

  @Test func `a star's cohort comes to contests and dinners, others to any format alike`() {
    var (near, nearWide, others, othersWide) = (Share(), Share(), Share(), Share())
    var row = Row()
    forEachVoter { voter in
      guard Stars.isInCohort(voter, of: 0, scenario) || voter.index.isMultiple(of: 50) else {
        return
      }
      // Nobody likes anyone here, so that only the format tells; many lots make up for few voters.
      for lot in 1...20 {
        AttendanceTable.forEachInvitation(
          &row, of: voter, liked: 0, seed: UInt64(lot), scenario
        ) { row in
          let fields = (0..<row.count).map { String(decoding: row.field($0), as: UTF8.self) }
          guard fields[3] == Stars.names[0] else { return }
          let isSmall = ["contest", "small dinner"].contains(fields[4])
          let comes = fields[6] == "Y"
          if Stars.isInCohort(voter, of: 0, scenario) {
            if isSmall { near.count(comes) } else { nearWide.count(comes) }
          } else if isSmall {
            others.count(comes)
          } else {
            othersWide.count(comes)
          }
        }
      }
    }
    #expect(near.isNear(0.03 * 1.7) && nearWide.isNear(0.03 * 0.5))
    #expect(near.value > 2 * nearWide.value)
    #expect(others.isNear(0.03) && othersWide.isNear(0.03))
  }

  private struct Subject {
    let party: String
    let sex: String
    let age: Int
    let segment: String
    let effect: Double
  }

  /// The voters of the experiment whose age is known, with what the call does to them.
  private func subjects(of demo: WrittenDemo) throws -> [Subject] {
    let voters = try demo.voters()
    let columns = ["ncid", "party_cd", "gender_code", "birth_year"].map { voters.position($0) }
    var traits: [String: (party: String, sex: String, age: Int)] = [:]
    for row in voters.whole {
      guard let born = Int(row[columns[3]]), born > 1900 else { continue }
      traits[row[columns[0]]] = (row[columns[1]], row[columns[2]], 2026 - born)
    }
    return try Rows(demo.bytes("truth/effects.csv")).whole.compactMap { row in
      guard let traits = traits[row[0]], let effect = Double(row[4]) else { return nil }
      return Subject(
        party: traits.party, sex: traits.sex, age: traits.age, segment: row[2], effect: effect)
    }
  }

  @Test(arguments: [5, 6, 7, 8, 9] as [UInt64])
  func `each kind of scenario moves the people whom the truth names`(_ seed: UInt64) throws {
    let all = try subjects(of: WrittenDemo(voters: 12_000, seed: seed))
    let moved = all.filter { $0.segment == "moved" }
    let repelled = all.filter { $0.segment == "repelled" }
    let share = Double(moved.count) / Double(all.count)
    #expect(moved.count > 10 && moved.allSatisfy { $0.effect > 0 })
    switch seed {
    case 5:
      #expect((moved + repelled).allSatisfy { $0.party == "UNA" } && repelled.count > 10)
      let mean = all.map(\.effect).reduce(0, +) / Double(all.count)
      #expect(abs(mean) < 0.05 && (0.05...0.3).contains(share))
    case 6:
      #expect(moved.allSatisfy { $0.party == "UNA" && (35...74).contains($0.age) })
      #expect(repelled.allSatisfy { $0.party == "REP" && $0.age >= 65 } && !repelled.isEmpty)
    case 7:
      #expect(moved.allSatisfy { $0.party == "UNA" && $0.age < 40 })
      #expect(repelled.allSatisfy { $0.party == "DEM" && $0.age >= 65 } && !repelled.isEmpty)
    case 8: #expect(moved.count == all.count && Set(all.map(\.effect)) == [0.12])
    default:
      #expect(
        moved.allSatisfy { $0.party == "UNA" && $0.sex == "F" && (50...59).contains($0.age) })
      #expect((0.002...0.03).contains(share) && repelled.isEmpty)
    }
  }

  @Test func `without giving every adult gives at one flat rate, in any scenario`() throws {
    let flat = try WrittenDemo(voters: 20_000, seed: 1, without: [.giving])
    let whole = try WrittenDemo(voters: 20_000, seed: 1)
    let rates = try Set(Rows(whole.bytes("truth/giving.csv"))["probability"])
    #expect(rates.count > 100)
    let giving = try Rows(flat.bytes("truth/giving.csv"))
    #expect(Set(giving["probability"]) == ["0.00000", "0.04000"])
    #expect(Set(giving["rules"]).isSubset(of: ["flat", ""]))
    let voters = try flat.voters()
    let party = Dictionary(
      zip(voters["ncid"], voters["party_cd"]), uniquingKeysWith: { first, _ in first })
    for (code, least) in [("DEM", 3_000), ("REP", 3_000), ("UNA", 3_000)] {
      var share = Share()
      for row in giving.whole where row[2] != "0.00000" && party[row[1]] == code {
        share.count(row[4] == "Y")
      }
      #expect(share.all > least && share.isNear(0.04), "\(code)")
    }
  }

  @Test func `one party stands in for a race, another leaves it out`() throws {
    let voters = try WrittenDemo(voters: 20_000, seed: 1).voters()
    var shares: [String: Share] = [:]
    for (race, party) in zip(voters["race_code"], voters["party_cd"]) where race != "U" {
      for of in ["all", party] { shares[of, default: Share()].count(race == "B") }
    }
    func share(_ of: String) -> Double { shares[of]?.value ?? 0 }
    #expect((2...2.6).contains(share("DEM") / share("all")))
    #expect(share("REP") / share("all") < 0.25)
  }

  @Test func `who tires of a theme unsubscribes far more often than who doesn't`() throws {
    let demo = try WrittenDemo(voters: 50_000, seed: 1)
    var limit: [[String]: Int] = [:]
    for row in try Rows(demo.bytes("truth/fatigue.csv")).whole {
      limit[[row[0], row[1]]] = Int(row[3])
    }
    var sends: [[String]: Int] = [:]
    var (fresh, tired) = (Share(), Share())
    var seen: Set<[String]> = []
    // Of mail that was opened: only there can anyone unsubscribe.
    for row in try Rows(demo.bytes("email_events.csv")).whole {
      guard let most = limit[[row[0], row[2]]], seen.insert([row[0], row[1], row[3]]).inserted
      else { continue }
      if row[3] == "send" { sends[[row[0], row[2]], default: 0] += 1 }
      let isTired = sends[[row[0], row[2]], default: 0] > most
      switch row[3] {
      case "open": if isTired { tired.all += 1 } else { fresh.all += 1 }
      case "unsubscribe": if isTired { tired.yes += 1 } else { fresh.yes += 1 }
      default: break
      }
    }
    #expect(fresh.all > 3_000 && tired.all > 300)
    #expect(fresh.isNear(0.008) && tired.isNear(0.15))
  }
}
