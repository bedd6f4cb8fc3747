import Foundation
import Modeling

/// Rows of 40 numbers that are made anew whenever a block is asked for.
private struct MadeUpRows: FeatureBlockSource {
  let shape: FeatureShape

  init(rows: Int) {
    shape = FeatureShape(
      rows: rows, numeric: (0..<40).map { FeatureShape.Numeric(name: "x\($0)") })
  }

  func block(_ number: Int) -> FeatureBlock {
    // Knuth's MMIX generator, from the block's number on.
    var state = UInt64(number) &* 0x9e37_79b9_7f4a_7c15
    func next() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / 0x1p24
    }
    let rows = shape.rows(ofBlock: number).count
    let first = (0..<rows).map { _ in next() }
    let outcomes = first.map { next() < 0.02 + 0.04 * $0 }
    return FeatureBlock(rows: rows, shape: shape) { column, row in
      column == 0 ? first[row] : next()
    } outcome: {
      outcomes[$0]
    }
  }
}

/// What a fit of streamed rows took.
struct StreamedFit: Codable {
  /// Megabytes that the process held at most, and that the rows would fill.
  var peak: Double
  var rows: Double
}

/// Fits rows that are never all in memory.
func fitStreamed(rows: Int) throws -> StreamedFit {
  _ = try LogisticRegression.fit(MadeUpRows(rows: rows))
  return StreamedFit(peak: try peakMemory(), rows: Double(rows * 40 * 4) / 0x1p20)
}

/// The most megabytes that this program held.
///
/// `getrusage` would count the caller's too, from before the program took its place.
private func peakMemory() throws -> Double {
  let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
  guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
    let kilobytes = line.split(whereSeparator: \.isWhitespace).compactMap({ Double($0) }).first
  else { throw UsageError("/proc/self/status doesn't tell the peak") }
  return kilobytes / 1024
}
