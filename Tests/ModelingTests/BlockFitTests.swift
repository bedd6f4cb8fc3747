import Synchronization
import Testing

@testable import Modeling

/// Fits of packed rows beside those of the same rows by Newton's method in `Double`, which
/// `LogisticReferenceTests` holds against statsmodels.
@Suite struct BlockFitTests {
  /// Ends of rows that fill no vector, no tile and no block; from 8192 rows on, a fit begins with a sample.
  @Test(arguments: [61, 64, 1000, 4097, 9001, 70_000], [false, true])
  func `numbers give the fit of the same numbers in Double`(rows: Int, weighted: Bool) throws {
    let example = PackedExample.generated(
      rows: rows, numbers: rows < 100 ? 2 : 5, weighted: weighted, seed: UInt64(rows))
    expectSame(try example.packedFit(), try example.doubleFit())
  }

  @Test(arguments: [6000, 60_000])
  func `codes give the fit of columns of zeros and ones`(rows: Int) throws {
    let example = PackedExample.generated(
      rows: rows, numbers: 3, levels: [2, 5, 11, 20, 3], weighted: true, seed: 9)
    let reference = try example.doubleFit()
    expectSame(try example.packedFit(), reference)
    var options = LogisticRegression.BlockOptions()
    options.wantsCovariance = false
    // Without the last step by the information of all rows.
    let quick = try example.packedFit(options)
    #expect(zip(quick.coefficients, reference.coefficients).allSatisfy { abs($0 - $1) < 1e-7 })
    #expect(quick.covariance.isEmpty)
  }

  /// At the optimum the mean gradient and the penalty's add up to 0, and the covariance is the inverse
  /// of the penalised information: both are summed here over columns of zeros and ones.
  @Test(arguments: [2000, 40_000], [true, false])
  func `a penalty is of columns scaled by their deviations, or as they came`(
    rows: Int, penalisesScaled: Bool
  ) throws {
    var example = PackedExample.generated(rows: rows, numbers: 2, levels: [4, 7], weighted: true)
    example.numbers[1] = example.numbers[1].map { 1000 + 37 * $0 }
    var options = LogisticRegression.BlockOptions()
    options.penalty = 0.01
    options.penalisesScaled = penalisesScaled
    let fit = try example.packedFit(options)
    let design = example.design(allLevels: true)
    let weights = try #require(example.weights).map(Double.init)
    let total = weights.reduce(0, +)
    let order = design.columns + 1
    var means = [Double](repeating: 0, count: order)
    var squares = means
    var gradient = means
    var information = [Double](repeating: 0, count: order * order)
    for row in 0..<rows {
      let features = [1] + (0..<design.columns).map { design[row, $0] }
      let predictor = zip(fit.coefficients, features).reduce(0) { $0 + $1.0 * $1.1 }
      let chance = ScoreModel.probability(of: predictor)
      let weight = weights[row] / total
      for (place, feature) in features.enumerated() {
        means[place] += weight * feature
        squares[place] += weight * feature * feature
        gradient[place] += weight * (chance - example.outcomes[row]) * feature
        for (other, second) in features.enumerated() {
          information[place * order + other] += weight * chance * (1 - chance) * feature * second
        }
      }
    }
    for place in 1..<order {
      let penalty = 0.01 * (penalisesScaled ? squares[place] - means[place] * means[place] : 1)
      gradient[place] += penalty * fit.coefficients[place]
      information[place * order + place] += penalty
    }
    for place in 0..<order {
      #expect(abs(gradient[place]) < 1e-9 * squares[place].squareRoot())
      for other in 0..<order {
        let product = (0..<order).reduce(0) {
          $0 + information[place * order + $1] * fit.covariance[$1 * order + other] * total
        }
        let size = (information[place * order + place] / information[other * order + other])
          .squareRoot()
        #expect(abs(product - (place == other ? 1 : 0)) < 1e-6 * size)
      }
    }
  }

  @Test func `constant, repeated and summed columns are aliased, of a sample and without one`()
    throws
  {
    for rows in [500, 50_000] {
      var example = PackedExample.generated(rows: rows, numbers: 3)
      example.numbers.insert([Float](repeating: 0.1, count: rows), at: 0)
      example.numbers.append(example.numbers[2])
      // Whole numbers, so that the sum is exact.
      example.numbers[1] = example.numbers[1].map { ($0 * 100).rounded() }
      example.numbers[3] = example.numbers[3].map { ($0 * 100).rounded() }
      example.numbers.append(zip(example.numbers[1], example.numbers[3]).map { 3 * $0 - $1 })
      let fit = try example.packedFit()
      #expect(fit.aliased == ["x1", "x5", "x6"])
      expectSame(fit, try example.doubleFit())
    }
  }

