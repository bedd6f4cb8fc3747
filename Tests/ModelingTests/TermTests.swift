import Foundation
import Modeling
import Testing

@Suite struct TermTests {
  /// Ten training rows, then two that no term has seen.
  private let frame = RawFrame(
    rows: 12,
    columns: [
      ("age", .numeric([20, 30, 40, 50, .nan, 20, 30, 40, 50, .nan, 1000, .nan])),
      (
        "party",
        .categorical(
          codes: [0, 0, 0, 0, 1, 1, 1, 2, 3, -1, 4, -1],
          levels: ["DEM", "REP", "GRN", "LIB", "NEW"])
      ),
      ("state", .categorical(codes: [Int32](repeating: 0, count: 12), levels: ["NC"])),
      ("income", .numeric([5, 5, 5, 5, .nan, 5, 5, 5, 5, .nan, 7, 5])),
      ("nothing", .numeric([Double](repeating: .nan, count: 12))),
    ])
  private let training = Array(0..<10)

  private func plan(minimumRows: Int = 2) -> TermPlan {
    var options = TermPlan.Options()
    options.minimumRows = minimumRows
    return TermPlan.learn(from: frame, rows: training, options: options)
  }

  @Test func `terms and reasons are learned on the training rows alone`() {
    let plan = plan()
    #expect(
      plan.terms.map(\.name) == ["age", "age: missing", "party = REP", "party: other levels"])
    #expect(
      plan.dropped.map { "\($0.column) \($0.reason)" } == [
        "state constant", "income constant", "income missingTogether", "nothing empty",
      ])
    #expect(
      plan.terms[0].kind == .linear(centre: 35, scale: 125.0.squareRoot()),
      "the value 1000 is no training row's")
    #expect(plan.terms.map(\.trainingMean) == [0, 0.2, 0.3, 0.3])
  }

  @Test func `a design has the terms as columns and keeps the asked rows in order`() throws {
    let design = try plan().apply(frame, rows: [9, 0, 4, 10])
    #expect(design.rows == 4)
    let scale = 125.0.squareRoot()
    #expect(
      design.values == [
        0, -15 / scale, 0, 965 / scale,  // age: a missing one contributes nothing
        1, 0, 1, 0,  // age: missing
        0, 0, 1, 0,  // party = REP
        1, 0, 0, 1,  // party: other levels holds the rare, the missing and the unseen one
      ])
  }

  @Test func `a bounded term stops at three standard deviations, and a missing value at 0`() throws
  {
    var options = TermPlan.Options()
    options.minimumRows = 2
    options.isBounded = true
    let rows = training + [10]
    let plan = TermPlan.learn(from: frame, rows: training, options: options)
    #expect(plan.terms[0].kind == .bounded(centre: 35, scale: 125.0.squareRoot()))
    let design = try plan.apply(frame, rows: rows)
    #expect(design[10, 0] == Term.bound, "an age of 1000")
    #expect(design[9, 0] == 0)
    // With 1000 among the training rows, its part of the mean is what is left of it.
    let wide = TermPlan.learn(from: frame, rows: rows, options: options)
    let all = try wide.apply(frame, rows: rows)
    let mean = rows.indices.reduce(0) { $0 + all[$1, 0] } / Double(rows.count)
    #expect(abs(wide.terms[0].trainingMean - mean) < 1e-12)
  }

  @Test func `a linear term has mean 0 and its training mean stands in the term`() throws {
    let plan = plan()
    let design = try plan.apply(frame, rows: training)
    for (column, term) in plan.terms.enumerated() {
      let mean = training.reduce(0) { $0 + design[$1, column] } / 10
      #expect(abs(mean - term.trainingMean) < 1e-15)
    }
  }

  @Test func `an unseen level is the reference where no level is pooled`() throws {
    let colors = RawFrame(
      rows: 5, columns: [("c", .categorical(codes: [0, 0, 1, 1, 2], levels: ["b", "a", "z"]))])
    var options = TermPlan.Options()
    options.minimumRows = 1
    let plan = TermPlan.learn(from: colors, rows: [0, 1, 2, 3], options: options)
    #expect(plan.terms.map(\.name) == ["c = b"], "of two levels alike, the first name is reference")
    #expect(try plan.apply(colors).values == [1, 1, 0, 0, 0])
  }

  @Test func `the order of codes does not matter`() throws {
    let other = RawFrame(
      rows: 12,
      columns: [
        (
          "party",
          .categorical(
            codes: [4, 4, 4, 4, 3, 3, 3, 2, 1, -1, 0, -1],
            levels: ["NEW", "LIB", "GRN", "REP", "DEM"])
        )
      ])
    var options = TermPlan.Options()
    options.minimumRows = 2
    let learned = TermPlan.learn(from: other, rows: training, options: options)
    #expect(learned.terms == plan().terms.filter { $0.column == "party" })
  }

  @Test func `a rare missing value gets no indicator, and ids no levels`() {
    let ids = RawFrame(
      rows: 4,
      columns: [
        ("id", .categorical(codes: [0, 1, 2, 3], levels: ["p", "q", "r", "s"])),
        ("x", .numeric([1, 2, 3, .nan])),
      ])
    var options = TermPlan.Options()
    options.minimumRows = 2
    let plan = TermPlan.learn(from: ids, rows: [0, 1, 2, 3], options: options)
    #expect(plan.terms.map(\.name) == ["x"])
    #expect(plan.dropped.map(\.reason) == [.tooFewRows, .missingTooRarely])
  }

  @Test func `a frame that lost or changed a column is refused`() throws {
    let plan = plan()
    let empty = RawFrame(rows: 1, columns: [("party", .numeric([1]))])
    #expect(throws: TermError.columnAbsent("age")) { try plan.apply(empty) }
    let changed = RawFrame(
      rows: 1, columns: [("age", .numeric([1])), ("party", .numeric([1]))])
    #expect(throws: TermError.columnOfOtherType("party")) { try plan.apply(changed) }
  }

  @Test func `a model's parts sum to its log odds and survive storage`() throws {
    var generator = Generator(seed: 1)
    let rows = 400
    let age = (0..<rows).map { _ in generator.uniform() < 0.2 ? Double.nan : generator.bell() * 9 }
    let party = (0..<rows).map { _ in Int32(generator.below(4)) - 1 }
    let outcomes = (0..<rows).map { row in
      generator.uniform() < (party[row] == 2 ? 0.6 : 0.3) ? 1.0 : 0
    }
    let frame = RawFrame(
      rows: rows,
      columns: [
        ("age", .numeric(age)),
        ("copy", .numeric(age)),
        ("party", .categorical(codes: party, levels: ["DEM", "REP", "OTH"])),
      ])
    let plan = TermPlan.learn(from: frame, rows: Array(0..<rows))
    let fit = try LogisticRegression.fit(plan.apply(frame), outcomes: outcomes)
    #expect(fit.aliased == ["copy"])
    let model = ScoreModel(plan: plan, fit: fit)
    #expect(model.terms.count == plan.terms.count - 1)

    let design = try model.design(of: frame)
    let predictors = model.linearPredictors(design)
    let parts = try model.parts(of: frame, rows: Array(0..<rows))
    #expect(parts.map(\.column) == ["age", "party"])
    for row in 0..<rows {
      let sum = parts.reduce(model.meanPredictor) { $0 + $1.contributions[row] }
      #expect(abs(sum - predictors[row]) < 1e-12)
    }
    #expect(try model.linearPredictors(of: frame, rows: Array(0..<rows)) == predictors)
    let mean = predictors.reduce(0) { $0 + ScoreModel.probability(of: $1) } / Double(rows)
    #expect(abs(mean - outcomes.reduce(0, +) / Double(rows)) < 1e-10)

    let stored = try JSONEncoder().encode(model)
    #expect(try JSONDecoder().decode(ScoreModel.self, from: stored) == model)
  }

  @Test func `a design made block by block is the one that is kept, and so is its fit`() throws {
    var generator = Generator(seed: 9)
    let count = 70_000
    let age = (0..<count).map { _ in
      generator.uniform() < 0.1 ? Double.nan : generator.bell() * 9 + 40
    }
    let party = (0..<count).map { _ in Int32(generator.below(4)) - 1 }
    let outcomes = (0..<count).map { row in
      let log = (age[row].isFinite ? age[row] / 30 : 1) + (party[row] == 2 ? 1 : 0) - 4
      return generator.uniform() < 1 / (1 + exp(-log)) ? 1.0 : 0
    }
    let frame = RawFrame(
      rows: count,
      columns: [
        ("age", .numeric(age)), ("twice", .numeric(age.map { 2 * $0 + 1 })),
        ("party", .categorical(codes: party, levels: ["DEM", "REP", "OTH"])),
        ("flag", .numeric(party.map { $0 == 1 ? 1 : 0 })),
      ])
    let rows = (0..<count).filter { $0 % 5 != 3 }
    for isBounded in [false, true] {
      var options = TermPlan.Options()
      options.isBounded = isBounded
      let plan = TermPlan.learn(from: frame, rows: rows, options: options)
      let kept = try plan.apply(frame, rows: rows)
      let made = try TermColumns(plan, frame, rows: rows)
      #expect(made.names == kept.names && made.rows == kept.rows)
      var stretch = [Double](repeating: 0, count: 1000)
      for column in kept.names.indices {
        for start in [0, 17, rows.count - 1000] {
          made.read(column, start..<start + 1000, into: &stretch)
          #expect(stretch.indices.allSatisfy { stretch[$0] == kept[start + $0, column] })
        }
      }
      let told = rows.map { outcomes[$0] }
      let fit = try LogisticRegression.fit(made, outcomes: told)
      #expect(fit == (try LogisticRegression.fit(kept, outcomes: told)))
      // The sample tells neither copy from what it is a copy of, so that all rows are asked.
      #expect(fit.aliased.contains("twice"))
      let clusters = rows.map { Int64($0 / 3) }
      #expect(
        try RobustCovariance(fit, made, outcomes: told, clusters: clusters)
          == RobustCovariance(fit, kept, outcomes: told, clusters: clusters))
    }
    #expect(throws: TermError.columnAbsent("age")) {
      try TermColumns(
        TermPlan.learn(from: frame, rows: rows), RawFrame(rows: 1, columns: []), rows: [0])
    }
  }

  @Test func `no probability is 0 or 1`() {
    #expect(ScoreModel.probability(of: 1e9) < 1)
    #expect(ScoreModel.probability(of: 1e9) == ScoreModel.probability(of: 30))
    #expect(ScoreModel.probability(of: -1e9) > 0)
    #expect(ScoreModel.probability(of: 0) == 0.5)
  }
}
