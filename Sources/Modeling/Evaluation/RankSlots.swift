/// Distinct numbers in order, and where others stand among them.
///
/// What is asked of a ranking is how rows of one outcome stand to those of the other: so the rarer ones
/// are sorted, and each of the others is looked up.
struct RankSlots {
  /// The numbers, rising, each once.
  let numbers: [Double]
  /// The place of each number given among them.
  let places: [Int]

  /// - Parameter all: numbers, of which none is NaN.
  init(_ all: [Double]) {
    var numbers: [Double] = []
    var places = [Int](repeating: 0, count: all.count)
    for index in TotalOrder.order(all) {
      if numbers.last != all[index] { numbers.append(all[index]) }
      places[index] = numbers.count - 1
    }
    self.numbers = numbers
    self.places = places
  }

  /// How many slots there are: one for each number, one before the first and one after each.
  var count: Int { 2 * numbers.count + 1 }

  /// The slots of other numbers: 2k between number k - 1 and number k, 2k + 1 where number k is equal.
  func slots(of others: [Double]) -> [Int32] {
    // Whole numbers in the same order, without the last bit, so that a difference has a sign.
    let keys = numbers.map { Int64(TotalOrder.key($0 + 0) >> 1) }
    return keys.withUnsafeBufferPointer { keys in
      numbers.withUnsafeBufferPointer { numbers in
        others.map { other in
          let key = Int64(TotalOrder.key(other + 0) >> 1)
          var (less, count) = (0, keys.count)
          // As many steps for every number, and none of them a branch.
          while count > 1 {
            let half = count / 2
            less &+= half & Int(truncatingIfNeeded: (keys[less &+ half &- 1] &- key) >> 63)
            count &-= half
          }
          while less < numbers.count, numbers[less] < other { less += 1 }
          let isEqual = less < numbers.count && numbers[less] == other
          return Int32(truncatingIfNeeded: 2 &* less &+ (isEqual ? 1 : 0))
        }
      }
    }
  }
}
