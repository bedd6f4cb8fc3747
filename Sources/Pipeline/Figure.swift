/// Numbers as people read them.
enum Figure {
  /// A number with a fixed count of decimals; a whole number of two digits or more without.
  static func text(_ value: Double, places: Int = 4) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return value.isFinite ? "\(value)" : "none" }
    if places == 0 || (value == value.rounded() && abs(value) >= 10) {
      return String(Int64(value.rounded()))
    }
    let scale = (0..<places).reduce(Int64(1)) { product, _ in product * 10 }
    let whole = Int64((abs(value) * Double(scale)).rounded())
    let digits = String(whole % scale)
    let padding = String(repeating: "0", count: places - digits.utf8.count)
    return (value < 0 && whole > 0 ? "-" : "") + "\(whole / scale).\(padding)\(digits)"
  }
}
