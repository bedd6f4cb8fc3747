import DemoData
import Testing

/// Each planted effect, measured from the written files and the truth alone.
struct PlantedTests {
  /// Large enough to see the effects; seed 1 has the segment behind thresholds.
  private static let shared = Result { try WrittenDemo(voters: 50_000, seed: 1) }

  let demo: WrittenDemo

  init() throws {
    demo = try Self.shared.get()
  }

  /// The difference of two shares and its standard error.
  private func difference(_ a: (yes: Int, all: Int), _ b: (yes: Int, all: Int)) -> (
    value: Double, error: Double
  ) {
    let (p, q) = (Double(a.yes) / Double(a.all), Double(b.yes) / Double(b.all))
    let variance = p * (1 - p) / Double(a.all) + q * (1 - q) / Double(b.all)
    return (p - q, variance.squareRoot())
  }

  private func effect(in demo: WrittenDemo, of segments: Set<String>) throws -> (
    value: Double, error: Double
  ) {
    let effects = try Rows(demo.bytes("truth/effects.csv"))
    let segment = Dictionary(uniqueKeysWithValues: zip(effects["ncid"], effects["segment"]))
    let rows = try Rows(demo.bytes("persuasion_experiment.csv"))
    var counts: [String: (yes: Int, all: Int)] = ["call": (0, 0), "control": (0, 0)]
    for row in rows.whole where !row[6].isEmpty && segments.contains(segment[row[0]] ?? "") {
      counts[row[3]]?.all += 1
      if row[6] == "Y" { counts[row[3]]?.yes += 1 }
    }
    return difference(counts["call"] ?? (0, 0), counts["control"] ?? (0, 0))
  }

  @Test func `the call moves the planted segment, as diluted as the truth says, and no other`()
    throws
  {
    let effects = try Rows(demo.bytes("truth/effects.csv"))
    let moved = effects.whole.filter { $0[2] == "moved" }.compactMap { Double($0[5]) }
    #expect((0.05...0.3).contains(Double(moved.count) / Double(effects.all.count)))
    // One answer in twenty says the opposite, so a tenth of the effect is lost.
    let expected = 0.9 * moved.reduce(0, +) / Double(moved.count)
    let seen = try effect(in: demo, of: ["moved"])
    #expect(seen.value > 2 * seen.error)
    #expect(abs(seen.value - expected) < 3 * seen.error)
    let others = try effect(in: demo, of: ["unmoved"])
    #expect(abs(others.value) < 3 * others.error)
  }

  @Test func `one answer in twenty is flipped, and the lot is a fair coin by household`() throws {
    let effects = try Rows(demo.bytes("truth/effects.csv"))
    let flipped = Double(effects["flipped"].count { $0 == "Y" }) / Double(effects.all.count)
    #expect((0.042...0.058).contains(flipped))
    let rows = try Rows(demo.bytes("persuasion_experiment.csv"))
    var arms: [String: Set<String>] = [:]
    for row in rows.whole where ["call", "control"].contains(row[3]) {
      arms[row[1], default: []].insert(row[3])
    }
    #expect(arms.values.allSatisfy { $0.count == 1 })
    let called = Double(arms.values.count { $0 == ["call"] }) / Double(arms.count)
    // About 9,000 households: a standard error of 0.005.
    #expect((0.48...0.52).contains(called))
  }

  @Test func `the lot is independent of party, sex and age`() throws {
    let voters = try demo.voters()
    let columns = ["ncid", "party_cd", "gender_code", "birth_year"].map { voters.position($0) }
    var traits: [String: Set<String>] = [:]
    for row in voters.whole {
      let decade = row[columns[3]].prefix(3)
      traits[row[columns[0]]] = [row[columns[1]], row[columns[2]], String(decade)]
    }
    let rows = try Rows(demo.bytes("truth/effects.csv"))
    for trait in ["DEM", "REP", "UNA", "F", "M", "195", "197", "199"] {
      func count(_ arm: String) -> (Int, Int) {
        let arm = rows.whole.filter { $0[1] == arm }
        return (arm.count { traits[$0[0]]?.contains(trait) == true }, arm.count)
      }
      let seen = difference(count("call"), count("control"))
      // Households share traits: the errors by person are too small by about a fifth.
      #expect(abs(seen.value) < 4.5 * seen.error, "\(trait)")
    }
  }

  @Test func `a star draws her cohort at six times the base rate, and the decoy draws all`() throws
  {
    let (inside, outside) = try fans(of: "Marla Quenvik")
    let ratio = Double(inside.yes) / Double(inside.all) / Double(outside.yes) * Double(outside.all)
    let error = (1 / Double(inside.yes) + 1 / Double(outside.yes)).squareRoot()
    // Within three standard errors of the logarithm, which 1 - x stands in for.
    #expect(ratio > 6 * (1 - 3 * error) && ratio < 6 / (1 - 3 * error))
    #expect(ratio > 3)
    let decoy = try fans(of: "Dex Caldmoor")
    let difference = difference(decoy.0, decoy.1)
    #expect(Double(decoy.1.yes) / Double(decoy.1.all) > 0.5)
    #expect(abs(difference.value) < 4 * difference.error)
  }