  @Test func `a level that no row has and one that all have are aliased`() throws {
    var example = PackedExample.generated(rows: 5000, numbers: 1, levels: [4, 2])
    example.codes[0].values = example.codes[0].values.map { $0 == 2 ? 3 : $0 }
    example.codes[1].values = example.codes[1].values.map { _ in 1 }
    let fit = try example.packedFit()
    #expect(fit.aliased == ["c1=2", "c2=1"])
    expectSame(fit, try example.doubleFit())
  }

  @Test func `numbers far from 0, huge, tiny and far out cost no accuracy`() throws {
    var example = PackedExample.generated(rows: 30_000, numbers: 4)
    example.numbers[0] = example.numbers[0].map { $0 + 100_000 }
    example.numbers[1] = example.numbers[1].map { $0 * 1e30 }
    example.numbers[2] = example.numbers[2].map { $0 * 1e-30 }
    example.numbers[3][17] = 1e4
    expectSame(try example.packedFit(), try example.doubleFit())
  }

  @Test(arguments: [200, 40_000])
  func `separated outcomes are told as by the other fit`(rows: Int) {
    var example = PackedExample.generated(rows: rows, numbers: 3)
    example.outcomes = example.numbers[1].map { $0 > 1 ? 1 : 0 }
    let error = #expect(throws: LogisticError.self) { try example.packedFit() }
    guard case .separated(let terms) = error else {
      Issue.record("not told as separated")
      return
    }
    #expect(terms.first == "x2")
  }

  @Test func `a level of one outcome alone is told by its name`() {
    var example = PackedExample.generated(rows: 40_000, numbers: 2, levels: [6])
    for row in example.outcomes.indices where example.codes[0].values[row] == 5 {
      example.outcomes[row] = 1
    }
    #expect(throws: LogisticError.separated(terms: ["c1=5"])) { try example.packedFit() }
  }

  @Test func `a fit of more columns than rows needs a penalty`() throws {
    let example = PackedExample.generated(rows: 40, numbers: 60, seed: 4)
    var options = LogisticRegression.BlockOptions()
    options.penalty = 0.05
    expectSame(try example.packedFit(options), try example.doubleFit(penalty: 0.05))
    #expect(throws: LogisticError.self) { try example.packedFit() }
  }

  @Test func `rows, outcomes and numbers that are none are told`() throws {
    func error(_ example: PackedExample) -> LogisticError? {
      #expect(throws: LogisticError.self) { try example.packedFit() }
    }
    var example = PackedExample(numbers: [[1, 2, 3]], outcomes: [0, 1, 0])
    example.outcomes = [1, 1, 1]
    #expect(error(example) == .oneClass(positive: true))
    example.outcomes = [0, 1, 2]
    #expect(error(example) == .outcomeNotBinary(row: 2))
    example.outcomes = [0, 1, 0]
    example.weights = [1, -1, 1]
    #expect(error(example) == .weightInvalid(row: 1))
    example.weights = [0, 0, 0]
    #expect(error(example) == .noRows)
    example.weights = nil
    for wrong in [Float.nan, .infinity] {
      example.numbers[0][1] = wrong
      #expect(error(example) == .nonFinite(column: "x1", row: 1))
    }
    #expect(error(PackedExample(numbers: [[1]], outcomes: [1])) == .oneClass(positive: true))
    #expect(error(PackedExample(numbers: [[]], outcomes: [])) == .noRows)
  }

  @Test func `without columns the fit is the base rate`() throws {
    let fit = try PackedExample(numbers: [], outcomes: [1, 0, 0, 0]).packedFit()
    #expect(agree(fit.coefficients, [-1.0986122886681098], within: 1e-14))
    #expect(agree(fit.covariance, [4.0 / 3], within: 1e-14))
  }

