/// The fuzzer's bytes, taken from the front: choices first, then the text.
struct FuzzInput {
  private(set) var rest: ArraySlice<UInt8>

  init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    rest = Array(UnsafeBufferPointer(start: start, count: count))[...]
  }

  /// The next byte, or 0 when there is none.
  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// One of these, by the next byte; the letters A, B, C, … choose in order.
  mutating func choice<Choice>(_ choices: [Choice]) -> Choice {
    choices[Int(byte() &- UInt8(ascii: "A")) % choices.count]
  }

  /// Cuts the rest at each line that is exactly this.
  func parts(at separator: String) -> [ArraySlice<UInt8>] {
    let mark = Array("\n\(separator)\n".utf8)
    var parts: [ArraySlice<UInt8>] = []
    var start = rest.startIndex
    var index = rest.startIndex
    while index + mark.count <= rest.endIndex {
      if rest[index] == mark[0], rest[index..<index + mark.count].elementsEqual(mark) {
        parts.append(rest[start..<index])
        index += mark.count
        start = index
      } else {
        index += 1
      }
    }
    parts.append(rest[start...])
    return parts
  }
}
