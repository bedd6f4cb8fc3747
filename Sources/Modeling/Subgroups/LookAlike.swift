/// The stars whose fans in a region resemble those of another star elsewhere.
///
/// A star's profile is how fans differ from the people around them, so that neither a large following nor
/// a region's own make-up counts for likeness. It tells each trait alone and each two of different columns
/// together: by traits alone a star of women of forty to forty-nine is hardly told from one whom women like and one
/// whom both sexes like at that age.
public struct LookAlike: Sendable {
  /// A star compared.
  public struct Match: Sendable {
    /// The star's place among those compared.
    public var star: Int
    /// Fans in the region.
    public var fans: Int
    /// The cosine of the profiles.
    public var similarity: Double
    /// The place by similarity, from 1.
    public var rank: Int
    /// The places within which the people and nine in ten resamples of their households put the star.
    public var ranks: ClosedRange<Int>
    /// The share of resamples in which the star is first.
    public var firstShare: Double
    /// Traits by which both stars' fans differ alike from other people, by more than two standard errors
    /// each, the strongest first: places in the traits compared, and the lesser of the two scores.
    public var traits: [(trait: Int, score: Double)]
  }

  private let masks: [[UInt16]]
  private let traitCount: Int
  /// Where two traits' common count stands, at the lesser one's row and the greater one's column; -1 for none.
  private let pairs: [Int32]
  private let counted: Int

  /// Prepares the traits: none of them the region or made of it.
  ///
  /// - Parameter smallest: two traits that fewer people have together aren't counted together.
  /// - Precondition: fewer than 65,536 traits.
  public init(_ traits: [Trait], rows: Int, smallest: Int = 50) {
    precondition(traits.count < 65_536, "fewer than 65,536 traits")
    traitCount = traits.count
    masks = (0..<rows).map { row in
      traits.indices.filter { traits[$0].rows.contains(row) }.map { UInt16($0) }
    }
    var pairs = [Int32](repeating: -1, count: traits.count * traits.count)
    var counted = traits.count
    for (place, trait) in traits.enumerated() {
      for other in traits.indices.dropFirst(place + 1) where traits[other].column != trait.column {
        var both = trait.rows
        both.formIntersection(traits[other].rows)
        guard both.count >= max(1, smallest) else { continue }
        pairs[place * traits.count + other] = Int32(counted)
        counted += 1
      }
    }
    self.pairs = pairs
    self.counted = counted
  }

  /// Compares the stars with one, the most alike first.
  ///
  /// - Parameters:
  ///   - star: its fans.
  ///   - home: the people among whom it is seen; its fans elsewhere don't count.
  ///   - others: the fans of each star compared.
  ///   - asked: of each star compared, of whom anything is known about it; nil where that is everyone.
  ///   - region: the people among whom those are seen.
  ///   - households: who lives together; nil where everyone lives alone.
  ///   - least: fewer fans in the region than these are too few to be compared.
  ///   - resamples: bootstrap samples of the households.
  ///   - seed: of the resamples.
  public func matches(
    _ star: RowSet, home: RowSet, others: [RowSet], asked: [RowSet]? = nil, region: RowSet,
    households: Households? = nil, least: Int,
    resamples: Int = 200, seed: UInt64 = 1, threads: Int = Parts.processors
  ) -> [Match] {
    let fans = others.map { fans in
      masks.indices.filter { fans.contains($0) && region.contains($0) }
    }
    let compared = others.indices.filter { fans[$0].count >= least }
    guard !compared.isEmpty else { return [] }
    // Stars of whom the same people were asked are seen among the same people, counted once.
    var around: [RowSet] = []
    let places = compared.map { star in
      let people =
        asked.map { asked in
          RowSet(rows: masks.count) { region.contains($0) && asked[star].contains($0) }
        } ?? region
      if let place = around.firstIndex(of: people) { return place }
      around.append(people)
      return around.count - 1
    }
    let view = View(
      star: masks.indices.filter { star.contains($0) && home.contains($0) },
      home: masks.indices.filter(home.contains), fans: compared.map { fans[$0] }, around: places,
      people: around.map { people in masks.indices.filter(people.contains) })
    let whole = profiles(view) { _ in 1 }
    let similarity = whole.others.map { FanProfile.similarity(whole.star, $0) }
    let homes = households ?? .alone(masks.count)
    let ranks = Parts.map(resamples, threads: threads) { resample in
      let drawn = self.profiles(view, weight: Self.weights(homes, seed, resample))
      return Self.ranks(drawn.others.map { FanProfile.similarity(drawn.star, $0) })
    }
    let ranked = Self.ranks(similarity)
    return compared.indices.map { index in
      let own = ranks.map { $0[index] }.sorted()
      let tail = own.count / 20
      let low = own.isEmpty ? ranked[index] : min(own[tail], ranked[index])
      let high = own.isEmpty ? ranked[index] : max(own[own.count - 1 - tail], ranked[index])
      return Match(
        star: compared[index], fans: fans[compared[index]].count, similarity: similarity[index],
        rank: ranked[index], ranks: low...high,
        firstShare: own.isEmpty
          ? 0 : Double(own.prefix { $0 == 1 }.count) / Double(own.count),
        traits: shared(whole.star, whole.others[index]))
    }.sorted { $0.rank < $1.rank }
  }

