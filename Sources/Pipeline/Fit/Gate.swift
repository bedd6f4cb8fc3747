import Campaign
import Modeling

/// What a version must show before it scores anybody (docs/methods/gate.md says why each is asked).
///
/// A check refuses what is clearly and materially wrong: beyond what chance alone would show, and by
/// enough to matter. So a small set isn't refused for being small, nor a large one for a trifle.
struct Gate {
  let model: ModelDefinition
  let evidence: GateEvidence
  /// The features that the version uses.
  let features: [String]

  /// How far the mean chance may lie from the share that came, in standard errors of the difference and
  /// as a part of that share, whichever is more.
  static let (meanErrors, meanTolerance) = (3.0, 0.1)
  /// Between what slopes chances are as far apart as they should be.
  static let slopes = 0.8...1.25
  /// A version may be clearly worse than one column, or than the live version, by less than this area.
  static let areaTolerance = 0.01
  /// And tell by so much less than the column does, of what that tells: on many people tenths of their
  /// own beat a curve by a trifle that is no chance.
  static let lossTolerance = 0.1

  /// All checks, those that bind first.
  var checks: [GateCheck] {
    [
      aboveChance, againstColumn, lossAgainstColumn, meanChance, slope, noLeak, noProtectedTrait,
      againstLive,
    ] + [drift].compactMap { $0 }
  }

  /// Better than chance by more than chance: the area's interval lies above one half.
  private var aboveChance: GateCheck {
    let (auc, interval) = (evidence.auc.value, evidence.auc.interval)
    let holds = (interval?.lowerBound ?? 0) > 0.5
    return GateCheck(
      name: "above_chance", isBinding: true, holds: holds, value: auc,
      low: interval?.lowerBound, high: interval?.upperBound, bound: 0.5,
      sentence: holds
        ? "it ranks people better than chance: AUC \(Self.text(auc, interval))"
        : "it isn't shown to rank people better than chance: AUC \(Self.text(auc, interval)), "
          + "where 0.5 is chance")
  }

  /// Not clearly worse than the best single column: a model of one column can only tie with it, and
  /// so may a good model of several, on few people held out.
  private var againstColumn: GateCheck {
    let (gain, interval) = (evidence.difference.value, evidence.difference.interval)
    let holds = (interval?.upperBound ?? 0) >= 0 || gain > -Self.areaTolerance
    return GateCheck(
      name: "against_one_column", isBinding: true, holds: holds, value: gain,
      low: interval?.lowerBound, high: interval?.upperBound, bound: -Self.areaTolerance,
      sentence: "its AUC \(holds ? "against" : "is worse than") that of ranking by one column "
        + "(\(evidence.choice.best.inWords): \(Figure.text(evidence.columnAUC.value))): "
        + "difference \(Self.text(gain, interval))")
  }

  /// Its chances no worse than the column's by more than a standard error of the difference, and by more
  /// than a tenth of what the column tells beyond the base rate.
  private var lossAgainstColumn: GateCheck {
    let gain = evidence.lossGain
    let error = gain.standardError.isFinite ? gain.standardError : 0
    let bound = -max(error, Self.lossTolerance * evidence.columnTells)
    let holds = gain.value >= bound
    return GateCheck(
      name: "chances_against_one_column", isBinding: true, holds: holds, value: gain.value,
      low: gain.interval?.lowerBound, high: gain.interval?.upperBound, bound: bound,
      sentence:
        "its chances are \(holds ? "no worse" : "worse") than those of that column's tenths: "
        + "log loss lower by \(Self.text(gain.value, gain.interval, places: 6))")
  }

  /// The mean chance and the share that came, three standard errors of both or a tenth apart at most:
  /// by two alone the gate would refuse one good version in twenty.
  private var meanChance: GateCheck {
    let off = evidence.meanChance - evidence.meanOutcome
    let half = 1.959964 * evidence.meanError
    let bound = max(Self.meanErrors * evidence.meanError, Self.meanTolerance * evidence.meanOutcome)
    let holds = abs(off) <= bound
    return GateCheck(
      name: "mean_chance", isBinding: true, holds: holds, value: off, low: off - half,
      high: off + half, bound: bound,
      sentence: "on average it says \(Self.percent(evidence.meanChance)) % where "
        + "\(Self.percent(evidence.meanOutcome)) % came"
        + (holds ? "" : ", further off than chance and a tenth explain"))
  }

  /// The slope's interval meets the slopes that leave chances usable.
  private var slope: GateCheck {
    let half = 1.959964 * evidence.slopeError
    let interval = (evidence.slope - half)...(evidence.slope + half)
    let holds = interval.overlaps(Self.slopes)
    let tells =
      holds
      ? "its chances are about as far apart as they should be"
      : evidence.slope < 1
        ? "its chances are too far apart, as an overfitted model's are"
        : "its chances are too close together"
    return GateCheck(
      name: "calibration_slope", isBinding: true, holds: holds, value: evidence.slope,
      low: interval.lowerBound, high: interval.upperBound,
      bound: evidence.slope < 1 ? Self.slopes.lowerBound : Self.slopes.upperBound,
      sentence: "\(tells): calibration slope \(Self.text(evidence.slope, interval))")
  }

