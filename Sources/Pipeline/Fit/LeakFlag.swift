import Campaign
import Modeling

/// The red flag of a column that all but tells the outcome by itself, as its copy does.
enum LeakFlag {
  /// A single column that ranks people better than this knows the outcome.
  static let area = 0.99

  /// The columns that do.
  static func columns(of choice: ColumnChoice) -> [String] {
    choice.candidates.filter { $0.area > area }.map(\.column)
  }

  /// What is said of them.
  static func sentence(_ columns: [String]) -> String {
    let names = columns.map { "`\($0)`" }.joined(separator: ", ")
    return
      "red flag: \(names) alone all but tells the outcome, as its copy or what became known after "
      + "it does; add it to `features.except`, or mark it `role: leak`"
  }

  /// Fits, and where the fit fails since outcomes are told apart without error, names the columns that
  /// do it.
  static func naming<Result>(
    _ data: TrainingData, _ model: ModelDefinition, _ fit: () throws -> Result
  ) throws -> Result {
    do {
      return try fit()
    } catch let failure as Failure {
      guard
        let choice = try? ColumnChoice(data.frame, outcomes: data.outcomes, rows: data.training),
        case let columns = columns(of: choice), !columns.isEmpty
      else { throw failure }
      throw Failure(
        .badInput, "no model: \(sentence(columns))", at: model.file,
        next: "Then fit again; what it knows came too late to tell anything in advance.")
    }
  }
}
