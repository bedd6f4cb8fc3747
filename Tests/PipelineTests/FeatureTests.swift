import Campaign
import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// What becomes known on or after a day changes nothing in the features as of that day.
@Suite(.needsDatabase) struct FeatureTests {
  private static let day = DemoCampaigns.trainingDay

  /// Rows of every kind that became known, or happened, on the day or after it.
  private static let future: Statement = """
    set session_replication_role = replica;
    -- Gifts and contacts from the day itself on, of people known and unknown.
    insert into person.contribution (
      person_id, source, record, batch_id, donor_record, contributed_on, amount_cents, is_recurring,
      has_employer, has_occupation)
    select person_id, 'future', person_id, 999, 'x', date '2026-06-17' + (person_id % 3)::integer,
      100000, true, true, true
    from (select person_id from person.person where person_id % 2 = 0 union values (1), (2)) as who;
    update person.contribution
    set refunded_on = date '2026-06-17' + (person_id % 3)::integer
    where contributed_on < '2026-06-17' and refunded_on is null and person_id % 2 = 1;
    insert into person.contact (
      person_id, source, record, batch_id, contacted_on, channel, result)
    select person_id, 'future', person_id, 999, date '2026-06-17' + (person_id % 3)::integer,
      'Phone', 'canvassed'
    from person.person where person_id % 2 = 0;
    -- An election to come of which the files knew before the day, since people vote early, and one
    -- before the day of which they knew only after it.
    insert into person.election (election_kind, election_on, known_on)
    values ('general', '2026-06-27', '2026-06-01'), ('general', '2026-06-07', '2026-06-17');
    insert into person.vote (
      person_id, source, record, election_on, election, batch_id, known_on, election_kind)
    select person_id, 'future', person_id, election_on, 'future', 999,
      case when election_on = '2026-06-27' then date '2026-06-01' else date '2026-06-17' end, 'general'
    from person.person
    cross join person.election
    where election_kind = 'general' and person_id % 2 = 0
      and (election_on > '2026-06-01'
        or election_on = (select max(election_on) from person.election
          where election_kind = 'general' and election_on < '2026-06-01'));
    insert into person.voter (
      person_id, source, record, batch_id, known_on, household_voters, has_phone, sex, birth_year,
      party, county, registered_on)
    select person_id, 'future', person_id, 999, '2026-06-17', 99, false, 'X', 1900, 'NEW', 'NOWHERE',
      '1950-01-01'
    from person.person;
    """

  /// The features as of the day that a statement makes, as one digest.
  private func digest(_ statement: Statement, _ campaign: TestCampaign) throws -> String {
    var connection = try campaign.administrator()
    let day = Value.day(daysSince1970: Self.day.daysSince1970)
    return try connection.transaction { connection in
      try connection.execute(SQLFiles.statement("features/forget_history"), [day])
      let people = try connection.execute(statement, [day])
      let digests = try connection.rows(
        """
        select md5(string_agg(line, E'\\n' order by line))
        from (select history::text as line from feature.history where as_of = $1) as lines
        """, [day]
      ) { try $0.text(0) }
      return "\(people) people \(digests.first ?? "")"
    }
  }

  private func campaigns() throws -> (past: TestCampaign, future: TestCampaign) {
    let past = try DemoCampaigns.copy(of: DemoCampaigns.matched)
    let future = try DemoCampaigns.copy(of: DemoCampaigns.matched)
    try future.change(Self.future)
    return (past, future)
  }

  @Test func `features of a day are the same with and without all that came later`() throws {
    let (past, future) = try campaigns()
    for campaign in [past, future] { _ = try Features(campaign.workspace).run(asOf: Self.day) }
    let (expected, found) = (try past.contents(of: "feature"), try future.contents(of: "feature"))
    #expect(found == expected)
    #expect(try past.count("select count(*) from feature.history") > 4_000)
    #expect(try past.count("select sum(gift_count)::bigint from feature.history") > 100)
    #expect(try past.count("select sum(generals_voted_of_4)::bigint from feature.history") > 1_000)
    #expect(try past.count("select count(*) from feature.history where party is not null") > 3_000)
  }

  @Test func `each guard against looking ahead is needed`() throws {
    let (past, future) = try campaigns()
    let file = "sql/features/history.sql"
    let text = SQLFiles.text(file)
    let guards = text.ranges(of: "< $1")
    #expect(guards.count == 9)
    let whole = Statement(text, file: file)
    #expect(try digest(whole, past) == digest(whole, future))
    for place in guards {
      let line = "\(text[..<place.lowerBound].split(separator: "\n").last ?? "") < $1"
      let peeking = Statement(text.replacingCharacters(place, with: "< $1 + 40000"), file: file)
      let sees = try digest(peeking, past) != digest(peeking, future)
      // A vote's election is already one of those before the day.
      let isSaidTwice = text[..<place.lowerBound].hasSuffix("vote.election_on ")
      #expect(sees != isSaidTwice, "\(line)")
    }
  }

  @Test func `a day built twice is the same, and another day stays`() throws {
    let campaign = try DemoCampaigns.copy(of: DemoCampaigns.withFeatures)
    let before = try campaign.contents(of: "feature")
    _ = try Features(campaign.workspace).run(asOf: Self.day)
    #expect(try campaign.contents(of: "feature") == before)
    _ = try Features(campaign.workspace).run(asOf: Self.day.adding(days: 30))
    #expect(
      try campaign.count("select count(distinct as_of) from feature.history") == 2)
  }

  @Test func `a refunded gift is no gift from the day of the refund on`() throws {
    let campaign = try TestCampaign()
    try campaign.loadGifts([
      .init(
        line: 1, donor: "d1", first: "Ann", last: "Oak", day: "2026-03-01 10:00:00",
        amount: "25.00", refund: "2026-04-01 09:00:00"),
      .init(
        line: 2, donor: "d1", first: "Ann", last: "Oak", day: "2026-02-01 10:00:00",
        amount: "10.50"),
    ])
    _ = try Match(campaign.workspace).run()
    for (text, expected) in [
      ("2026-03-01", "1|1050|1050|0"), ("2026-03-02", "2|3550|2500|0"),
      ("2026-04-01", "2|3550|2500|0"), ("2026-04-02", "1|1050|1050|1"),
    ] {
      let day = try #require(Day(iso: text))
      _ = try Features(campaign.workspace).run(asOf: day)
      #expect(
        try campaign.ask(
          """
          select gift_count::text, gift_total_cents::text, latest_gift_cents::text,
            refund_count::text
          from feature.history where as_of = $1
          """, [.day(daysSince1970: day.daysSince1970)]) == [expected], "\(text)")
    }
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