  private struct View: Sendable {
    let star: [Int]
    let home: [Int]
    let fans: [[Int]]
    /// For each star compared, the place of the people around its fans.
    let around: [Int]
    let people: [[Int]]
  }

  private func profiles(
    _ view: View, weight: (_ row: Int) -> Double
  ) -> (star: FanProfile, others: [FanProfile]) {
    let home = counts(view.home, weight)
    let people = view.people.map { counts($0, weight) }
    func profile(_ rows: [Int], _ all: (traits: [Double], people: Double)) -> FanProfile {
      let fans = counts(rows, weight)
      return FanProfile(
        fans: fans.traits, of: fans.people, others: zip(all.traits, fans.traits).map { $0 - $1 },
        of: all.people - fans.people)
    }
    return (
      profile(view.star, home),
      zip(view.fans, view.around).map { profile($0, people[$1]) }
    )
  }

  private func counts(
    _ rows: [Int], _ weight: (_ row: Int) -> Double
  ) -> (traits: [Double], people: Double) {
    var traits = [Double](repeating: 0, count: counted)
    var people = 0.0
    for row in rows {
      let weight = weight(row)
      guard weight > 0 else { continue }
      people += weight
      let own = masks[row]
      for (place, trait) in own.enumerated() {
        traits[Int(trait)] += weight
        let start = Int(trait) * traitCount
        for other in own[(place + 1)...] {
          let pair = pairs[start + Int(other)]
          if pair >= 0 { traits[Int(pair)] += weight }
        }
      }
    }
    return (traits, people)
  }

  /// How often each row is drawn, with its household: a Poisson number around 1, which is a bootstrap sample but
  /// for its size.
  private static func weights(
    _ households: Households, _ seed: UInt64, _ resample: Int
  ) -> (_ row: Int) -> Double {
    var random = SplitMix64(seed: SplitMix64.mix(seed &+ UInt64(resample)))
    // The chances of 0, 1, … draws, summed.
    var chances: [Double] = []
    var term = 0.36787944117144233
    var sum = 0.0
    for draws in 0..<12 {
      sum += term
      chances.append(sum)
      term /= Double(draws + 1)
    }
    let weights = (0..<households.count).map { _ -> UInt8 in
      let uniform = Double(random.next() >> 11) * 0x1p-53
      return UInt8(chances.firstIndex { uniform < $0 } ?? chances.count)
    }
    return { Double(weights[Int(households.ofRow[$0])]) }
  }

  private static func ranks(_ similarity: [Double]) -> [Int] {
    let order = similarity.indices.sorted {
      (similarity[$1], $0) < (similarity[$0], $1)
    }
    var ranks = [Int](repeating: 0, count: similarity.count)
    for (place, index) in order.enumerated() { ranks[index] = place + 1 }
    return ranks
  }

  private func shared(
    _ star: FanProfile, _ other: FanProfile
  ) -> [(trait: Int, score: Double)] {
    (0..<traitCount).compactMap { trait in
      let (one, two) = (star.scores[trait], other.scores[trait])
      guard one * two > 0, abs(one) > FanProfile.beyondChance, abs(two) > FanProfile.beyondChance
      else { return nil }
      return (trait, one > 0 ? min(one, two) : max(one, two))
    }.sorted { (abs($1.score), $0.trait) < (abs($0.score), $1.trait) }
  }
}
