import Campaign
import TestSupport

@testable import Pipeline

/// Voters of three counties with a race, an ethnicity and an answer about a star, whom women in Dare like.
///
/// Where a stand-in is planted, Dare's voters are mostly Black and the others' mostly White.
struct ProxySample {
  var isPlanted = true
  static let voters = 6_000
  static let counties = ["DARE", "WAKE", "WATAUGA"]
  static let day = Day(year: 2026, month: 5, day: 4) ?? TestCampaign.today

  static let cohort = """
    cohort: ada
    purpose: invite
    target: {question: "star:Ada Vale", answer: likes}
    traits: [sex, age, party, region]
    as_of: 2026-05-04
    depth: 2
    smallest: 30
    lots: 39
    """

  static let rules = DemoCampaigns.rules(
    "regions: {by: county, of: {east: [DARE], middle: [WAKE], west: [WATAUGA]}}")

  /// A campaign with all of them matched, and features of the day.
  func campaign(withClasses: Bool = true) throws -> TestCampaign {
    let campaign = try TestCampaign()
    try campaign.write(Self.rules, to: "campaign.yml")
    try campaign.write(Self.cohort, to: "cohorts/ada.yml")
    let (voters, answers) = try files()
    let path = try campaign.write(voters, to: "voters.txt")
    try campaign.load(path, knownOn: DemoSet.knownOn)
    if withClasses {
      let summary = try campaign.load(path, knownOn: DemoSet.knownOn) {
        $0.layout = "ncvoter_classes"
      }
      guard summary.rowsLoaded == Self.voters else { throw Failure(.bug, "rows are missing") }
    }
    try campaign.load(try campaign.write(answers, to: "answers.csv"))
    _ = try Match(campaign.workspace).run()
    _ = try Features(campaign.workspace).run(asOf: Self.day)
    return campaign
  }

  private func files() throws -> (voters: String, answers: String) {
    var state: UInt64 = 20_261_103
    func below(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % bound)
    }
    var voters: [[String: String]] = []
    var answers = "voter_id,asked_on,poll,question,answer\n"
    for number in 0..<Self.voters {
      let (isWoman, age, county) = (below(2) == 0, 20 + below(60), below(3))
      let lot = below(100)
      let black = isPlanted && county == 0 ? 75 : isPlanted ? 8 : 30
      let race = lot < black ? "B" : lot < 95 ? "W" : lot < 97 ? "U" : "A"
      voters.append([
        "ncid": "AA\(number)", "first_name": "F\(number)", "last_name": "L\(number)",
        "status_cd": "A", "res_street_address": "\(number / 2 + 1) MAIN ST", "zip_code": "27601",
        "county_desc": Self.counties[county], "registr_dt": "01/02/2010",
        "birth_year": "\(2026 - age)", "party_cd": ["DEM", "REP", "UNA"][below(3)],
        "gender_code": isWoman ? "F" : "M", "race_code": race,
        "ethnic_code": below(100) < 10 ? "HL" : "NL",
      ])
      let chance = isWoman && county == 0 ? 45 : 8
      let answer = below(100) < chance ? "likes" : "dislikes"
      answers += "AA\(number),2026-03-02,2026-03,star:Ada Vale,\(answer)\n"
    }
    return (try TestCampaign.table("ncvoter", delimiter: "\t", voters), answers)
  }
}
