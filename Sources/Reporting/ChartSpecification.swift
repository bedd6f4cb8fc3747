public import Campaign
import Foundation

/// A Vega-Lite specification of this program's own, to be filled with the rows that it draws.
public struct ChartSpecification: Sendable {
  private let text: String
  private let file: String

  /// - Parameters:
  ///   - text: the specification as JSON, without the rows.
  ///   - file: its file's name, for messages.
  public init(_ text: String, file: String) {
    self.text = text
    self.file = file
  }

  /// The specification with rows as one of its data sets.
  ///
  /// - Throws: a failure of kind badInput where the text isn't a JSON object.
  public func filled(
    _ dataset: String, with rows: [some Encodable]
  ) throws(Failure) -> String {
    do {
      let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
      let data = try JSONSerialization.jsonObject(with: JSONEncoder().encode(rows))
      guard var specification = parsed as? [String: Any] else {
        throw CocoaError(.propertyListReadCorrupt)
      }
      specification["datasets"] = [dataset: data]
      let filled = try JSONSerialization.data(
        withJSONObject: specification, options: [.prettyPrinted, .sortedKeys])
      return String(decoding: filled, as: UTF8.self)
    } catch {
      throw Failure(
        .badInput, "the chart’s specification isn’t a JSON object", at: file,
        next: "Compare it with the built-in one.")
    }
  }
}
