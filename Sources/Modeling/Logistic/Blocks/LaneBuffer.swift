/// Zeroed memory for lanes of 16 numbers, on a boundary that they load from at once, with one owner.
///
/// The inner loops take its pointer: an array would be checked for its owner and bounds at each
/// access.
final class LaneBuffer<Number: BinaryFloatingPoint> {
  /// The first number.
  let numbers: UnsafeMutablePointer<Number>
  /// How many numbers there are.
  let count: Int

  init(count: Int) {
    self.count = count
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, count) * MemoryLayout<Number>.stride, alignment: 128)
    numbers = bytes.bindMemory(to: Number.self, capacity: count)
    numbers.initialize(repeating: 0, count: count)
  }

  deinit { numbers.deallocate() }

  /// The same memory as vectors.
  @inline(__always)
  func vectors<Vector: SIMD>(_ type: Vector.Type) -> UnsafeMutablePointer<Vector>
  where Vector.Scalar == Number {
    UnsafeMutableRawPointer(numbers).assumingMemoryBound(to: Vector.self)
  }

  /// Makes all numbers 0.
  func clear() { numbers.update(repeating: 0, count: count) }
}
