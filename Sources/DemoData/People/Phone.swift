/// Telephone numbers that look right and ring nowhere: North Carolina's area codes with the
/// exchanges 550-559.
///
/// There are a million of them. Each person has two (the register's and another), so that up to
/// 500,000 people share a number only where they share a home; beyond that, strangers share too.
enum Phone {
  static let areaCodes = [919, 984, 704, 980, 336, 743, 910, 472, 828, 252]

  static func slot(person: Int) -> Int { 2 * person }

  static func otherSlot(person: Int) -> Int { 2 * person + 1 }

  /// The ten digits.
  static func number(_ slot: Int, seed: UInt64) -> String {
    // 387,420,489 is 3 to the 18th power, which has no factor in common with a million: one to one.
    let n = (slot % 1_000_000 * 387_420_489 + Int(seed % 1_000_000)) % 1_000_000
    return "\(areaCodes[n / 100_000])55\(padded(n % 100_000, 5))"
  }
}
