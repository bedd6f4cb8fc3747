/// One file that the made-up campaign wrote.
public struct DemoFile: Equatable, Sendable {
  /// The file's path below the folder that was named, such as `truth/donors.csv`.
  public let name: String
  /// Rows after the header, bad ones included; for a text, its lines.
  public let rows: Int
  /// Size in bytes.
  public let bytes: Int
}
