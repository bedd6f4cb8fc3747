import Postgres
import TestSupport
import Testing

@testable import Pipeline

/// What the catalogue must say so that the same statements run on one server and on shards.
@Suite(.needsDatabase) struct ContractTests {
  /// Small tables, which are copied to every shard; all others of their schemas are large.
  private static let small = [
    "person.election", "person.suppressed_phone", "person.erased_phone", "person.no_text_phone",
    "feature.feature_set", "feature.feature", "feature.origin", "feature.provenance",
    "feature.pack",
    "score.cutoff", "score.uplift_cutoff", "score.drift",
    "list.cut", "list.column_provenance", "list.wave",
  ]

  /// Large tables with a snapshot's among them.
  private static let campaign = Result {
    let campaign = try TestCampaign()
    try campaign.write(SnapshotSample.layout, to: "layouts/mailing.yml")
    try campaign.load(try campaign.write(SnapshotSample.file(rows: 50), to: "mailing.csv"))
    try campaign.change("create schema large")
    try campaign.change(
      Statement(
        """
        create view large.relation as
        select pg_class.oid, nspname || '.' || relname as name, relrowsecurity, relforcerowsecurity
        from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where nspname in ('person', 'feature', 'score', 'list') and relkind in ('r', 'p')
          and nspname || '.' || relname <> all (array['\(small.joined(separator: "','"))'])
        """, file: "ContractTests.swift"))
    return campaign
  }

  private func ask(_ query: Statement) throws -> [String] { try Self.campaign.get().ask(query) }

  @Test func `the small tables are there and a snapshot's tables count as large`() throws {
    let small = try Self.campaign.get().ask(
      "select name from unnest($1) as name where to_regclass(name) is null", [.texts(Self.small)])
    #expect(small == [])
    let large = try ask("select name from large.relation")
    #expect(
      Set(large).isSuperset(of: [
        "person.identity", "person.person", "person.voter", "person.vote", "person.contribution",
        "person.receipt",
        "person.contact", "person.poll_answer", "person.attendance", "person.email_event",
        "person.phone", "person.snapshot_mailing", "feature.history", "feature.pack_block",
        "score.person",
        "score.uplift", "list.decision", "list.entry", "list.invitation",
      ]))
  }

  @Test func `person_id comes first in every key and unique index of a large table`() throws {
    #expect(
      try ask(
        """
        select relation.name || ': ' || indexrelid::regclass
        from pg_index
        join large.relation on relation.oid = indrelid
        left join pg_attribute on attrelid = indrelid and attnum = indkey[0]
        where (indisunique or indisprimary or indisexclusion) and attname is distinct from 'person_id'
        """) == [])
    #expect(
      try ask(
        """
        select name from large.relation
        where not exists (select from pg_index where indrelid = relation.oid and indisprimary)
        """) == [], "every large table has a primary key")
  }

  @Test func `a foreign key between large tables goes from person to person`() throws {
    #expect(
      try ask(
        """
        select conname::text from pg_constraint
        join large.relation as source on source.oid = conrelid
        join large.relation as target on target.oid = confrelid
        where contype = 'f'
          and not exists (
            select from pg_attribute as own, pg_attribute as other
            where own.attrelid = conrelid and own.attnum = conkey[1] and own.attname = 'person_id'
              and other.attrelid = confrelid and other.attnum = confkey[1]
              and other.attname = 'person_id'
          )
        """) == [])
  }

  @Test func `no table has a trigger, and no large one a sequence`() throws {
    #expect(
      try ask(
        """
        select tgrelid::regclass || '.' || tgname from pg_trigger
        join pg_class on pg_class.oid = tgrelid
        join pg_namespace on pg_namespace.oid = relnamespace
        where not tgisinternal and nspname not in ('pg_catalog', 'information_schema')
        """) == [])
    #expect(
      try ask(
        """
        select name || '.' || attname from pg_attribute
        join large.relation on relation.oid = attrelid
        left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where attnum > 0
          and (attidentity <> '' or pg_get_expr(adbin, adrelid) ~ 'nextval|random|uuid')
        """) == [])
  }

  @Test func `row security is forced where people's logins reach, by conditions on the row alone`()
    throws
  {
    #expect(
      try ask(
        """
        select distinct nspname || '.' || relname || ' ' || relforcerowsecurity || relrowsecurity
        from pg_class
        join pg_namespace on pg_namespace.oid = relnamespace
        cross join unnest(array['field_staff', 'leadership']) as people
        where relkind in ('r', 'p', 'v', 'm')
          and nspname not in ('pg_catalog', 'information_schema')
          and has_any_column_privilege(people, pg_class.oid, 'select, insert, update')
        order by 1
        """) == [
          "list.entry truetrue", "list.outcome_inbox truetrue", "summary.donor truetrue",
          "summary.outcome truetrue", "summary.publication truetrue",
        ])
    #expect(
      try ask(
        """
        select polname::text from pg_policy
        where pg_get_expr(polqual, polrelid) ~* 'select|current_setting'
          or pg_get_expr(polwithcheck, polrelid) ~* 'select|current_setting'
        """) == [])
    #expect(try ask("select polname::text from pg_policy").isEmpty == false)
  }

  @Test func `every table says what one row of it is`() throws {
    #expect(
      try ask(
        """
        select nspname || '.' || relname from pg_class
        join pg_namespace on pg_namespace.oid = relnamespace
        where relkind in ('r', 'p')
          and nspname in ('run', 'source', 'fec', 'person', 'feature', 'model', 'score', 'list', 'summary',
            'kept', 'contest', 'cohort', 'probe')
          and coalesce(obj_description(pg_class.oid, 'pg_class'), '') !~* '^one row '
        """) == [])
  }

  @Test func `money is bigint cents, days are dates and instants have a time zone`() throws {
    #expect(
      try ask(
        """
        select table_schema || '.' || table_name || '.' || column_name || ' ' || data_type
        from information_schema.columns
        where table_schema in (
            'run', 'source', 'fec', 'person', 'feature', 'model', 'score', 'list', 'summary', 'kept',
            'contest', 'cohort', 'probe')
          and (column_name ~ '_cents$' and data_type <> 'bigint'
            or column_name ~ '(_on|^as_of|^since)$' and data_type <> 'date'
            or column_name ~ '_at$' and data_type <> 'timestamp with time zone'
            or data_type in ('money', 'timestamp without time zone')
            or column_name ~ '(amount|dollars)' and column_name !~ '_cents$')
        """) == [])
  }

  @Test(arguments: SQLText.all)
  func `no shipped statement does what shards can't`(_ file: SQLText) {
    let forbidden = file.code.matches(
      of:
        #/
        \b(random\s*\(|rollup|lateral|grouping\s+sets|cube|set\s+role|bigserial|smallserial|serial
        |nextval|setval|create\s+sequence|create\s+trigger)
        /#)
    #expect(forbidden.map { String($0.output.0) } == [])
  }
}
