/// People scored together, on their way into the table.
struct ScoredBatch: Sendable {
  var people: [Int64] = []
  var probabilities: [Double] = []
  var days: [Int32] = []
  var cents: [Int64] = []
  var isInTraining: [Bool] = []
  /// Places among the pack's sources.
  var sources: [Int32] = []
  /// The records' UTF-8, and where each begins and the last ends.
  var records: [UInt8] = []
  var ends: [Int] = [0]
}
