import Campaign
import Foundation

/// Files that hold a person: lists, rows set aside, scores written as CSV.
enum TraceFiles {
  /// The files below a folder that hold one of a person's texts, as paths from there; sorted.
  ///
  /// Letters' case is no matter; names alone don't count.
  static func holding(_ traces: PersonTraces, below folder: String) throws -> [String] {
    let paths = FileManager.default.enumerator(atPath: folder)?.allObjects ?? []
    let texts = traces.texts.sorted().map { Array($0.utf8) }
    return try paths.compactMap { $0 as? String }.sorted().filter { path in
      var status = stat()
      guard lstat("\(folder)/\(path)", &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_size > 0
      else { return false }
      return try holds("\(folder)/\(path)", any: texts)
    }
  }

  private static func holds(_ path: String, any texts: [[UInt8]]) throws -> Bool {
    let source = try ByteSource(path: path)
    let longest = texts.map(\.count).max() ?? 0
    var window: [UInt8] = []
    var isFound = false
    while !isFound,
      try source.next({ chunk in
        // A text may stand across two chunks.
        window.removeFirst(max(0, window.count - longest))
        chunk.withUnsafeBufferPointer { bytes in
          window.append(contentsOf: bytes.lazy.map { (65...90).contains($0) ? $0 | 0x20 : $0 })
        }
        isFound = texts.contains { contains($0, in: window) }
      })
    {}
    return isFound
  }

  private static func contains(_ text: [UInt8], in window: [UInt8]) -> Bool {
    window.withUnsafeBytes { window in
      guard var place = window.baseAddress, let first = text.first else { return false }
      let end = place + window.count
      while end - place >= text.count,
        let found = memchr(place, Int32(first), end - place - text.count + 1)
      {
        if memcmp(found, text, text.count) == 0 { return true }
        place = UnsafeRawPointer(found) + 1
      }
      return false
    }
  }
}