  /// No column that nearly is the outcome.
  private var noLeak: GateCheck {
    let worst = evidence.choice.candidates.max { $0.area < $1.area }
    let leaks = LeakFlag.columns(of: evidence.choice)
    return GateCheck(
      name: "no_leak", isBinding: true, holds: leaks.isEmpty, value: worst?.area,
      bound: LeakFlag.area,
      sentence: leaks.isEmpty
        ? "no single column nearly is the outcome" : LeakFlag.sentence(leaks))
  }

  /// No column that by its name is of race, religion, health or orientation, where people are contacted.
  private var noProtectedTrait: GateCheck {
    let isContact = ![Purpose.research, .compliance].map(\.rawValue).contains(model.purpose)
    let found = features.compactMap { name in
      ProtectedTrait(column: name).map { "`\(name)` (\($0.rawValue))" }
    }
    let holds = found.isEmpty || !isContact
    return GateCheck(
      name: "no_protected_trait", isBinding: true, holds: holds,
      sentence: found.isEmpty
        ? "no feature's name speaks of race, religion, health or sexual orientation"
        : "whom we contact \(holds ? "would" : "may not") turn on \(found.joined(separator: ", "))"
          + (holds ? "; it serves \(model.purpose) alone" : ": add it to `features.except`"))
  }

  /// Not clearly and materially worse than the version that is live.
  private var againstLive: GateCheck {
    let name = "against_live_version"
    guard let comparison = evidence.comparison else {
      var says = "no version was live before"
      if case .apart(let number, let reason) = evidence.former {
        says = "version \(number), which is live, can't be compared: \(reason)"
      }
      return GateCheck(name: name, isBinding: true, holds: true, sentence: says)
    }
    let (gain, interval) = (comparison.difference.value, comparison.difference.interval)
    let holds = (interval?.upperBound ?? 0) >= 0 || gain > -Self.areaTolerance
    return GateCheck(
      name: name, isBinding: true, holds: holds, value: gain, low: interval?.lowerBound,
      high: interval?.upperBound, bound: -Self.areaTolerance,
      sentence: "\(holds ? "against" : "it is worse than") version \(comparison.number), which is "
        + "live, on the same \(comparison.people) people (AUC \(Figure.text(comparison.area))): "
        + "difference \(Self.text(gain, interval))")
  }

  /// The people to be scored are those learned from; told here, and binding where they are scored.
  private var drift: GateCheck? {
    guard let score = evidence.drift.score else { return nil }
    let level = DriftLevel(score)
    let moved = evidence.drift.movedFeatures.map { "`\($0.measure)`" }
    let features = moved.isEmpty ? "" : "; moved: \(moved.joined(separator: ", "))"
    let index = Figure.text(score.index.value)
    return GateCheck(
      name: "drift", isBinding: false, holds: level != .large, value: score.index.value,
      bound: DriftLevel.largeIndex,
      sentence: "the scores of those to be scored \(level.inWords) from those held out: "
        + "stability index \(index)\(features)")
  }

  private static func text(
    _ value: Double, _ interval: ClosedRange<Double>?, places: Int = 4
  ) -> String {
    let figure = Figure.text(value, places: places)
    guard let interval else { return figure }
    let ends = [interval.lowerBound, interval.upperBound].map { Figure.text($0, places: places) }
    return "\(figure) (95 %: \(ends[0]) to \(ends[1]))"
  }

  private static func percent(_ share: Double) -> String { Figure.text(100 * share, places: 2) }
}

/// How much a stability index says: the usual bounds of 0.1 and 0.25, where chance doesn't explain it.
enum DriftLevel: Equatable {
  case none, some, large

  /// From where a shift is told, and from where scoring is refused.
  static let (someIndex, largeIndex) = (0.1, 0.25)
  /// The chance under which a shift isn't taken for one: many measures are looked at.
  static let leastChance = 0.001

  init(_ drift: DriftReference.Drift) {
    let index = drift.index
    self =
      index.pValue >= Self.leastChance || index.value <= Self.someIndex
      ? .none : index.value > Self.largeIndex ? .large : .some
  }

  var inWords: String {
    switch self {
    case .none: "don't differ"
    case .some: "differ somewhat"
    case .large: "differ a lot"
    }
  }
}

extension [DriftReference.Drift] {
  /// That of the score, where it was measured.
  var score: DriftReference.Drift? { first { $0.measure == DriftReference.score } }

  /// Those of features that moved by more than chance, the furthest first.
  var movedFeatures: [DriftReference.Drift] {
    filter { $0.measure != DriftReference.score && DriftLevel($0) != .none }
      .sorted { $0.index.value > $1.index.value }
  }
}
