import Campaign
import Foundation
import Modeling
import Reporting

/// The part of a card that shows what a score is made of: each feature's shape, drawn and in words, the
/// strongest pairs and segments.
struct ShapeSection {
  /// The most features drawn, pairs and segments told.
  private static let (mostDrawn, mostPairs, mostSegments) = (16, 6, 8)
  /// The most people of the training part that shapes are taken over.
  private static let mostPeople = 20_000

  private let shapes: [ColumnShape]
  private let pairs: [(name: String, strength: Double)]
  private let segments: [(words: String, logOdds: Double)]
  private let kinds: [String: String]
  /// The chart's file beside the card, or why there is none.
  private var drawing = "not drawn"

  init(_ model: ScoreModel, _ data: TrainingData, _ set: FeatureSet) throws {
    let step = max(1, data.training.count / Self.mostPeople)
    let rows = stride(from: 0, to: data.training.count, by: step).map { data.training[$0] }
    shapes = try ColumnShape.shapes(of: model, data.frame, rows: rows)
    kinds = Dictionary(
      set.features.map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
    var pairs: [(name: String, strength: Double)] = []
    var segments: [(words: String, logOdds: Double)] = []
    for weighted in model.terms {
      switch weighted.term.kind {
      case .table(let axes, _) where axes.count == 2:
        let values = try weighted.term.values(of: data.frame, rows: rows)
        let square = values.reduce(0) { $0 + $1 * $1 } / Double(max(1, rows.count))
        pairs.append((weighted.term.name, abs(weighted.coefficient) * square.squareRoot()))
      case .segments(let tree):
        segments += Self.leaves(tree, kinds).map {
          ($0.words, weighted.coefficient * ($0.value - tree.mean))
        }
      default: break
      }
    }
    self.pairs = Array(pairs.sorted { ($1.strength, $0.name) < ($0.strength, $1.name) })
    self.segments = segments.sorted {
      (abs($1.logOdds), $0.words) < (abs($0.logOdds), $1.words)
    }
  }

  /// Draws the strongest shapes into a file beside the card.
  mutating func draw(to path: String, _ drawer: ChartDrawer) throws {
    switch drawer.draw(try specification()) {
    case .svg(let text):
      try OutputFile.write(text, to: path)
      let name = path.split(separator: "/").last ?? ""
      drawing = "![What each feature does to the odds, by its value](\(name))"
    case .missing(let reason): drawing = "*No chart: \(reason).*"
    }
  }

  /// The part as Markdown.
  var text: String {
    let rows = shapes.map { shape in
      let points = shape.points.map { "\(words($0.value, shape)) ×\(Self.factor($0.mean))" }
      return "| `\(shape.column)` | ×\(Self.factor(shape.strength)) | "
        + "\(points.joined(separator: "; ").replacing("|", with: "\\|")) |"
    }
    return """
      ## What a score is made of

      A person's odds are the average person's, times one factor for each feature. *Usual* is how far a \
      feature moves the odds of a usual person, up or down; the rest is its mean factor by value, over \
      \(shapes.first?.points.reduce(0) { $0 + $1.rows } ?? 0) people trained on. A factor says what goes \
      with what, other features staying as they are; it is no cause.

      \(drawing)

      | feature | usual | by value |
      |---|---|---|
      \(rows.joined(separator: "\n"))
      \(pairSentences)\(segmentTable)
      """
  }

  private var pairSentences: String {
    guard !pairs.isEmpty else { return "" }
    let told = pairs.prefix(Self.mostPairs).map {
      "`\($0.name)` (×\(Self.factor($0.strength)))"
    }
    return """

      Pairs say what two features only say together: \(pairs.count) of them, half of each counted to \
      either feature above. The strongest, with their usual factor: \(told.joined(separator: ", ")).
      """ + "\n"
  }

  private var segmentTable: String {
    guard !segments.isEmpty else { return "" }
    let rows = segments.prefix(Self.mostSegments).map {
      "| \($0.words.replacing("|", with: "\\|")) | ×\(Self.factor($0.logOdds)) |"
    }
    return """

      Segments say what more than two features only say together: \(segments.count) of them, several to a \
      person. Those that move the odds most:

      | who | factor |
      |---|---|
      \(rows.joined(separator: "\n"))
      """ + "\n"
  }

  private static func factor(_ logOdds: Double) -> String {
    Figure.text(exp(logOdds), places: 2)
  }

  private func words(_ value: ColumnShape.Value, _ shape: ColumnShape) -> String {
    let kind = kinds[shape.column]
    // Bounds midway between whole numbers: the numbers themselves are shown.
    let isWhole = kind != "cents" && shape.bounds.allSatisfy { $0 - $0.rounded(.down) == 0.5 }
    switch value {
    case .missing: return "missing"
    case .level(let level): return level
    case .otherLevels: return "others"
    case .numbers(let low, let high):
      if kind == "flag", shape.bounds.count == 1 { return low == nil ? "no" : "yes" }
      let texts = [low.map { isWhole ? $0 + 0.5 : $0 }, high.map { isWhole ? $0 - 0.5 : $0 }]
        .map { $0.map { Self.number($0, kind) } }
      switch (texts[0], texts[1]) {
      case (nil, nil): return "any"
      case (let low?, nil): return "\(low) or more"
      case (nil, let high?): return isWhole ? "\(high) or less" : "under \(high)"
      case (let low?, let high?): return low == high ? low : "\(low) to \(high)"
      }
    }
  }

  private static func number(_ number: Double, _ kind: String?) -> String {
    kind == "cents"
      ? Cents(Int64(number.rounded())).dollars
      : Figure.text(number, places: number == number.rounded() ? 0 : 2)
  }

  private static func leaves(
    _ tree: SegmentTree, _ kinds: [String: String], _ asked: [String] = []
  ) -> [(words: String, value: Double)] {
    guard case .split(let column, let question, let yes, let no, _) = tree else {
      return [(asked.joined(separator: ", "), tree.mean)]
    }
    var (yesWords, noWords) = ("`\(column)` missing", "`\(column)` known")
    switch question {
    case .below(let bound, let orMissing):
      let bound = number(bound, kinds[column])
      yesWords = "`\(column)` under \(bound)\(orMissing ? " or missing" : "")"
      noWords = "`\(column)` from \(bound)\(orMissing ? "" : " or missing")"
    case .isIn(let levels, let orMissing):
      let levels = levels.sorted().joined(separator: ", ")
      yesWords = "`\(column)` \(levels)\(orMissing ? " or missing" : "")"
      noWords = "`\(column)` none of \(levels)\(orMissing ? "" : " or missing")"
    case .isMissing: break
    }
    return leaves(yes, kinds, asked + [yesWords]) + leaves(no, kinds, asked + [noWords])
  }
}

extension ShapeSection {
  private struct Bar: Encodable {
    let feature: String
    let panel: Int
    let place: Int
    let value: String
    let factor: Double
  }

  /// A panel a feature, its bars in the order of its values.
  private func specification() throws -> String {
    let bars = shapes.prefix(Self.mostDrawn).enumerated().flatMap { panel, shape in
      shape.points.enumerated().map { place, point in
        Bar(
          feature: shape.column, panel: panel, place: place, value: words(point.value, shape),
          factor: exp(point.mean))
      }
    }
    return try ChartSpecification(
      SQLFiles.text("Reports/model-card/shapes.vl.json"), file: "shapes.vl.json"
    ).filled("shapes", with: bars)
  }
}

extension ColumnShape {
  /// Where its bands of numbers begin.
  fileprivate var bounds: [Double] {
    points.compactMap { if case .numbers(let low, _) = $0.value { low } else { nil } }
  }
}