  /// A hundred rows hold a flag, too few for the sample to know its effect, or to hold one at all.
  @Test(arguments: [8, 100, 400])
  func `a sample that knows too little leads to the same fit`(flagged: Int) throws {
    var example = PackedExample.generated(rows: 60_000, numbers: 3)
    let step = example.outcomes.count / flagged
    example.numbers.append(example.outcomes.indices.map { $0 % step == 5 ? 1 : 0 })
    var generator = Generator(seed: 3)
    for row in example.outcomes.indices where row % step == 5 {
      example.outcomes[row] = generator.uniform() < 0.7 ? 1 : 0
    }
    expectSame(try example.packedFit(), try example.doubleFit())
  }

  @Test func `blocks made anew at each reading give the bits of blocks in memory`() throws {
    let stream = Stream(rows: 30_001)
    let blocks = FeatureBlocks(
      shape: stream.shape, blocks: (0..<stream.shape.blockCount).map { stream.block($0) })
    var options = LogisticRegression.BlockOptions()
    options.threads = 2
    let streamed = try LogisticRegression.fit(stream, options: options)
    options.threads = 1
    #expect(try LogisticRegression.fit(blocks, options: options) == streamed)
    // Every reading takes every block, once: none is kept for the next.
    let readings = stream.handedOut.load(ordering: .relaxed) / stream.shape.blockCount
    #expect(stream.handedOut.load(ordering: .relaxed) == readings * stream.shape.blockCount)
    #expect(readings >= streamed.iterations)
  }

  @Test func `an error of a source ends the fit`() {
    struct Broken: Error {}
    struct Source: FeatureBlockSource {
      let stream = Stream(rows: 20_000)
      var shape: FeatureShape { stream.shape }
      func block(_ number: Int) throws -> FeatureBlock {
        guard number != 2 else { throw Broken() }
        return stream.block(number)
      }
    }
    #expect(throws: Broken.self) { try LogisticRegression.fit(Source()) }
  }

  @Test func `threads change no bit`() throws {
    let example = PackedExample.generated(
      rows: 50_001, numbers: 4, levels: [7, 30], weighted: true)
    let fits = try [1, 2, 5].map { threads in
      var options = LogisticRegression.BlockOptions()
      options.threads = threads
      return try LogisticRegression.fit(
        FeatureBlocks(
          example.columns, outcomes: example.outcomes, weights: example.weights,
          threads: threads),
        options: options)
    }
    #expect(fits[0] == fits[1] && fits[0] == fits[2])
  }
}

/// Rows that are made anew whenever a block is asked for, and how often one was.
private final class Stream: FeatureBlockSource {
  let shape: FeatureShape
  let handedOut = Atomic(0)

  init(rows: Int) {
    shape = FeatureShape(
      rows: rows, numeric: ["x", "y"].map { FeatureShape.Numeric(name: $0) },
      categorical: [FeatureShape.Categorical(name: "c", levels: ["a", "b", "c"])])
  }

  func block(_ number: Int) -> FeatureBlock {
    handedOut.wrappingAdd(1, ordering: .relaxed)
    let rows = PackedExample.generated(
      rows: shape.rows(ofBlock: number).count, numbers: 2, levels: [3], seed: UInt64(number))
    return FeatureBlock(
      rows: rows.outcomes.count, shape: shape
    ) { column, row in
      rows.numbers[column][row]
    } code: { column, row in
      rows.codes[column].values[row]
    } outcome: { row in
      rows.outcomes[row] == 1
    }
  }
}

/// Expects the same model: each coefficient and each error to 1e-8.
private func expectSame(
  _ fit: LogisticFit, _ reference: LogisticFit, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(fit.terms == reference.terms, sourceLocation: sourceLocation)
  #expect(fit.columns.count == reference.columns.count, sourceLocation: sourceLocation)
  #expect(
    agree(fit.coefficients, reference.coefficients, within: 1e-8),
    sourceLocation: sourceLocation)
  if !fit.covariance.isEmpty {
    #expect(
      agree(fit.standardErrors, reference.standardErrors, within: 1e-8),
      sourceLocation: sourceLocation)
  }
  #expect(
    agree([fit.logLikelihood], [reference.logLikelihood], within: 1e-12),
    sourceLocation: sourceLocation)
  #expect(
    agree([fit.nullLogLikelihood], [reference.nullLogLikelihood], within: 1e-12),
    sourceLocation: sourceLocation)
  #expect(
    fit.rows == reference.rows && fit.positives == reference.positives
      && fit.aliased == reference.aliased, sourceLocation: sourceLocation)
}
