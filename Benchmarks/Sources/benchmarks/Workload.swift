import Foundation
import Modeling

/// A workload as `figures/workloads.py` writes it.
struct Workload {
  private struct Shape: Decodable {
    var rows: Int
    var numeric: Int
    var levels: [Int]
  }

  let columns: [(name: String, column: FeatureBlocks.Column)]
  let outcomes: [Double]

  /// Reads the files of a folder.
  init(folder: String) throws {
    func data(_ name: String) throws -> Data {
      try Data(contentsOf: URL(filePath: folder).appending(path: name), options: .alwaysMapped)
    }
    func numbers<Number>(_ data: Data, _ range: Range<Int>, _ type: Number.Type) -> [Number] {
      data.withUnsafeBytes { Array($0.bindMemory(to: type)[range]) }
    }
    let shape = try JSONDecoder().decode(Shape.self, from: data("shape.json"))
    let rows = shape.rows
    let values = try data("values")
    let codes = try data("codes")
    columns =
      (0..<shape.numeric).map {
        ("x\($0)", .numbers(numbers(values, $0 * rows..<($0 + 1) * rows, Float.self)))
      }
      + shape.levels.enumerated().map { place, levels in
        (
          "c\(place)",
          .codes(
            numbers(codes, place * rows..<(place + 1) * rows, UInt16.self),
            levels: (0..<levels).map(String.init))
        )
      }
    outcomes = try data("outcomes").map { Double($0) }
  }
}

/// One fit of a workload.
struct PackedFit: Codable {
  /// Seconds of packing, and of the fit itself.
  var packing: Double
  var fit: Double
  var steps: Int
}

/// Packs and fits a workload `count` times; the coefficients go to a file, one a line.
func timePacked(
  _ workload: Workload, penalty: Double, threads: Int, covariance: Bool, count: Int,
  to path: String
) throws -> [PackedFit] {
  var options = LogisticRegression.BlockOptions()
  options.penalty = penalty
  options.penalisesScaled = false
  options.wantsCovariance = covariance
  options.threads = threads
  return try (0..<count).map { _ in
    let start = ContinuousClock.now
    let blocks = try FeatureBlocks(
      workload.columns, outcomes: workload.outcomes, threads: threads)
    let packed = ContinuousClock.now
    let fit = try LogisticRegression.fit(blocks, options: options)
    let end = ContinuousClock.now
    try fit.coefficients.map { "\($0)" }.joined(separator: "\n").appending("\n")
      .write(toFile: path, atomically: true, encoding: .utf8)
    return PackedFit(
      packing: (packed - start) / .seconds(1), fit: (end - packed) / .seconds(1),
      steps: fit.iterations)
  }
}
