import Foundation
import Modeling

/// People by lot, among whom women of the west aged 40 to 49 can be planted.
struct MadeUpPeople {
  let sex: [Int32]
  let region: [Int32]
  let party: [Int32]
  let age: [Double]
  /// What is known of them, the region among it.
  let frame: RawFrame
  /// How many live together, neighbouring rows.
  let together: Int

  /// The planted group in the words of its traits.
  static let plantedTraits: Set = ["sex F", "region west", "age 40 to 49"]

  /// - Parameter together: how many live together; they share region, party and what they give.
  init(_ rows: Int, together: Int = 1, _ uniforms: inout Uniforms) {
    self.together = together
    sex = (0..<rows).map { _ in Int32(uniforms.below(2)) }
    func shared(_ levels: Int) -> [Int32] {
      let own = (0..<(rows + together - 1) / together).map { _ in Int32(uniforms.below(levels)) }
      return (0..<rows).map { own[$0 / together] }
    }
    region = shared(4)
    party = shared(4)
    let giving = shared(7).map { max(0, $0 - 3) }
    age = (0..<rows).map { _ in Double(18 + uniforms.below(70)) }
    var columns: [(String, RawColumn)] = [
      ("sex", .categorical(codes: sex, levels: ["F", "M"])),
      ("region", .categorical(codes: region, levels: ["north", "south", "east", "west"])),
      ("party", .categorical(codes: party, levels: ["A", "B", "C", "D"])),
      ("giving", .categorical(codes: giving, levels: ["none", "small", "middle", "large"])),
      ("age", .numeric(age)),
    ]
    for tag in 0..<4 {
      columns.append(
        ("tag \(tag)", .numeric((0..<rows).map { _ in uniforms.next() < 0.3 ? 1 : 0 })))
    }
    frame = RawFrame(rows: rows, columns: columns)
  }

  /// Whether a person is of the planted group.
  func isPlanted(_ row: Int) -> Bool {
    sex[row] == 0 && region[row] == 3 && age[row] >= 40 && age[row] < 50
  }

  /// Who has an outcome by lot.
  func lot(planted: Double, others: Double, _ uniforms: inout Uniforms) -> RowSet {
    RowSet(rows: frame.rows) { row in uniforms.next() < (isPlanted(row) ? planted : others) }
  }

  /// Who lives with whom.
  var households: Households {
    Households((0..<frame.rows).map { Int64($0 / together) })
  }

  /// Who has an outcome by lot, two of a household as often alike as the correlation says.
  func lot(_ rate: Double, correlation: Double, _ uniforms: inout Uniforms) -> RowSet {
    var shared = false
    return RowSet(rows: frame.rows) { row in
      let (own, isAlike) = (uniforms.next() < rate, uniforms.next() < correlation.squareRoot())
      if row % together == 0 { shared = uniforms.next() < rate }
      return isAlike ? shared : own
    }
  }

  /// Two thirds of the households by lot, who are searched.
  func searched(_ uniforms: inout Uniforms) -> RowSet {
    let own = (0..<(frame.rows + together - 1) / together).map { _ in uniforms.below(3) > 0 }
    return RowSet(rows: frame.rows) { own[$0 / together] }
  }
}

struct Uniforms {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
  }

  mutating func below(_ bound: Int) -> Int { Int(next() * Double(bound)) }

  /// A gift in cents around $50, its logarithm normal with a deviation (Box and Muller, 1958).
  mutating func gift(deviation: Double = 1) -> Int64 {
    let (one, two) = (next(), next())
    return Int64(5_000 * exp(deviation * sqrt(-2 * log(1 - one)) * cos(2 * .pi * two)))
  }
}
