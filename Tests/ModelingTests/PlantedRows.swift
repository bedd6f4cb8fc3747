import RealModule

@testable import Modeling

/// Made-up rows by a generator of their own, so that each test states the truth it plants.
struct PlantedRows {
  var columns: [[Double]]
  var outcomes: [Double] = []

  /// - Parameters:
  ///   - logOdds: The truth, from a row's columns, each uniform on 0 ..< 1.
  init(_ count: Int, columns: Int, seed: UInt64, _ logOdds: ([Double]) -> Double) {
    var random = SplitMix64(seed: seed)
    func uniform() -> Double { Double(random.next() >> 11) / 9_007_199_254_740_992 }
    self.columns = [[Double]](repeating: [], count: columns)
    for _ in 0..<count {
      let row = (0..<columns).map { _ in uniform() }
      for column in 0..<columns { self.columns[column].append(row[column]) }
      outcomes.append(uniform() < 1 / (1 + Double.exp(-logOdds(row))) ? 1 : 0)
    }
  }

  var count: Int { outcomes.count }

  var frame: RawFrame {
    RawFrame(
      rows: count,
      columns: columns.enumerated().map { ("x\($0)", RawColumn.numeric($1)) })
  }
}
