import Campaign
import Glibc

/// The folder of a list's turfs.
enum ListFolder {
  /// Takes away what an earlier cut wrote, so that nobody calls from it.
  ///
  /// - Parameter wave: of an event's list the wave that is written: sheets of the waves before it are still filled
  ///   in, and stay.
  static func clear(_ path: String, wave: Int?) throws {
    for number in (wave ?? 1)...max(wave ?? 1, EventDefinition.mostWaves) {
      unlink("\(path).wave_\(number).csv")
    }
    let endings =
      [
        ".csv", ".html", ".volunteers.csv", ".contest.csv", ".event.html", ".manifest.json",
        ".counsel.html",
      ]
      + ListDefinition.HandOver.allCases.map { ".\($0.rawValue).csv" }
    // The contest is asked with the first wave alone.
    for ending in endings where ending != ".contest.csv" || wave ?? 1 == 1 {
      unlink("\(path)\(ending)")
    }
    guard let folder = opendir(path) else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".csv") || name.hasSuffix(".html") { unlink("\(path)/\(name)") }
    }
  }

  /// The name of the one turf of a list that isn't divided.
  static let undivided = ""

  /// The rows of each turf under the name of its file, in the order of the names.
  static func turfs(of rows: [ListRow]) -> [(name: String, rows: [ListRow])] {
    let turfs = Dictionary(grouping: rows, by: \.turf).sorted { $0.key < $1.key }
    var taken: Set<String> = []
    let isUndivided = turfs.count == 1 && turfs[0].key.isEmpty
    return turfs.map { turf, rows in
      let plain = isUndivided ? undivided : fileName(of: turf)
      var name = plain
      var number = 1
      while !taken.insert(name).inserted {
        number += 1
        name = "\(plain)_\(number)"
      }
      return (name, rows)
    }
  }

  /// A turf's name in lower_case letters, digits and _, as a file may bear it.
  static func fileName(of turf: String) -> String {
    let words = turf.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    return words.isEmpty ? "none" : words.joined(separator: "_")
  }
}
