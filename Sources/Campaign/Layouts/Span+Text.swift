extension Span where Element == UInt8 {
  /// The bytes as text; the reader has checked that they are UTF-8.
  public var string: String {
    withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether these are the same bytes.
  func equals(_ other: some Collection<UInt8>) -> Bool {
    withUnsafeBufferPointer { $0.elementsEqual(other) }
  }

  /// The range of bytes that is left when blanks and tabs are taken off both ends.
  public var trimmedRange: Range<Int> {
    var low = 0
    var high = count
    while low < high, self[low] == 0x20 || self[low] == 0x09 { low += 1 }
    while high > low, self[high - 1] == 0x20 || self[high - 1] == 0x09 { high -= 1 }
    return low..<high
  }
}