  /// Likes among women of 40-49 in the east, and among all others.
  private func fans(of star: String) throws -> ((yes: Int, all: Int), (yes: Int, all: Int)) {
    let east: Set<String> = [
      "10", "16", "25", "26", "28", "33", "42", "43", "51", "64", "65", "67", "70", "74", "78",
      "93", "96", "98",
    ]
    let voters = try demo.voters()
    let columns = ["ncid", "county_id", "gender_code", "birth_year"].map { voters.position($0) }
    var members: Set<String> = []
    for row in voters.whole where east.contains(row[columns[1]]) && row[columns[2]] == "F" {
      if let born = Int(row[columns[3]]), (40...49).contains(2026 - born) {
        members.insert(row[columns[0]])
      }
    }
    var (inside, outside) = ((yes: 0, all: 0), (yes: 0, all: 0))
    for row in try Rows(demo.bytes("poll_answers.csv")).whole where row[3] == "star:" + star {
      let yes = row[4] == "likes" ? 1 : 0
      if members.contains(row[0]) {
        inside = (inside.yes + yes, inside.all + 1)
      } else {
        outside = (outside.yes + yes, outside.all + 1)
      }
    }
    return (inside, outside)
  }

  @Test func `mail is opened less after a donor tires of its theme, and never sent 25 times`()
    throws
  {
    let fatigue = try Rows(demo.bytes("truth/fatigue.csv"))
    var limit: [[String]: Int] = [:]
    for row in fatigue.whole { limit[[row[0], row[1]]] = Int(row[3]) }
    var sends: [[String]: Int] = [:]
    var (fresh, tired) = ((yes: 0, all: 0), (yes: 0, all: 0))
    var total: [String: Int] = [:]
    var seen: Set<[String]> = []
    for row in try Rows(demo.bytes("email_events.csv")).whole {
      guard let most = limit[[row[0], row[2]]], seen.insert([row[0], row[1], row[3]]).inserted
      else { continue }
      if row[3] == "send" {
        sends[[row[0], row[2]], default: 0] += 1
        total[row[0], default: 0] += 1
      }
      let isTired = sends[[row[0], row[2]], default: 0] > most
      if row[3] == "send" { if isTired { tired.all += 1 } else { fresh.all += 1 } }
      if row[3] == "open" { if isTired { tired.yes += 1 } else { fresh.yes += 1 } }
    }
    #expect(total.values.allSatisfy { $0 <= 24 })
    let drop = difference(fresh, tired)
    #expect(drop.value > 0.15 && drop.value > 10 * drop.error)
  }

  @Test(arguments: [
    (DemoEffect.persuasion, ["persuasion_experiment.csv", "truth/effects.csv"]),
    (.cohorts, ["poll_answers.csv", "event_attendance.csv", "truth/cohorts.csv"]),
    (.fatigue, ["email_events.csv", "truth/fatigue.csv"]),
    (
      .giving,
      [
        "actblue_contributions.csv", "contest_entries.csv", "itcont.txt", "email_events.csv",
        "vendor_columns.csv",
        "truth/donors.csv", "truth/giving.csv", "truth/fatigue.csv",
      ]
    ),
  ]) func `an effect left out changes its own files alone`(
    _ effect: DemoEffect, _ own: [String]
  ) throws {
    let whole = try WrittenDemo(voters: 5_000, seed: 1)
    let less = try WrittenDemo(voters: 5_000, seed: 1, without: [effect])
    for file in whole.files where !["truth/README.md", "truth/dirt.csv"].contains(file.name) {
      let isSame = try whole.bytes(file.name) == less.bytes(file.name)
      #expect(isSame != own.contains(file.name), "\(file.name)")
    }
  }

  @Test func `seed 0 has nothing to find`() throws {
    let nothing = try WrittenDemo(voters: 20_000, seed: 0)
    let effects = try Rows(nothing.bytes("truth/effects.csv"))
    #expect(Set(effects["effect_if_reached"]) == ["0.0000"])
    let seen = try effect(in: nothing, of: ["unmoved"])
    #expect(abs(seen.value) < 3 * seen.error)
    #expect(Set(try Rows(nothing.bytes("truth/cohorts.csv"))["region"]) == [""])
    #expect(Set(try Rows(nothing.bytes("truth/fatigue.csv"))["sends_until_fatigue"]) == [""])
    let giving = try Rows(nothing.bytes("truth/giving.csv"))
    #expect(Set(giving["probability"]) == ["0.00000", "0.04000"])
    let gave = Dictionary(uniqueKeysWithValues: zip(giving["ncid"], giving["gave"]))
    var counts: [String: (yes: Int, all: Int)] = [:]
    for row in try Rows(nothing.bytes("vendor_columns.csv")).whole {
      guard let gave = gave[row[1]] else { continue }
      counts[gave, default: (0, 0)].all += 1
      if !row[9].isEmpty { counts[gave, default: (0, 0)].yes += 1 }
    }
    let listed = difference(counts["Y"] ?? (0, 0), counts["N"] ?? (0, 0))
    #expect(abs(listed.value) < 4 * listed.error)
  }
}
