import Testing

@testable import Pipeline

/// A stage reads only what stands to its left and writes only its own schema.
@Suite struct ArrowTests {
  /// The schemas that each stage's statements may read and write.
  private static let arrows: [String: (reads: Set<String>, writes: Set<String>)] = [
    // Import makes the tables of a snapshot, in person.* too, and fills none there; later receipts of
    // people who were erased go where the law wants them.
    // Which contests take entries. Protected classes have a schema of their own, which import and match write
    // and nothing else names.
    "import": (
      ["source", "fec", "run", "contest"], ["source", "fec", "run", "person", "kept", "probe"]
    ),
    // Of the ledger, whether it holds a gift.
    "contest": (["source", "contest"], ["contest"]),
    // `import --inbox`: what callers wrote down becomes a batch, and returns when that is undone.
    "inbox": (["source", "person", "list"], ["source", "list"]),
    "match": (["source", "person", "run", "probe"], ["person", "run", "probe"]),
    "features": (["person", "feature", "run"], ["feature"]),
    "fit": (["person", "feature", "model", "run"], ["model"]),
    "score": (["person", "feature", "model", "score", "run"], ["score"]),
    "discover": (["person", "feature", "run", "cohort"], ["cohort"]),
    "list": (["person", "feature", "model", "score", "list", "run"], ["list"]),
    // Lives the stages again and reads what came of it; all is rolled back.
    "backtest": (["person", "feature", "list"], []),
    "report": (["person", "fec", "list", "run", "kept"], ["summary"]),
    "user": ([], []),
    // Takes a person out of every schema; what the text can't say stands as `*`.
    "erase": (
      ["source", "person", "list", "run"], ["source", "person", "list", "kept", "contest"]
    ),
    "run": (["run"], ["run"]),
  ]

  @Test(arguments: SQLText.stages)
  func `a statement says what it reads and writes, and its text agrees`(_ file: SQLText) throws {
    let reads = try #require(file.saidReads, "\(file.path) has no line `-- reads:`")
    let writes = try #require(file.saidWrites, "\(file.path) has no line `-- writes:`")
    // What a statement writes it may read too: the rows that it changes.
    #expect(Self.lacking(file.reads, in: reads.union(writes)) == [], "reads, but doesn't say so")
    #expect(Self.lacking(file.writes, in: writes) == [], "writes, but doesn't say so")
    #expect(
      Self.lacking(reads, in: file.reads.union(file.writes)) == [], "says it reads, but doesn't")
    #expect(Self.lacking(writes, in: file.writes) == [], "says it writes, but doesn't")
  }

  @Test(arguments: SQLText.stages)
  func `a stage reads what stands to its left and writes its own schema`(_ file: SQLText) throws {
    let arrows = try #require(Self.arrows[file.stage], "no stage of this name is known")
    func schemas(_ tables: Set<String>?) -> Set<String> {
      Set((tables ?? []).compactMap { $0.split(separator: ".").first.map(String.init) })
        .subtracting(["*"])
    }
    #expect(schemas(file.saidReads).union(schemas(file.reads)).subtracting(arrows.reads) == [])
    #expect(schemas(file.saidWrites).union(schemas(file.writes)).subtracting(arrows.writes) == [])
  }

  @Test func `the files of all stages are looked at`() {
    let found = Set(SQLText.stages.map(\.stage))
    #expect(found.isSuperset(of: ["import", "match", "features", "fit", "score", "run"]))
    #expect(SQLText.stages.count > 50)
  }

  @Test func `a head that hides a table is seen`() {
    let liar = SQLText(
      path: "sql/fit/liar.sql",
      text:
        "-- reads: feature.history\n-- writes: -\nselect 1 from feature.history join fec.committee")
    #expect(Self.lacking(liar.reads, in: liar.saidReads ?? []) == ["fec.committee"])
  }

  /// The tables that no name of the others covers; `person.*` covers all of person, `*` anything.
  private static func lacking(_ tables: Set<String>, in others: Set<String>) -> Set<String> {
    tables.filter { table in
      let schema = table.prefix { $0 != "." }
      return table != "*" && !others.contains(table) && !others.contains("*")
        && !others.contains("\(schema).*")
        && !(table.hasSuffix(".*") && others.contains { $0.hasPrefix("\(schema).") })
    }
  }
}
