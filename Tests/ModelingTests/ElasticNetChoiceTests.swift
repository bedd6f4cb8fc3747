import Modeling
import Testing

/// Against R's `cv.glmnet` with the path's own λ; Reference/elastic-net.R prints the numbers.
@Suite struct ElasticNetChoiceTests {
  private static let example = Example.sparse()
  private static let folds = Folds(groups: (0..<400).map { Int64($0 / 2) }, count: 5, seed: 1)

  private func choice(_ alpha: Double, weights: [Double]? = nil) throws -> ElasticNetChoice {
    var options = ElasticNetPath.Options()
    options.alpha = alpha
    options.count = 40
    options.ratio = 0.01
    options.tolerance = 1e-14
    return try ElasticNetChoice(
      Self.example.design, outcomes: Self.example.outcomes, weights: weights, folds: Self.folds,
      options: options)
  }

  /// `lambda.min` and `lambda.1se`.
  private func chosen(_ choice: ElasticNetChoice) -> [Double] {
    [choice.best, choice.simplest].map { choice.path.points[$0].lambda }
  }

  private func every10th(_ values: [Double]) -> [Double] { [0, 9, 19, 29, 39].map { values[$0] } }

  @Test func `the lasso's losses, their errors and both choices equal cv.glmnet`() throws {
    let choice = try choice(1)
    #expect(agree(chosen(choice), [0.023926835158599842, 0.061537757751489557], within: 1e-7))
    #expect(
      agree(
        every10th(choice.losses),
        [
          0.59534635289387206, 0.53694423267010960, 0.53620577041194961, 0.55151396809801656,
          0.56237982720936852,
        ], within: 1e-7))
    #expect(
      agree(
        every10th(choice.lossErrors),
        [
          0.015010955483683719, 0.024972367343150781, 0.032543104343377538, 0.036264419921068158,
          0.038153486682651352,
        ], within: 1e-6))
  }

  @Test func `half a lasso's equal cv.glmnet`() throws {
    let choice = try choice(0.5)
    #expect(agree(chosen(choice), [0.03357910367750927, 0.10936783427618904], within: 1e-7))
    #expect(
      agree(
        every10th(choice.losses),
        [
          0.59573484080315198, 0.54302099276085758, 0.53485396696526122, 0.54867940443516006,
          0.56074960815018726,
        ], within: 1e-7))
  }

  @Test func `those of weighted rows equal cv.glmnet`() throws {
    let choice = try choice(0.9, weights: Self.example.weights)
    #expect(agree(chosen(choice), [0.024883992243722355, 0.091205834514860779], within: 1e-7))
    #expect(
      agree(
        every10th(choice.losses),
        [
          0.61791431300509891, 0.58050039878164716, 0.58620023941872645, 0.60127480999020966,
          0.61523051460646261,
        ], within: 1e-7))
    #expect(
      agree(
        every10th(choice.lossErrors),
        [
          0.015161951830471103, 0.028765793122383650, 0.033281785664293476, 0.036647440215569128,
          0.036169841113639044,
        ], within: 1e-6))
  }

  @Test func `the simplest model within an error of the best has fewer terms`() throws {
    let choice = try choice(1)
    #expect(choice.simplest < choice.best)
    let terms = [choice.simplest, choice.best].map { choice.path.points[$0].chosen.count }
    #expect(terms[0] < terms[1])
  }

  @Test func `a fold whose other rows are all of one outcome is told`() {
    let design = DesignMatrix(rows: 4, names: ["x"], values: [1, 2, 3, 4])
    // The first fold that is judged holds both negatives.
    let folds = Folds(groups: [1, 1, 2, 3], count: 2, seed: 3)
    #expect(Set(folds.numbers).count == 2 && folds.numbers[2] == folds.numbers[3])
    #expect(throws: LogisticError.oneClass(positive: true)) {
      try ElasticNetChoice(design, outcomes: [1, 1, 0, 0], folds: folds)
    }
  }
}
