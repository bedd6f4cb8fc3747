internal import RealModule

/// As many numbers as an AVX register holds, worked on at once.
///
/// Generic code can't see that + and * of `SIMD` types are single instructions, so what passes need
/// is asked for here, and each type has it of its own.
protocol Lanes: SIMD where Scalar: LaneNumber {
  /// Loads the vector of a number from what a block stores.
  static func load(_ stored: UnsafePointer<Float>, _ vector: Int) -> Self
  /// self + first · second, fused where the processor can.
  func adding(_ first: Self, times second: Self) -> Self
  /// The sum of the lanes.
  var total: Scalar { get }
}

extension Lanes {
  @inline(__always)
  func adding(_ first: Self, times second: Self) -> Self {
    // The compiler makes one instruction of this; `addingProduct` would be a call for each lane on
    // processors that don't fuse.
    var result = self
    for lane in 0..<Self.scalarCount {
      result[lane] = Relaxed.multiplyAdd(first[lane], second[lane], self[lane])
    }
    return result
  }
}

extension SIMD8<Float>: Lanes {
  @inline(__always)
  static func load(_ stored: UnsafePointer<Float>, _ vector: Int) -> Self {
    UnsafeRawPointer(stored).assumingMemoryBound(to: Self.self)[vector]
  }

  @inline(__always)
  var total: Float {
    let four = lowHalf + highHalf
    return (four.x + four.z) + (four.y + four.w)
  }
}

extension SIMD4<Double>: Lanes {
  @inline(__always)
  static func load(_ stored: UnsafePointer<Float>, _ vector: Int) -> Self {
    Self(UnsafeRawPointer(stored).assumingMemoryBound(to: SIMD4<Float>.self)[vector])
  }

  @inline(__always)
  var total: Double { (x + z) + (y + w) }
}
