import Campaign
import Foundation
import Modeling

/// Folds of a table's groups as a file that both sides read: a column a repetition.
func writeFolds(_ table: Table, count: Int, repetitions: Int, to path: String) throws {
  let folds = (1...repetitions).map {
    Folds(groups: table.groups, count: count, seed: UInt64($0)).numbers
  }
  let header = (1...repetitions).map { "repetition_\($0)" }.joined(separator: ",")
  let lines = table.groups.indices.map { row in
    folds.map { String($0[row]) }.joined(separator: ",")
  }
  try ([header] + lines).joined(separator: "\n").appending("\n")
    .write(toFile: path, atomically: true, encoding: .utf8)
}

/// What one repetition of a cross-validation came to, by the project's own measures.
struct Judged: Codable {
  var auc: Double
  var skill: Double
  var slope: Double
  var slopeStandardError: Double
}

/// What terms a score is made of, as a model's definition says it.
enum Terms: String {
  case linear, auto

  /// The probability of each row by models that have not seen its fold.
  func crossed(_ table: Table, _ folds: Folds) throws -> [Double] {
    guard self == .auto else {
      return try CrossValidation(
        table.frame, outcomes: table.outcomes, groups: table.groups, folds: folds
      ).probabilities
    }
    var probabilities = [Double](repeating: .nan, count: table.frame.rows)
    for fold in 0..<folds.count {
      let fit = try BlendedRegression.fit(
        table.frame, outcomes: table.outcomes, groups: table.groups,
        rows: folds.rows(outside: fold))
      let told = folds.rows(in: fold)
      for (row, predictor) in zip(told, try fit.model.linearPredictors(of: table.frame, rows: told))
      { probabilities[row] = ScoreModel.probability(of: predictor) }
    }
    return probabilities
  }
}

/// Cross-validates the project's logistic score, and writes its probabilities, a column a
/// repetition.
func crossValidate(
  _ table: Table, _ terms: Terms, folds count: Int, repetitions: Int, to path: String
) throws -> [Judged] {
  var columns: [[Double]] = []
  var judged: [Judged] = []
  for repetition in 1...repetitions {
    let probabilities = try terms.crossed(
      table, Folds(groups: table.groups, count: count, seed: UInt64(repetition)))
    let calibration = try Calibration(probabilities: probabilities, outcomes: table.outcomes)
    judged.append(
      Judged(
        auc: try AUC(scores: probabilities, outcomes: table.outcomes).value,
        skill: try ProbabilityScore(probabilities: probabilities, outcomes: table.outcomes).skill,
        slope: calibration.slope, slopeStandardError: calibration.slopeStandardError))
    columns.append(probabilities)
  }
  try write(columns, to: path)
  return judged
}

/// Fits all rows, `count` times, and writes the probabilities; the seconds of each fit.
///
/// A fit is what a peer's is: from a design in memory to coefficients.
func timeFits(_ table: Table, penalty: Double, count: Int, to path: String) throws -> [Double] {
  let rows = Array(0..<table.frame.rows)
  let plan = TermPlan.learn(from: table.frame, rows: rows)
  let design = try plan.apply(table.frame)
  var options = LogisticRegression.Options()
  options.penalty = penalty
  var seconds: [Double] = []
  for repetition in 0..<count {
    let start = ContinuousClock.now
    let fit = try LogisticRegression.fit(design, outcomes: table.outcomes, options: options)
    seconds.append((ContinuousClock.now - start) / .seconds(1))
    if repetition == 0 {
      let model = ScoreModel(plan: plan, fit: fit)
      let predictors = try model.linearPredictors(of: table.frame, rows: rows)
      try write([predictors.map(ScoreModel.probability)], to: path)
    }
  }
  return seconds
}

private func write(_ columns: [[Double]], to path: String) throws {
  let lines = columns[0].indices.map { row in
    columns.map { "\($0[row])" }.joined(separator: ",")
  }
  try lines.joined(separator: "\n").appending("\n")
    .write(toFile: path, atomically: true, encoding: .utf8)
}

/// What one pass of the record reader over a file saw, touching every field.
struct Pass: Codable {
  var seconds: Double
  var records: Int
  var fieldBytes: Int
}

/// Reads a comma-separated file `count` times.
func timeReader(_ path: String, count: Int) throws -> [Pass] {
  try (0..<count).map { _ in
    var pass = Pass(seconds: 0, records: 0, fieldBytes: 0)
    let start = ContinuousClock.now
    try eachRecord(of: path) { record in
      pass.records += 1
      for field in 0..<record.count { record.withField(field) { pass.fieldBytes += $0.count } }
    }
    pass.seconds = (ContinuousClock.now - start) / .seconds(1)
    return pass
  }
}
