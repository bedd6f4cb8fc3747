import Campaign
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// The made-up campaign with an event's list.
struct InvitationSample {
  let campaign: TestCampaign

  static let places = """
    places: {WAKE: [35.8, -78.6], DURHAM: [36.0, -78.9], MECKLENBURG: [35.2, -80.8], "288": [35.6, -82.5],
      GUILFORD: [36.1, -79.8], FORSYTH: [36.1, -80.2], CUMBERLAND: [35.0, -78.8], DARE: [35.9, -75.7]}
    """

  /// - Parameters:
  ///   - event: further lines of `event`, each with four blanks before it.
  ///   - list: further lines of the list.
  init(event: String = "", list: String = "", seats: Int = 30) throws {
    campaign = try DemoCampaigns.copy(of: DemoCampaigns.scored)
    try campaign.write(DemoCampaigns.rules(Self.places), to: "campaign.yml")
    try write(event: event, list: list, seats: seats)
  }

  func write(event: String = "", list: String = "", seats: Int = 30) throws {
    try campaign.write(
      """
      list: dinner
      model: donate
      purpose: solicit
      channel: mail
      universe: {gift_count: {at_least: 1}}
      \(list)
      event:
        star: Marla Quenvik
        format: small dinner
        day: 2026-10-24
        place: {county: WAKE}
        within_miles: 150
        seats: \(seats)
        tiers: [{price: 100, seats: \(seats / 2)}, {price: 40}]
        answers_due: [26, 16, 7]
        walk_ins: no
      \(event.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
      """, to: "lists/dinner.yml")
  }

  @discardableResult
  func cut(early: Bool = false) throws -> ListStage.Summary {
    try ListStage(campaign.workspace).run(list: "dinner", early: early)
  }

  /// Features and scores as of a day.
  func score(asOf day: Day) throws {
    _ = try Features(campaign.workspace).run(asOf: day)
    _ = try Score(campaign.workspace).run(model: "donate", asOf: day, csv: nil)
  }

  /// A wave's rows by column.
  func wave(_ number: Int, of ending: String? = nil) throws -> [[String: String]] {
    let records = try campaign.records(of: "dinner\(ending ?? ".wave_\(number)").csv")
    let header = try #require(records.first)
    return records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  /// What became of a person in the latest cut.
  func standing(of person: String) throws -> String {
    try campaign.ask(
      """
      select coalesce(reason, 'listed') from list.decision
      where 'P' || person_id = $1 order by cut_id desc limit 1
      """, [.text(person)]
    ).first ?? "not of the universe"
  }

  /// Fills in a wave's sheet as people answer, and loads it.
  ///
  /// - Parameter answer: what is written into a row; nil leaves it as it is.
  func answer(
    wave number: Int, as name: String = "answers.csv",
    _ answer: (Int, [String: String]) -> [String: String]?
  ) throws -> ImportSummary {
    let path = try fill(wave: number, as: name, answer)
    let summary = try campaign.load(path) { $0.maximumRejected = 0.5 }
    _ = try Match(campaign.workspace).run()
    return summary
  }

  func fill(
    wave number: Int, as name: String, _ answer: (Int, [String: String]) -> [String: String]?
  ) throws -> String {
    let records = try campaign.records(of: "dinner.wave_\(number).csv")
    let header = records[0]
    var lines = [header]
    for (place, record) in records.dropFirst().enumerated() {
      let row = Dictionary(uniqueKeysWithValues: zip(header, record))
      let filled = row.merging(answer(place, row) ?? [:]) { $1 }
      lines.append(header.map { filled[$0] ?? "" })
    }
    let text = lines.map { line in
      line.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }.joined(separator: ",")
    }.joined(separator: "\r\n")
    return try campaign.write("\u{FEFF}" + text + "\r\n", to: name)
  }
}
