import Foundation
// One reading of the rows is not public.
@testable import Modeling

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

/// Packs and fits a workload `count` times, without the covariance, which the peers don't give; the
/// coefficients go to a file, one a line.
func timePacked(
  _ workload: Workload, penalty: Double, threads: Int, count: Int, to path: String
) throws -> [PackedFit] {
  var options = LogisticRegression.BlockOptions()
  options.penalty = penalty
  options.penalisesScaled = false
  options.wantsCovariance = false
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

/// Seconds of one reading of all rows for loss and gradient, and of a sum of as many numbers.
struct Reading: Codable {
  var pass: Double
  var read: Double
}

/// Reads a packed workload on one thread, in turn with numbers that are only summed.
func timePasses(_ workload: Workload, penalty: Double, count: Int) throws -> [Reading] {
  let blocks = try FeatureBlocks(workload.columns, outcomes: workload.outcomes)
  let order = blocks.shape.parameterCount
  let loss = BlockLoss(
    source: blocks, totalWeight: Double(workload.outcomes.count),
    ridge: [Double](repeating: penalty, count: order), free: Array(0..<order), threads: 1)
  let parameters = [-3.5] + [Double](repeating: 0.01, count: order - 1)
  let vectors = [SIMD16<Float>](
    repeating: .one, count: blocks.shape.numeric.count * workload.outcomes.count / 16)
  return try (0..<count).map { _ in
    let start = ContinuousClock.now
    let value = try loss.expansion(at: parameters, hessian: false, .single).value
    let between = ContinuousClock.now
    var sums = (SIMD16<Float>.zero, SIMD16<Float>.zero)
    for place in stride(from: 0, to: vectors.count - 1, by: 2) {
      sums.0 += vectors[place]
      sums.1 += vectors[place + 1]
    }
    let end = ContinuousClock.now
    precondition(value > 0 && (sums.0 + sums.1).sum() > 0, "what is read is used")
    return Reading(
      pass: (between - start) / .seconds(1), read: (end - between) / .seconds(1))
  }
}
