import Foundation
import Modeling
import Testing

@Suite struct SeparationTests {
  /// Small sets on a grid are separated about as often as not, and whole numbers decide it exactly:
  /// the cone of directions d with (2y - 1)·(1, x₁, x₂)·d ≥ 0 is spanned by cross products of rows.
  @Test func `small sets on a grid are flagged exactly where they are separated`() throws {
    var generator = Generator(seed: 7)
    var separated = 0
    var finite = 0
    for _ in 0..<600 {
      let rows = 6 + generator.below(14)
      let levels = 2 + generator.below(4)
      let points = (0..<rows).map { _ in
        (generator.below(levels), generator.below(levels), generator.below(2))
      }
      guard let truth = isSeparated(points) else { continue }
      let design = DesignMatrix(
        rows: rows, names: ["u", "v"],
        values: points.map { Double($0.0) } + points.map { Double($0.1) })
      let isFlagged = try isFlagged(design, points.map { Double($0.2) })
      #expect(isFlagged == truth, "\(points)")
      separated += truth ? 1 : 0
      finite += truth ? 0 : 1
    }
    #expect(separated > 100 && finite > 100)
  }

  @Test(arguments: 0..<20)
  func `a generated separated set is detected, and finite by Firth`(seed: Int)
    throws
  {
    var generator = Generator(seed: UInt64(seed))
    let example = separable(&generator, columns: 2 + seed % 5, quasi: seed % 2 == 1)
    #expect(try isFlagged(example.design, example.outcomes))
    // So no coefficient is shown; by Firth's likelihood they are finite, with errors as large.
    let fit = try FirthRegression.fit(example.design, outcomes: example.outcomes)
    #expect(fit.coefficients.allSatisfy { abs($0) < 40 })
    #expect(fit.standardErrors.allSatisfy { $0 > 0.05 && $0 < 40 })
  }

  @Test(arguments: 0..<20)
  func `a generated set just short of separated is fitted`(seed: Int) throws {
    var generator = Generator(seed: UInt64(seed))
    var example = separable(&generator, columns: 2 + seed % 5, quasi: false)
    // The mean of the positive rows, told as a negative, lies inside their hull.
    let positives = example.outcomes.indices.filter { example.outcomes[$0] == 1 }
    for column in example.columns.indices {
      let sum = positives.reduce(0) { $0 + example.columns[column][$1] }
      example.columns[column].append(sum / Double(positives.count))
    }
    example.outcomes.append(0)
    example.weights.append(1)
    let fit = try LogisticRegression.fit(example.design, outcomes: example.outcomes)
    #expect(fit.coefficients.allSatisfy { $0.isFinite })
    #expect(abs(score(fit, example)) < 1e-8)
  }

