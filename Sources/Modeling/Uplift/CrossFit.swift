/// Uplift scores of an experiment's people by models that none of their cluster was fitted with.
///
/// A fold's models all lean against the fold's own accidents: where by chance the treated of a fold
/// said yes more often, the other folds' models expect the less, so that uplifts of different folds,
/// ranked together, order the folds and do it wrongly. Scores are therefore compared within their
/// fold alone: `ranks` are shares of the fold that rank under a person, ties at their middle.
struct CrossFit {
  private let parts: [FittedPart]
  private let count: Int

  init(
    _ experiment: Experiment, frame: RawFrame, folds: [Int], count: Int, penalty: Double,
    minimumRows: Int
  ) throws {
    let foldOfPerson = experiment.clusterOfPerson.map { folds[$0] }
    self.count = foldOfPerson.count
    parts = try (0..<count).compactMap { fold in
      let scored = foldOfPerson.indices.filter { foldOfPerson[$0] == fold }
      guard !scored.isEmpty else { return nil }
      return try FittedPart(
        experiment, frame: frame,
        training: foldOfPerson.indices.filter { foldOfPerson[$0] != fold }, scored: scored,
        penalty: penalty, minimumRows: minimumRows)
    }
  }

  /// The rank of each person within the fold, from 0 to 1, best highest, and the uplift itself.
  ///
  /// - Parameter arms: who counts as treated.
  func scores(arms: [Bool]) throws(UpliftError) -> (ranks: [Double], uplifts: [Double]) {
    var ranks = [Double](repeating: 0, count: count)
    var uplifts = ranks
    for part in parts {
      let scores = part.uplifts(try part.models(arms: arms, solver: .quick))
      for (person, uplift) in zip(part.scored, scores) { uplifts[person] = uplift }
      let order = scores.indices.sorted { scores[$0] < scores[$1] }
      for group in order.runs(where: { scores[$0] == scores[$1] }) {
        let middle = Double(group.startIndex + group.endIndex) / 2 / Double(scores.count)
        for place in group { ranks[part.scored[place]] = middle }
      }
    }
    return (ranks, uplifts)
  }
}
