import Modeling
import Testing

/// Against R's glm and sandwich; the numbers are those that Reference/inference.R prints.
@Suite struct RobustCovarianceTests {
  private static let example = Example.generated()
  private static let houses = (0..<5000).map { Int64($0 / 3) }

  private func errors(
    _ fit: LogisticFit, weights: [Double]? = nil, clusters: [Int64]? = nil, isCorrected: Bool
  ) throws -> [Double] {
    let robust = try RobustCovariance(
      fit, Self.example.design, outcomes: Self.example.outcomes, weights: weights,
      clusters: clusters, isCorrected: isCorrected)
    return CoefficientTable(fit, robust: robust).rows.map(\.standardError)
  }

  @Test func `errors by rows and by household equal sandwich`() throws {
    let fit = try LogisticRegression.fit(Self.example.design, outcomes: Self.example.outcomes)
    #expect(
      agree(
        try errors(fit, isCorrected: false),
        [
          2.4268967908838167e+01, 1.8571605527999496e-01, 2.4731275715725493e-01,
          2.7161919225946813e-04, 1.7376150219976585e-01, 1.2071895801604896e-02,
        ]))
    #expect(
      agree(
        try errors(fit, isCorrected: true),
        [
          2.4283542409741468e+01, 1.8582758530022297e-01, 2.4746127849413838e-01,
          2.7178231059601823e-04, 1.7386585302623053e-01, 1.2079145465416776e-02,
        ]))
    #expect(
      agree(
        try errors(fit, clusters: Self.houses, isCorrected: false),
        [
          24.6767769127207969859, 0.1873112219403330614, 0.2498051287831629108,
          0.0002694740986551463, 0.1738742549713052643, 0.0122743890913880587,
        ]))
    #expect(
      agree(
        try errors(fit, clusters: Self.houses, isCorrected: true),
        [
          2.4696535624604291e+01, 1.8746120216474429e-01, 2.5000514792182266e-01,
          2.6968986675152969e-04, 1.7401347620701002e-01, 1.2284217203149201e-02,
        ]))
  }

  @Test func `errors of weighted rows equal sandwich`() throws {
    let weights = Self.example.weights
    let fit = try LogisticRegression.fit(
      Self.example.design, outcomes: Self.example.outcomes, weights: weights)
    #expect(
      agree(
        try errors(fit, weights: weights, isCorrected: false),
        [
          3.1837911163278743e+01, 2.3736181890185079e-01, 3.1812388726335694e-01,
          3.5356766716952112e-04, 2.3568469068538189e-01, 1.5836625328432181e-02,
        ]))
    #expect(
      agree(
        try errors(fit, weights: weights, isCorrected: true),
        [
          31.8637991599119736463, 0.2375548221745132083, 0.3183825596633667598,
          0.0003538551595605683, 0.2358763302541312390, 0.0158495023825440326,
        ]))
    #expect(
      agree(
        try errors(fit, weights: weights, clusters: Self.houses, isCorrected: true),
        [
          32.5681972011631657438, 0.2399656890578411306, 0.3211228617550310749,
          0.0003585219417210039, 0.2327884209352528710, 0.0162038901717408874,
        ]))
    let robust = try RobustCovariance(
      fit, Self.example.design, outcomes: Self.example.outcomes, weights: weights,
      clusters: Self.houses)
    #expect(robust.clusters == 1633, "34 of 1,667 households have no row of positive weight")
  }

  @Test func `a table's z, p and intervals equal those of summary and confint`() throws {
    let fit = try LogisticRegression.fit(Self.example.design, outcomes: Self.example.outcomes)
    let rows = CoefficientTable(fit).rows
    #expect(rows.map(\.term) == ["(Intercept)", "x1", "x2", "x3", "x4", "x5"])
    #expect(
      agree(
        rows.map(\.z),
        [
          0.57328501942410992, 4.04881741217644908, -0.62157459274928550, 6.34027724909556500,
          5.62552345229475748, -0.72545405592193679,
        ]))
    #expect(
      agree(
        rows.map(\.pValue),
        [
          5.6645172685855172e-01, 5.1477084445190127e-05, 5.3422163186480831e-01,
          2.2935205306254024e-10, 1.8494627586884084e-08, 4.6817352100374215e-01,
        ]))
    #expect(
      agree(
        rows.map(\.interval.lowerBound),
        [
          -33.4778274213362081468, 0.3903128202167427396, -0.6234274440597694644,
          0.0012008729545630271, 0.6373118305280000007, -0.0322590778059107935,
        ]))
    #expect(
      agree(
        rows.map(\.interval.upperBound),
        [
          61.1588371234095475870, 1.1227711729262419560, 0.3232137164329927925,
          0.0022755302216571757, 1.3188493942992955965, 0.0148297774273572682,
        ]))
  }

  @Test func `a row that stands twice in its household is a row of weight 2`() throws {
    let example = Example.generated(rows: 900, seed: 5)
    let houses = (0..<900).map { Int64($0 / 2) }
    let repeated = example.outcomes.indices.flatMap {
      [Int](repeating: $0, count: Int(example.weights[$0]))
    }
    let long = example.taking(repeated)
    let weighted = try RobustCovariance(
      LogisticRegression.fit(example.design, outcomes: example.outcomes, weights: example.weights),
      example.design, outcomes: example.outcomes, weights: example.weights, clusters: houses,
      isCorrected: false)
    let plain = try RobustCovariance(
      LogisticRegression.fit(long.design, outcomes: long.outcomes), long.design,
      outcomes: long.outcomes, clusters: repeated.map { houses[$0] }, isCorrected: false)
    #expect(agree(weighted.values, plain.values))
    #expect(weighted.clusters == plain.clusters)
  }

  @Test func `households of one are rows, in any order and by any number`() throws {
    let example = Example.generated(rows: 900, seed: 5)
    let fit = try LogisticRegression.fit(example.design, outcomes: example.outcomes)
    let rows = try RobustCovariance(fit, example.design, outcomes: example.outcomes)
    let turned = example.taking(Array((0..<900).reversed()))
    let houses = try RobustCovariance(
      fit, turned.design, outcomes: turned.outcomes, clusters: (0..<900).map { 40 - 7 * Int64($0) })
    #expect(agree(rows.values, houses.values))
    #expect(rows.clusters == 900 && houses.clusters == 900)
  }

  @Test func `too few clusters, and numbers that are none, are told`() throws {
    let design = DesignMatrix(rows: 4, names: ["x"], values: [1, 2, 3, 4])
    let outcomes: [Double] = [0, 1, 0, 1]
    let fit = try LogisticRegression.fit(design, outcomes: outcomes)
    #expect(throws: LogisticError.tooFewClusters(least: 2)) {
      try RobustCovariance(fit, design, outcomes: outcomes, clusters: [9, 9, 9, 9])
    }
    #expect(throws: LogisticError.tooFewClusters(least: 2)) {
      try RobustCovariance(
        fit, design, outcomes: outcomes, weights: [1, 1, 1, 0], clusters: [9, 9, 9, 3])
    }
    #expect(throws: LogisticError.tooFewClusters(least: 3)) {
      try RobustCovariance(fit, design, outcomes: outcomes, weights: [1, 1, 0, 0])
    }
    #expect(throws: LogisticError.nonFinite(column: "x", row: 2)) {
      let broken = DesignMatrix(rows: 4, names: ["x"], values: [1, 2, .nan, 4])
      return try RobustCovariance(fit, broken, outcomes: outcomes)
    }
    #expect(throws: LogisticError.weightInvalid(row: 0)) {
      try RobustCovariance(fit, design, outcomes: outcomes, weights: [-1, 1, 1, 1])
    }
  }
}