  @Test func `quasi-complete separation names the guilty level alone`() {
    var example = Example.generated(rows: 600, seed: 3)
    // A rare flag whose rows are all positive.
    example.columns.append(example.outcomes.indices.map { $0 % 100 == 0 ? 1 : 0 })
    for row in example.outcomes.indices where row % 100 == 0 { example.outcomes[row] = 1 }
    #expect(throws: LogisticError.separated(terms: ["x6"])) {
      try LogisticRegression.fit(example.design, outcomes: example.outcomes)
    }
  }

  @Test func `a penalty makes a separated set finite`() throws {
    var options = LogisticRegression.Options()
    options.penalty = 0.01
    let design = DesignMatrix(rows: 4, names: ["x"], values: [1, 2, 3, 4])
    let fit = try LogisticRegression.fit(design, outcomes: [0, 0, 1, 1], options: options)
    #expect(fit.coefficients[1] > 0 && fit.coefficients[1] < 100)
  }

  @Test func `rows of weight 0 neither cause nor cure separation`() throws {
    let design = DesignMatrix(rows: 6, names: ["x"], values: [1, 2, 3, 4, 5, 2.5])
    let outcomes: [Double] = [0, 0, 1, 1, 1, 1]
    #expect(throws: LogisticError.separated(terms: ["x"])) {
      try LogisticRegression.fit(
        design, outcomes: [0, 0, 1, 1, 1, 0], weights: [1, 1, 1, 1, 1, 0])
    }
    #expect(throws: LogisticError.separated(terms: ["x"])) {
      try LogisticRegression.fit(design, outcomes: outcomes)
    }
  }

  /// Whether a fit is refused as separated; any other refusal is thrown on.
  private func isFlagged(_ design: DesignMatrix, _ outcomes: [Double]) throws -> Bool {
    do {
      _ = try LogisticRegression.fit(design, outcomes: outcomes)
      return false
    } catch {
      guard case .separated(let terms) = error else { throw error }
      return !terms.isEmpty
    }
  }

  /// Whether a set with an intercept and two columns is separated, in whole numbers; nil where it
  /// has one class alone or dependent columns.
  private func isSeparated(_ points: [(Int, Int, Int)]) -> Bool? {
    typealias Vector = (Int, Int, Int)
    func cross(_ a: Vector, _ b: Vector) -> Vector {
      (a.1 * b.2 - a.2 * b.1, a.2 * b.0 - a.0 * b.2, a.0 * b.1 - a.1 * b.0)
    }
    func dot(_ a: Vector, _ b: Vector) -> Int { a.0 * b.0 + a.1 * b.1 + a.2 * b.2 }
    let folded = points.map { point -> Vector in
      let sign = 2 * point.2 - 1
      return (sign, sign * point.0, sign * point.1)
    }
    guard Set(points.map(\.2)).count == 2 else { return nil }
    var independent = false
    var separated = false
    for a in folded {
      for b in folded {
        let direction = cross(a, b)
        let margins = folded.map { dot($0, direction) }
        independent = independent || margins.contains { $0 != 0 }
        separated =
          separated || (margins.allSatisfy { $0 >= 0 } && margins.contains { $0 > 0 })
      }
    }
    return independent ? separated : nil
  }

  /// Rows whose outcome is the sign of a random combination; where `quasi`, only rows whose first
  /// column is not 0 are so, the rest is noise, and the columns are mixed, so that the separating
  /// direction is oblique.
  private func separable(
    _ generator: inout Generator, columns: Int, quasi: Bool
  ) -> Example {
    let rows = 80
    let truth = (0..<columns).map { _ in generator.bell() }
    var example = Example(
      columns: [[Double]](repeating: [], count: columns), outcomes: [],
      weights: [Double](repeating: 1, count: rows))
    for _ in 0..<rows {
      var values = (0..<columns).map { _ in generator.bell() }
      if quasi {
        values[0] = Double(generator.below(5) == 0 ? 1 + generator.below(3) : 0)
        example.outcomes.append(values[0] > 0 ? 1 : Double(generator.below(2)))
      } else {
        example.outcomes.append(zip(truth, values).reduce(0) { $0 + $1.0 * $1.1 } > 0 ? 1 : 0)
      }
      if quasi {
        for column in 1..<columns { values[column] += truth[column] * values[0] }
        values[0] += 2 * values[1]
      }
      for column in 0..<columns { example.columns[column].append(values[column]) }
    }
    return example
  }

  /// The largest element of Σ (p - y) x over the intercept and all columns.
  private func score(_ fit: LogisticFit, _ example: Example) -> Double {
    let design = example.design
    let residuals = example.outcomes.indices.map { row in
      let predictor = example.columns.indices.reduce(fit.coefficients[0]) {
        $0 + fit.coefficients[$1 + 1] * design[row, $1]
      }
      return 1 / (1 + exp(-predictor)) - example.outcomes[row]
    }
    return example.columns.map { column in
      abs(zip(column, residuals).reduce(0) { $0 + $1.0 * $1.1 })
    }.reduce(abs(residuals.reduce(0, +)), max)
  }
}
