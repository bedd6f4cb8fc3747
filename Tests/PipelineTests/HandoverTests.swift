import Synchronization
import Testing

@testable import Pipeline

/// What one thread makes comes to another, each once and in order, whoever ends first.
@Suite struct HandoverTests {
  private struct Broken: Error {}

  @Test func `all that is made comes in its order`() throws {
    for count in [0, 1, 100] {
      let made = Handover<Int> { put in for number in 0..<count { try put(number) } }
      var taken: [Int] = []
      try made.forEach { taken.append($0) }
      #expect(taken == Array(0..<count))
    }
  }

  @Test func `what the work fails with is thrown after what was made before`() {
    let made = Handover<Int> { put in
      for number in 0..<7 { try put(number) }
      throw Broken()
    }
    var taken = 0
    #expect(throws: Broken.self) { try made.forEach { _ in taken += 1 } }
    #expect(taken == 7)
  }

  @Test func `work is stopped where nobody takes what it makes`() {
    let count = Mutex(0)
    let made = Handover<Int> { put in
      for number in 0..<1_000_000 {
        count.withLock { $0 += 1 }
        try put(number)
      }
    }
    #expect(throws: Broken.self) {
      try made.forEach { if $0 == 3 { throw Broken() } }
    }
    #expect(count.withLock { $0 } < 20)
  }
}
