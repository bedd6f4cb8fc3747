/// Which fold each row falls into, by a seeded hash of the row's group.
///
/// Rows of one group (a household, a cluster of an experiment) always share a fold, so that a model
/// is never measured on people whose housemates it was trained on. The fold depends on group, seed
/// and count alone: other rows, and their order, change nothing. Folds are equal in size only on
/// average.
public struct Folds: Sendable, Equatable {
  /// How many folds there are.
  public let count: Int
  /// The fold of each row, `0 ..< count`.
  public let numbers: [Int]

  /// Draws the folds of rows.
  ///
  /// The hash is the finaliser of SplitMix64 (Steele, Lea & Flood, "Fast splittable pseudorandom
  /// number generators", 2014), once over the seed and once more over its sum with the group.
  ///
  /// - Parameters:
  ///   - groups: The group's number, one a row.
  ///   - count: How many folds.
  ///   - seed: Other seeds give other folds, for repeated cross-validation.
  /// - Precondition: there are two folds or more.
  public init(groups: [Int64], count: Int, seed: UInt64) {
    precondition(count >= 2, "rows are parted into two folds or more")
    let start = mixed(seed)
    self.count = count
    numbers = groups.map {
      Int(mixed(start &+ UInt64(bitPattern: $0)) % UInt64(count))
    }
  }

  /// The rows of a fold, in order.
  public func rows(in fold: Int) -> [Int] { numbers.indices.filter { numbers[$0] == fold } }

  /// The rows of all other folds, in order.
  public func rows(outside fold: Int) -> [Int] { numbers.indices.filter { numbers[$0] != fold } }
}

/// SplitMix64's next output after a state.
private func mixed(_ state: UInt64) -> UInt64 {
  var bits = state &+ 0x9E37_79B9_7F4A_7C15
  bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
  return bits ^ (bits >> 31)
}
