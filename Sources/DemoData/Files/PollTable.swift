/// Answers to the poll, one row an answer: one voter in five is asked about all stars, the topic
/// and the support.
enum PollTable {
  static let table = Table(
    name: "poll_answers.csv", format: .csv,
    columns: ["voter_id", "asked_on", "poll", "question", "answer"],
    freshKey: ("voter_id", "ZX"),
    damages: [
      .badValue(kind: "bad_date", column: "asked_on", values: ["2026-02-29", "Feb 3", "?"]),
      .duplicateKey, .tooFewFields,
    ])

  static let topics = ["health care", "economy", "schools", "climate"]
  private static let questions = Stars.names.map { "star:" + $0 }

  static func forEachAnswer(
    _ row: inout Row, of voter: Voter, liked: UInt8, seed: UInt64, _ body: (Row) throws -> Void
  ) rethrows {
    guard voter.status != .removed, voter.status != .denied, voter.age >= 18 else { return }
    var draws = Draws(seed: seed, .poll, voter.index)
    guard draws.chance(0.2) else { return }
    let (ncid, day) = (voter.ncid, (CivilDay(2026, 2, 2) + draws.below(20)).iso)
    func answer(_ question: String, _ answer: String) throws {
      row.clear()
      row.add(ncid)
      row.add(day)
      row.add("2026-02")
      row.add(question)
      row.add(answer)
      try body(row)
    }
    for (star, question) in questions.enumerated() {
      // Who is liked by few is known to few.
      let isKnown = draws.chance(min(0.9, 0.1 + 3 * Stars.baseRates[star]))
      let other = isKnown ? "dislikes" : "never heard of"
      try answer(question, liked >> star & 1 == 1 ? "likes" : other)
    }
    try answer("topic", draws.pickRanked(topics))
    let middle = voter.party == .democratic ? 4 : voter.party == .republican ? 2 : 3
    try answer("support", String(min(5, max(1, middle + draws.within(-1...1)))))
  }
}
