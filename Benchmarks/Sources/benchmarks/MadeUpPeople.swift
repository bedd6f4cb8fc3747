import Modeling

/// People by lot, among whom women of the west aged 40 to 49 can be planted.
struct MadeUpPeople {
  let sex: [Int32]
  let region: [Int32]
  let party: [Int32]
  let age: [Double]
  /// What is known of them, the region among it.
  let frame: RawFrame

  /// The planted group in the words of its traits.
  static let plantedTraits: Set = ["sex F", "region west", "age 40 to 49"]

  init(_ rows: Int, _ uniforms: inout Uniforms) {
    sex = (0..<rows).map { _ in Int32(uniforms.below(2)) }
    region = (0..<rows).map { _ in Int32(uniforms.below(4)) }
    party = (0..<rows).map { _ in Int32(uniforms.below(4)) }
    let giving = (0..<rows).map { _ in Int32(max(0, uniforms.below(7) - 3)) }
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

  /// A half by lot.
  func half(_ uniforms: inout Uniforms) -> RowSet {
    RowSet(rows: frame.rows) { _ in uniforms.below(2) == 0 }
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
}
