import Foundation
import Modeling

/// Follows the path of a workload `count` times; the seconds of each, from columns in memory to
/// coefficients.
///
/// It writes the path: λ, intercept and coefficients, point after point.
func timePaths(folder: String, count: Int) throws -> [Double] {
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
  return try (0..<count).map { _ in
    let start = ContinuousClock.now
    let path = try ElasticNetPath.fit(design, outcomes: outcomes, options: options)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let told = path.points.flatMap { [$0.lambda, $0.intercept] + $0.coefficients }
    try told.withUnsafeBytes { Data($0) }.write(to: folder.appending(path: "ours"))
    return seconds
  }
}
