import Foundation
// A path's packing is not public.
@testable import Modeling

/// One path of a workload.
struct FollowedPath: Codable {
  /// Seconds of scaling and packing, and of the rest.
  var packing: Double
  var fit: Double
}

/// Follows the path of a workload `count` times, from columns in memory to coefficients.
///
/// Scaling and packing are timed on their own just before, and taken off the whole. It writes the path:
/// λ, intercept and coefficients, point after point.
func timePaths(folder: String, threads: Int, count: Int) throws -> [FollowedPath] {
  let folder = URL(filePath: folder)
  func numbers(_ name: String) throws -> [Double] {
    try Data(contentsOf: folder.appending(path: name), options: .alwaysMapped)
      .withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
  }
  let outcomes = try numbers("outcomes")
  let values = try numbers("values")
  let design = DesignMatrix(
    rows: outcomes.count, names: (0..<values.count / outcomes.count).map { "x\($0)" },
    values: values)
  var options = ElasticNetPath.Options()
  options.alpha = 0.9
  options.count = 50
  options.ratio = 1e-3
  options.threads = threads
  let weights = [Double](repeating: 1, count: design.rows)
  return try (0..<count).map { _ in
    let first = ContinuousClock.now
    let pass = TiledPass(
      design, used: Array(design.names.indices),
      scaling: try ColumnScaling(design, weights: weights, threads: threads), outcomes: outcomes,
      weights: weights, threads: threads)
    let packing = (ContinuousClock.now - first) / .seconds(1)
    precondition(pass.columns == design.columns, "what is packed is used")
    let start = ContinuousClock.now
    let path = try ElasticNetPath.fit(design, outcomes: outcomes, options: options)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let told = path.points.flatMap { [$0.lambda, $0.intercept] + $0.coefficients }
    try told.withUnsafeBytes { Data($0) }.write(to: folder.appending(path: "ours"))
    return FollowedPath(packing: packing, fit: seconds - packing)
  }
}
