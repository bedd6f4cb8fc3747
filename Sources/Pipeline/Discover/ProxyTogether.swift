import Modeling
import Postgres

/// How well all traits of a search together tell who is of a class: each half of the households scored by a
/// model of the other, which counts by trait make, and measured by counts by band of score.
struct ProxyTogether {
  private let profiles: TraitProfiles
  /// The traits of the model, and of each profile those that it has, numbered among them.
  private let traits: [Int]
  private let holding: [[Int]]
  /// The places in the answer of each half, and of each trait in it; the first half first.
  private var halves: [Int] = []
  private var ofTraits: [[Int]] = []

  /// Asks of what models need.
  init(_ all: [Trait], _ profiles: TraitProfiles, _ question: inout ProxyQuestion) {
    self.profiles = profiles
    let chosen = TraitProfiles.finest(all)
    traits = chosen
    holding = profiles.rows.map { row in
      chosen.indices.filter { all[chosen[$0]].rows.contains(row) }
    }
    for half in 0..<2 {
      let own = members(half)
      halves.append(question.add(own))
      ofTraits.append(
        chosen.indices.map { trait in question.add(own.filter { holding[$0].contains(trait) }) })
    }
  }

  private func members(_ half: Int) -> [Int] {
    profiles.rows.indices.filter { profiles.isFirstHalf[$0] == (half == 0) }
  }

  /// The area of each class of which both halves have enough people, by a second question.
  func areas(
    of whole: [ProxyQuestion.Class: ClassCount], _ answer: [[ProxyQuestion.Class: ClassCount]],
    people: [Int64], _ run: Run, _ connection: inout Connection
  ) throws -> [ProxyProbe.Together] {
    var question = ProxyQuestion(people: people, parts: profiles.ofRow)
    var asked: [(of: ProxyQuestion.Class, bands: [[Int]], wholes: [ClassCount])] = []
    for of in whole.keys.sorted() {
      let wholes = halves.compactMap { answer[$0][of] }
      let isEnough = wholes.allSatisfy {
        $0.isTold
          && min($0.ofClass.lowerBound, $0.known - $0.ofClass.lowerBound)
            >= ProxyProbe.fewestOfHalf
      }
      guard wholes.count == 2, isEnough else { continue }
      var bands: [[Int]] = []
      for half in 0..<2 {
        guard let model = model(of: of, answer, half: 1 - half, wholes[1 - half]) else { break }
        let own = members(half)
        let found = ProxyArea.bands(
          own.map { model.score(holding[$0]) }, people: own.map { profiles.people[$0] },
          count: min(20, wholes[half].ofClass.lowerBound / 10))
        var parts = [[Int]](repeating: [], count: found.count)
        for (profile, band) in zip(own, found.ofProfile) { parts[band].append(profile) }
        bands.append(parts.map { question.add($0) })
      }
      if bands.count == 2 { asked.append((of, bands, wholes)) }
    }
    guard !asked.isEmpty else { return [] }
    let told = try question.answer(run, &connection)
    return asked.compactMap { of, bands, wholes in
      let counts = bands.map { places in places.compactMap { told[$0][of] } }
      guard let area = ProxyArea(parts: counts, wholes: wholes) else { return nil }
      return .init(of: of, known: wholes.reduce(0) { $0 + $1.known }, area: area)
    }
  }

  /// The model of a class that a half's counts make; nil where they make none.
  private func model(
    of one: ProxyQuestion.Class, _ answer: [[ProxyQuestion.Class: ClassCount]], half: Int,
    _ whole: ClassCount
  ) -> ProxyModel? {
    let own = members(half)
    let share = whole.share(guess: 0)
    return ProxyModel(
      profiles: own.map { holding[$0] }, people: own.map { Double(profiles.people[$0]) },
      share: share,
      shares: ofTraits[half].map { answer[$0][one]?.share(guess: share) ?? share })
  }
}
