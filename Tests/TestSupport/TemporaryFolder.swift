import Foundation
import Synchronization

/// Folders that last no longer than the process.
enum TemporaryFolder {
  // What static properties hold is never released: it goes when the process does.
  private static let made = Mutex<Set<String>>([])
  private static let removeAllAtExit: Void = {
    atexit { for folder in made.withLock({ $0 }) { remove(folder) } }
  }()

  /// Makes an empty folder; its path has no symbolic link in it.
  static func make(_ kind: String) throws -> String {
    let parent = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
    let folder = "\(parent)/groundswell-test-\(kind)-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    made.withLock { _ = $0.insert(folder) }
    removeAllAtExit
    return folder
  }

  static func remove(_ folder: String) {
    guard made.withLock({ $0.remove(folder) }) != nil else { return }
    try? FileManager.default.removeItem(atPath: folder)
  }
}
