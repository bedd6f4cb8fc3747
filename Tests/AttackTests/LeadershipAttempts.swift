/// What leadership might try, whose logins read `summary.*` alone.
enum LeadershipAttempts {
  static let all = reading + people + making

  private static let reading: [Attempt] = [
    .init(
      "counts come", "select count(*) > 3 from summary.outcome where people is not null",
      .prints("t")),
    .init(
      "small counts", "select * from summary.outcome where people < 10", .nothing),
    .init(
      "small counts of donors", "select * from summary.donor where people < 10", .nothing),
    .init(
      "a count that isn't in fives", "select * from summary.outcome where people % 5 <> 0", .nothing
    ),
    .init(
      "the refusals of Beta, of which there are three",
      "select people from summary.outcome where county = 'BETA' and result = 'refused' and people is not null",
      .nothing),
    .init("changing a count", "update summary.outcome set people = 10", .refused("42501")),
    .init("deleting counts", "delete from summary.donor", .refused("42501")),
    .init(
      "a count of her own", "insert into summary.donor values ('X', 'Y', 10)", .refused("42501")),
  ]

  private static let people: [Attempt] =
    [
      "list.entry", "list.outcome_inbox", "list.decision", "list.cut", "person.person",
      "person.contribution", "person.receipt", "person.voter", "person.contact", "source.voter",
      "fec.contribution", "list.touch", "list.number_touch", "list.pledge", "list.volunteer_ask",
      "list.invitation", "list.decision_1", "list.decision_kept", "person.no_text_phone",
      "feature.history", "score.person", "model.version", "run.run", "kept.receipt",
      "contest.entry", "contest.contest", "contest.decision", "contest.standing",
      "probe.stated", "probe.person_class", "probe.salt", "cohort.proxy",
      "careless.note",
    ].map { Attempt("reading \($0)", "select * from \($0)", .refused("42501")) } + [
      .init(
        "counts of protected classes",
        "select cohort.class_counts(null, '{1}', '{1}', '{1}', '{1}')", .refused("42501")),
      .init("counting people", "select count(*) from person.person", .refused("42501")),
      .init("counting entries", "select count(*) from list.entry", .refused("42501")),
      .init(
        "counting by a join",
        "select count(*) from summary.outcome join person.voter using (county)",
        .refused("42501")),
      .init(
        "whether there is a person",
        "select exists (select from person.person where person_id = 7770001)", .refused("42501")),
    ]

  private static let making: [Attempt] = [
    .init("becoming the reporter", "set role reporter", .refused("42501")),
    .init("becoming alice", "set role alice", .refused("42501")),
    .init("a cut of her own", "select list.begin_cut(2)", .refused("42501")),
    .init("a view", "create view summary.v as select 1", .refused("42501")),
    .init("a temporary table", "create temp table t (a int)", .refused("42501")),
    .init("a large object", "select lo_create(0)", .refused("42501")),
    .init("a file", "select pg_read_file('/etc/passwd')", .refused("42501")),
    .init("a program", "copy summary.donor to program 'cat'", .refused("42501")),
    .init(
      "a report to the inbox",
      "insert into list.outcome_inbox (person_id, cut_id, result) values (7770301, 1, 'busy')",
      .refused("42501")),
    .init(
      "statistics",
      "select * from pg_stats where schemaname <> 'pg_catalog' and schemaname <> 'information_schema' and schemaname <> 'summary'",
      .nothing),
    .init("the whole database as XML", "select database_to_xml(true, true, '')", .anything),
    .init("what others run", "select query from pg_stat_activity", .anything),
  ]
}
