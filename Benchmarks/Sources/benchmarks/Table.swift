import Campaign
import Foundation
import Modeling

/// A table as `figures/sets.py` writes it: group, outcome, then the features.
///
/// A feature whose header ends in `:category` is categorical; an empty field is missing.
struct Table {
  var groups: [Int64] = []
  var outcomes: [Double] = []
  var frame: RawFrame

  /// Reads a table by the product's own record reader.
  init(path: String) throws {
    var names: [String] = []
    var fields: [[String]] = []
    try eachRecord(of: path) { record in
      let texts = (0..<record.count).map { record.text($0) }
      if names.isEmpty {
        names = texts
        fields = texts.map { _ in [] }
      } else {
        guard record.problem == nil, texts.count == names.count else {
          throw UsageError("\(path): row \(record.rowNumber) is not like the header")
        }
        for (column, text) in texts.enumerated() { fields[column].append(text) }
      }
    }
    guard names.count > 2 else { throw UsageError("\(path): no features") }
    groups = try fields[0].map { try Self.number($0, path) { Int64($0) } }
    outcomes = try fields[1].map { try Self.number($0, path) { Double($0) } }
    let columns = try (2..<names.count).map { column in
      guard names[column].hasSuffix(":category") else {
        return (
          names[column],
          RawColumn.numeric(
            try fields[column].map { $0.isEmpty ? .nan : try Self.number($0, path) { Double($0) } })
        )
      }
      let levels = Set(fields[column]).subtracting([""]).sorted()
      let codes = Dictionary(uniqueKeysWithValues: zip(levels, Int32(0)...))
      return (
        names[column],
        .categorical(codes: fields[column].map { codes[$0] ?? -1 }, levels: levels)
      )
    }
    frame = RawFrame(rows: groups.count, columns: columns)
  }

  private static func number<Number>(
    _ text: String, _ path: String, _ parse: (String) -> Number?
  ) throws -> Number {
    guard let number = parse(text) else { throw UsageError("\(path): a field is no number") }
    return number
  }
}

/// Hands out the records of a comma-separated file, read in chunks of 256 KiB.
func eachRecord(
  of path: String, format: FileFormat = FileFormat(), _ each: (borrowing Record) throws -> Void
) throws {
  guard let file = FileHandle(forReadingAtPath: path) else {
    throw UsageError("\(path): can't be read")
  }
  var reader = RecordReader(format: format)
  while let chunk = try file.read(upToCount: 1 << 18), !chunk.isEmpty {
    try reader.feed(Array(chunk).span, each)
  }
  _ = try reader.finish(each)
}

/// What is wrong with a call.
struct UsageError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
