import Campaign
import Modeling
import Postgres
import Reporting

/// Whether what a search found, and the traits that it used, stand in for protected classes: both halves of the
/// people together, since nothing was picked for them.
struct ProxyProbe {
  /// What a finding or a trait says of a class.
  struct Told {
    let part: Part
    /// The finding's or trait's place, from 0.
    let place: Int
    let traits: [String]
    let of: ProxyQuestion.Class
    let share: ProxyShare
    var standsIn = false
  }

  enum Part: String { case finding, trait }

  /// How well all traits together tell who is of a class.
  struct Together {
    let of: ProxyQuestion.Class
    let known: Int
    let area: ProxyArea
  }

  /// The kinds of class that were probed; none where no class of these people is loaded.
  let kinds: [String]
  let told: [Told]
  let together: [Together]

  /// Fewer of a class, or not of it, in a half than these make no model.
  static let fewestOfHalf = 20

  init(
    _ search: CohortSearch, _ found: [CohortSearch.Found], _ run: Run,
    _ connection: inout Connection
  ) throws {
    let traits = search.traits
    let people = search.people
    // Findings may be of traits whose ends were moved.
    let all = search.allTraits
    let profiles = TraitProfiles(all, isFirstHalf: people.isFirstHalf)
    var question = ProxyQuestion(people: people.people, parts: profiles.ofRow)
    let everyone = question.add(Array(profiles.rows.indices))
    let ofTraits = traits.indices.map { question.add(profiles.holding([$0], of: traits)) }
    let ofFound = found.map { question.add(profiles.holding($0.finding.traits, of: all)) }
    let model = ProxyTogether(traits, profiles, &question)
    let answer = try question.answer(run, &connection)
    let whole = answer[everyone]
    kinds = Set(whole.keys.map(\.kind)).sorted()
    var told: [Told] = []
    func tell(_ part: Part, _ place: Int, _ words: [String], _ group: Int) {
      for (of, count) in answer[group].sorted(by: { $0.key < $1.key }) {
        guard let all = whole[of], let share = ProxyShare(group: count, everyone: all) else {
          continue
        }
        told.append(Told(part: part, place: place, traits: words, of: of, share: share))
      }
    }
    for (place, group) in ofFound.enumerated() { tell(.finding, place, found[place].words, group) }
    for (place, group) in ofTraits.enumerated() { tell(.trait, place, [traits[place].name], group) }
    for (index, standsIn) in ProxyShare.standIn(told.map(\.share)).enumerated() {
      told[index].standsIn = standsIn
    }
    self.told = told
    together = try model.areas(
      of: whole, answer, people: people.people, run, &connection)
  }

  /// Keeps what it says with the search.
  func record(_ search: Int64, _ connection: inout Connection) throws {
    for told in told {
      let share = told.share
      try connection.execute(
        SQLFiles.statement("discover/proxy"),
        [
          .integer(search), .text(told.part.rawValue), .integer(Int64(told.place + 1)),
          .texts(told.traits), .text(told.of.kind), .text(told.of.value),
          .integer(Int64(share.group.known)), .integer(Int64(share.group.ofClass.lowerBound)),
          .integer(Int64(share.group.ofClass.upperBound)), .double(share.everyonesShare),
          share.ratio.map { .double($0) } ?? .null, .double(share.interval.lowerBound),
          .double(share.interval.upperBound), .bool(told.standsIn),
        ])
    }
    for together in together {
      try connection.execute(
        SQLFiles.statement("discover/proxy_together"),
        [
          .integer(search), .text(together.of.kind), .text(together.of.value),
          .integer(Int64(together.known)), .double(together.area.value),
          .double(together.area.interval.lowerBound), .double(together.area.interval.upperBound),
        ])
    }
  }

  /// The classes that a finding stands in for or leaves out, in words.
  func standsIn(_ finding: Int) -> [String] {
    told.filter { $0.part == .finding && $0.place == finding && $0.standsIn }
      .map { "\($0.of.kind) \($0.of.value)" }
  }

  /// What the page says; nil where nothing was probed.
  func report(findings: Int, checked: String?) -> CohortProxy? {
    guard !kinds.isEmpty else { return nil }
    func shares(_ told: [Told]) -> [CohortProxy.Share] {
      told.map {
        CohortProxy.Share(
          traits: $0.traits, kind: $0.of.kind, value: $0.of.value, share: $0.share,
          standsIn: $0.standsIn)
      }
    }
    let ofTraits = told.filter { $0.part == .trait }
    return CohortProxy(
      kinds: kinds, checked: checked,
      findings: (0..<findings).map { place in
        shares(told.filter { $0.part == .finding && $0.place == place })
      },
      traits: shares(ofTraits.filter(\.standsIn)), traitsProbed: Set(ofTraits.map(\.place)).count,
      together: together.map {
        CohortProxy.Together(kind: $0.of.kind, value: $0.of.value, area: $0.area)
      })
  }
}
