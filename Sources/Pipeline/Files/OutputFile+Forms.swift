import Campaign
import Foundation

extension OutputFile {
  /// Writes a table for a spreadsheet, with a line of headers.
  ///
  /// - Parameter fill: writes the rows; where it throws there is no file.
  /// - Returns: the SHA-256 of the file's bytes.
  @discardableResult
  static func writeTable(
    _ headers: [String], to path: String, _ fill: (inout CSVWriter) throws -> Void
  ) throws -> String {
    let file = try OutputFile(path: path)
    var writer = CSVWriter(spreadsheetSafe: true) { try file.write($0) }
    for header in headers { writer.field(header) }
    try writer.endRow()
    try fill(&writer)
    try writer.finish()
    return try file.finish()
  }

  /// Writes a value as JSON for people to read; the same value gives the same bytes.
  @discardableResult
  static func writeJSON(_ value: some Encodable, to path: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let text = String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    try write(text, to: path)
    return Digest.of(text)
  }
}
