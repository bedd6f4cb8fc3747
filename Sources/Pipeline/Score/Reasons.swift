import Campaign
import Modeling

/// Why the model ranks people high, in words: the features that add most to a person's log odds, or
/// uplift, beyond the average person's.
struct Reasons {
  private let model: StoredModel
  private let features: [FeatureSet.Feature]
  /// What stands around a person's value in each feature's words.
  private let pieces: [[String]]

  init(_ model: StoredModel, _ features: [FeatureSet.Feature]) {
    self.model = model
    self.features = features
    pieces = features.map { feature in
      (feature.says ?? "\(feature.name) is {value}")
        .split(separator: "{value}", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Up to three of each row, the strongest first.
  ///
  /// - Parameter columns: the features' values, a column a feature.
  func words(of columns: [RawColumn], rows: Int) throws -> [[String]] {
    let frame = RawFrame(
      rows: rows, columns: zip(features, columns).map { ($0.name, $1) })
    let all = Array(0..<rows)
    let parts =
      try model.uplift?.parts(of: frame, rows: all) ?? model.model.parts(of: frame, rows: all)
    let places = parts.map { part in features.firstIndex { $0.name == part.column } }
    return all.map { row in
      let strongest = parts.indices.filter { parts[$0].contributions[row] > 0 }.sorted {
        (parts[$0].contributions[row], parts[$1].column)
          > (parts[$1].contributions[row], parts[$0].column)
      }
      return Array(
        strongest.lazy.compactMap { part in
          places[part].flatMap { words($0, columns[$0], row) }
        }.prefix(3))
    }
  }

  /// The feature's words with the person's value, or nil where there is nothing to say.
  private func words(_ place: Int, _ column: RawColumn, _ row: Int) -> String? {
    let feature = features[place]
    let value: String
    switch column {
    case .categorical(let codes, let levels):
      guard codes[row] >= 0 else { return nil }
      value = levels[Int(codes[row])]
    case .numeric(let numbers):
      let number = numbers[row]
      guard number.isFinite else { return nil }
      if feature.kind == "flag", number == 0 { return nil }
      value =
        feature.kind == "cents"
        ? Cents(Int64(number.rounded())).dollars : Figure.text(number, places: number.places)
    }
    return pieces[place].joined(separator: value)
  }
}

extension Double {
  /// The decimals worth showing to a person.
  fileprivate var places: Int { self == rounded() ? 0 : 2 }
}

/// A chance as people say it.
enum Chance {
  /// `1 in 12`; above a third with a decimal, such as `1 in 1.3`; all but certain `1 in 1`.
  static func words(_ probability: Double) -> String {
    let odds = 1 / max(probability, 1e-9)
    if odds < 1.05 { return "1 in 1" }
    return odds < 2.95 ? "1 in \(Figure.text(odds, places: 1))" : "1 in \(Int64(odds.rounded()))"
  }
}
