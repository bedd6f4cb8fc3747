import Campaign
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

/// The database goes away in the middle of an import.
@Suite(.needsDatabase) struct LostConnectionTests {
  private static let gifts = (1...5_000).map {
    TestGift(line: $0, donor: "d\($0)", first: "Ann", last: "Oak", email: "d\($0)@example.com")
  }

  @Test func `an import whose connection dies leaves nothing, and works when run again`()
    async throws
  {
    let campaign = try TestCampaign()
    var gifts = Self.gifts
    gifts[10].amount = "none"
    let path = try campaign.write(try TestCampaign.giftFile(gifts), to: "gifts.csv")
    // A row with the key of the file's 3,000th, not yet committed, makes the COPY wait there.
    var blocker = try campaign.administrator()
    try blocker.script(
      """
      set session_replication_role = replica;
      begin;
      insert into source.contribution (
        source, record, batch_id, donor_record, record_id, contributed_on, amount_cents)
      values ('actblue', '3000', 1, 'x', 1, '2026-01-01', 1);
      """)
    let importing = Task.detached { try campaign.load(path) }
    var waiting: [Int64] = []
    var watcher = try campaign.administrator()
    for _ in 0..<600 where waiting.isEmpty {
      try await Task.sleep(for: .milliseconds(50))
      waiting = try watcher.rows(
        """
        select pid::bigint from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query ilike '%copy source.contribution%'
        """
      ) { try $0.integer(0) }
    }
    let process = try #require(waiting.first, "the COPY never came to the row")
    #expect(
      try watcher.rows(
        "select tuples_processed from pg_stat_progress_copy where datname = current_database()"
      ) { try $0.integer(0) }
      .first ?? 0 > 0, "rows were on their way")
    try watcher.execute("select pg_terminate_backend($1::integer)", [.integer(process)])
    let result = await importing.result
    let error = #expect(throws: PostgresError.self) { try result.get() }
    #expect(error?.isConnectionLost == true)
    try blocker.script("rollback")
    #expect(try campaign.loaded() == ["0|0|0|0|0|0"])
    #expect(campaign.files(below: "out/rejects") == [], "no file of rejects without a batch")
    let summary = try campaign.load(path)
    #expect(summary.rowsLoaded == 4_999 && !summary.wasLoadedBefore)
  }
}
