/// Counts, money and days as an American reader expects them.
enum PageText {
  static let noGifts = "no gifts in the period"

  /// `12,345`.
  static func count(_ value: Int64) -> String {
    var text = value < 0 ? "-" : ""
    let digits = String(value.magnitude)
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// `1,234.50`, rounded to so many places; what rounds to none has no sign.
  static func decimal(_ value: Double, places: Int) -> String {
    let scale = (0..<places).reduce(Int64(1)) { scale, _ in scale * 10 }
    let units = Int64((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && units > 0 ? "-" : ""
    guard places > 0 else { return sign + count(units) }
    let rest = String(units % scale)
    let zeros = String(repeating: "0", count: places - rest.utf8.count)
    return "\(sign)\(count(units / scale)).\(zeros)\(rest)"
  }

  /// `12.3 %`.
  static func percent(_ share: Double) -> String { "\(decimal(share * 100, places: 1)) %" }

  /// `1 gift`, `2 gifts`.
  static func counted(_ value: Int64, _ noun: String) -> String {
    "\(count(value)) \(noun)\(value == 1 ? "" : "s")"
  }

  /// `1 person`, `2 people`.
  static func counted(_ value: Int64, _ noun: String, many: String) -> String {
    "\(count(value)) \(value == 1 ? noun : many)"
  }

  /// `$1,234.50`, without cents where there are none.
  static func dollars(_ cents: Int64) -> String {
    let (dollars, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
    let tail = rest == 0 ? "" : ".\(rest < 10 ? "0" : "")\(rest)"
    return (cents < 0 ? "-$" : "$") + count(Int64(dollars)) + tail
  }

  /// `September 15, 2026` for `2026-09-15`; anything else as it stands.
  static func day(_ iso: String) -> String {
    let parts = iso.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, (1...12).contains(parts[1]) else { return iso }
    return "\(months[parts[1] - 1]) \(parts[2]), \(parts[0])"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
