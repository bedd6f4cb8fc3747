import Campaign
import Modeling

/// Why the model ranks people high, in words: the features that add most to a person's log odds, or
/// uplift, beyond the average person's.
struct Reasons {
  private let model: StoredModel
  private let features: [FeatureSet.Feature]

  init(_ model: StoredModel, _ features: [FeatureSet.Feature]) {
    self.model = model
    self.features = features
  }

  /// Adds up to three reasons to each row.
  func add(to rows: inout [ListRow], columns: [RawColumn]) throws {
    let frame = RawFrame(
      rows: rows.count, columns: zip(features, columns).map { ($0.name, $1) })
    let all = Array(rows.indices)
    let parts =
      try model.uplift?.parts(of: frame, rows: all) ?? model.model.parts(of: frame, rows: all)
    let places = parts.map { part in features.firstIndex { $0.name == part.column } }
    for row in all {
      let strongest = parts.indices.filter { parts[$0].contributions[row] > 0 }.sorted {
        (parts[$0].contributions[row], parts[$1].column)
          > (parts[$1].contributions[row], parts[$0].column)
      }
      rows[row].reasons = Array(
        strongest.lazy.compactMap { part in
          places[part].flatMap { words(features[$0], columns[$0], row) }
        }.prefix(3))
    }
  }

  /// The feature's words with the person's value, or nil where there is nothing to say.
  private func words(_ feature: FeatureSet.Feature, _ column: RawColumn, _ row: Int) -> String? {
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
    let says = feature.says ?? "\(feature.name) is {value}"
    return says.split(separator: "{value}", omittingEmptySubsequences: false)
      .joined(separator: value)
  }
}

extension Double {
  /// The decimals worth showing to a person.
  fileprivate var places: Int { self == rounded() ? 0 : 2 }
}
