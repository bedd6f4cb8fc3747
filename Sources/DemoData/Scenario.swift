/// What a seed plants; seeds differ in kind, so that a method can't be right by expecting one shape.
struct Scenario {
  enum Kind: String {
    /// Seed 0: nothing to find.
    case nothing
    /// One segment behind thresholds and an interaction.
    case thresholds
    /// Another segment, young where the first is middle-aged.
    case young
    /// The call moves all alike: an average effect, but nobody to target.
    case uniform
    /// About one voter in a hundred is moved.
    case small
    /// Up or down by an interaction alone, nearly nothing on average.
    case interaction
  }

  let kind: Kind
  private let left: Set<DemoEffect>

  init(seed: UInt64, without effects: Set<DemoEffect> = []) {
    kind =
      seed == 0 ? .nothing : [.interaction, .thresholds, .young, .uniform, .small][Int(seed % 5)]
    left = effects
  }

  /// The names of the effects that were left out.
  var leftOut: [String] { left.map(\.rawValue).sorted() }

  func has(_ effect: DemoEffect) -> Bool { kind != .nothing && !left.contains(effect) }

  /// Whether hobbies go together in five segments.
  var hasSegments: Bool { kind != .nothing }

  /// Whether the young give more than the old, where otherwise it is the old.
  var givesYoung: Bool { kind == .uniform || kind == .interaction }

  /// Who is drawn by the first star; the twin draws the same people of `twinRegion`.
  var cohort: Cohort {
    switch kind {
    case .nothing, .thresholds:
      Cohort(region: .east, twinRegion: .west, sex: .female, ages: 40...49)
    case .young: Cohort(region: .west, twinRegion: .east, sex: .male, ages: 50...64)
    case .uniform: Cohort(region: .piedmont, twinRegion: .east, sex: .female, ages: 25...34)
    case .small: Cohort(region: .east, twinRegion: .piedmont, sex: .female, ages: 40...49)
    case .interaction: Cohort(region: .piedmont, twinRegion: .west, sex: .male, ages: 65...79)
    }
  }

  struct Cohort {
    let region: Region
    let twinRegion: Region
    let sex: Sex
    let ages: ClosedRange<Int>

    func holds(_ voter: Voter, region: Region) -> Bool {
      voter.sex == sex && ages.contains(voter.age) && voter.household.block.county.region == region
    }
  }
}
