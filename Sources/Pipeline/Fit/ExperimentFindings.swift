import Campaign
import Modeling
import Postgres

/// What an experiment shows: each arm's average effect, whether the lot was fair, and whether a model
/// finds whom the contact moves more than others.
struct ExperimentFindings {
  /// One arm.
  struct Arm {
    let name: String
    let isControl: Bool
    /// People in it, and those of them with an outcome.
    let people: Int
    let answered: Int
    /// Against the control: the share with an outcome, and the balance of what was known before.
    var answering: ArmEffect?
    var balance: BalanceTest?
    /// Against the control: the share of yes, and the mean gift in dollars.
    var yes: ArmEffect?
    var gift: ArmEffect?
  }

  /// The uplift of one arm.
  struct Uplift {
    let arm: String
    let analysis: UpliftAnalysis
    let model: UpliftModel
  }

  let control: Arm
  /// The others, by name.
  let arms: [Arm]
  let uplift: Uplift?
  let clusters: Int

  /// Under this a lot is taken for unfair, whatever else may explain it, and non-answer for the
  /// treatment's doing.
  static let leastChance = 0.001

  /// Whether who answers differs by arm beyond chance.
  var hasUnevenAnswers: Bool {
    arms.contains { ($0.answering?.pValue ?? 1) < Self.leastChance / Double(arms.count) }
  }

  /// - Throws: `Failure`: `badInput` where an arm lacks people, `refused` where the arms differ in
  ///   what was known before by more than a fair lot makes them.
  init(
    _ data: ExperimentData, _ model: ModelDefinition, _ treatment: TreatmentDefinition
  ) throws {
    let names = Set(data.arms)
    let control = treatment.control
    for arm in [control, treatment.treated].compactMap({ $0 }) where !names.contains(arm) {
      throw Failure(
        .badInput, "nobody with features is in the arm `\(arm)`", at: treatment.place,
        next: "Write the arm as the file does (a flag's are `true` and `false`), and check "
          + "`train.as_of` and `eligible`.")
    }
    guard names.count > 1 else {
      throw Failure(
        .badInput, "the experiment has no arm besides the control", at: treatment.place,
        next: "Check `control`.")
    }
    let others = names.subtracting([control]).sorted {
      Array($0.utf8).lexicographicallyPrecedes($1.utf8)
    }
    self.control = Self.count(control, isControl: true, data)
    clusters = Set(data.clusters).count
    let plan = TermPlan.learn(from: data.frame, rows: Array(data.people.indices))
    arms = try Self.refusing(treatment) {
      try others.map { name in
        var arm = Self.count(name, isControl: false, data)
        arm.answering = try data.effect(
          of: name, against: control, on: data.outcomes.map { $0 == nil ? 0 : 1 })
        arm.balance = try Self.balance(name, control, data, plan)
        arm.yes = try data.effect(of: name, against: control, on: data.outcomes)
        if !data.dollars.isEmpty {
          arm.gift = try data.effect(of: name, against: control, on: data.dollars)
        }
        return arm
      }
    }
    for arm in arms {
      guard let balance = arm.balance,
        balance.pValue < Self.leastChance / Double(arms.count)
      else { continue }
      throw Failure(
        .refused,
        "treated and control differ beyond chance in what was known before the contact: "
          + "p \(Figure.probability(balance.pValue)) for the arm `\(arm.name)`",
        at: treatment.place,
        next: "Find out how the arms were drawn: what they differ in would pass for an effect.")
    }
    let treated = treatment.treated ?? (others.count == 1 ? others[0] : nil)
    uplift = try treated.map { try Self.uplift($0, data, model, treatment) }
  }

  private static func count(_ name: String, isControl: Bool, _ data: ExperimentData) -> Arm {
    let rows = data.people.indices.filter { data.arms[$0] == name }
    return Arm(
      name: name, isControl: isControl, people: rows.count,
      answered: rows.count { data.outcomes[$0] != nil })
  }

  private static func balance(
    _ arm: String, _ control: String, _ data: ExperimentData, _ plan: TermPlan
  ) throws -> BalanceTest? {
    let rows = data.people.indices.filter { data.arms[$0] == arm || data.arms[$0] == control }
    return BalanceTest(
      design: try plan.apply(data.frame, rows: rows), isTreated: rows.map { data.arms[$0] == arm },
      clusters: rows.map { data.clusters[$0] })
  }

  private static func uplift(
    _ arm: String, _ data: ExperimentData, _ model: ModelDefinition,
    _ treatment: TreatmentDefinition
  ) throws -> Uplift {
    let rows = data.rows(of: arm, and: treatment.control, with: data.outcomes)
    var options = UpliftAnalysis.Options()
    options.folds = treatment.folds
    options.permutations = treatment.placebo
    options.penalty = model.penalty
    var hash = StableHash()
    hash.append(model.seed)
    options.seed = hash.value
    let progress = Progress(
      "fit: lots drawn again", total: Int64(treatment.placebo), unit: "lots")
    return try refusing(treatment) {
      let experiment = try Experiment(
        people: rows.map { data.people[$0] }, clusters: rows.map { data.clusters[$0] },
        isTreated: rows.map { data.arms[$0] == arm },
        outcomes: rows.compactMap { data.outcomes[$0] })
      let frame = data.frame.taking(rows)
      let analysis = try UpliftAnalysis(experiment, frame: frame, options: options) { drawn in
        try Stopping.check()
        progress.update(Int64(drawn))
      }
      progress.finish()
      return Uplift(
        arm: arm, analysis: analysis,
        model: try UpliftModel(experiment, frame: frame, penalty: model.penalty))
    }
  }

  private static func refusing<Value>(
    _ treatment: TreatmentDefinition, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as UpliftError {
      throw Failure(
        .badInput, "no effect can be measured: \(error)", at: treatment.place,
        next: "Check the arms, `cluster`, `eligible` and the outcome's column.")
    }
  }
}

/// Whether the person asked to stop, for work that no connection would notice it in.
enum Stopping {
  static func check() throws {
    if Interrupts.isRequested {
      throw Failure(.interrupted, "interrupted", next: "Run it again: nothing is half done.")
    }
  }
}

extension Figure {
  /// A probability of what chance does: not below `under 0.0001`.
  static func probability(_ value: Double) -> String {
    value < 0.0001 ? "under 0.0001" : text(value)
  }

  /// A share in percent, or a difference of shares in points, with one decimal.
  static func percent(_ value: Double) -> String { text(100 * value, places: 1) }
}
