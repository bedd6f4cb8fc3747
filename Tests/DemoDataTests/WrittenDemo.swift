import DemoData
import Foundation

/// A made-up campaign on disk, read back by a reader of its own.
struct WrittenDemo: Sendable {
  let directory: String
  let files: [DemoFile]

  /// The one that most tests look at.
  static let shared = Result { try WrittenDemo(voters: 12_000, seed: 4) }

  init(voters: Int, seed: UInt64, without effects: Set<DemoEffect> = []) throws {
    directory = try Self.emptyDirectory()
    files = try DemoCampaign(voters: voters, seed: seed, without: effects)
      .write(into: directory)
  }

  static func emptyDirectory() throws -> String {
    let path = NSTemporaryDirectory() + "demo-data-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// The names of all files below a folder.
  static func names(in directory: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: directory).sorted()
  }

  func bytes(_ name: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: directory + "/" + name) else {
      throw CocoaError(.fileNoSuchFile)
    }
    return [UInt8](data)
  }

  func voters() throws -> Rows { try Rows(bytes("ncvoter_Statewide.txt"), separator: "\t") }
  func history() throws -> Rows { try Rows(bytes("ncvhis_Statewide.txt"), separator: "\t") }
  func contributions() throws -> Rows { try Rows(bytes("actblue_contributions.csv")) }
  func calls() throws -> Rows { try Rows(bytes("call_results.csv")) }
  func donors() throws -> Rows { try Rows(bytes("truth/donors.csv")) }
  func dirt() throws -> Rows { try Rows(bytes("truth/dirt.csv")) }

  func federal() throws -> Rows {
    try Rows(bytes("itcont.txt"), separator: "|", header: Self.federalColumns)
  }

  func committees() throws -> Rows {
    try Rows(bytes("cm.txt"), separator: "|", header: Self.committeeColumns)
  }

  static let federalColumns = """
    CMTE_ID|AMNDT_IND|RPT_TP|TRANSACTION_PGI|IMAGE_NUM|TRANSACTION_TP|ENTITY_TP|NAME|CITY|STATE|\
    ZIP_CODE|EMPLOYER|OCCUPATION|TRANSACTION_DT|TRANSACTION_AMT|OTHER_ID|TRAN_ID|FILE_NUM|MEMO_CD|\
    MEMO_TEXT|SUB_ID
    """.split(separator: "|").map(String.init)

  static let committeeColumns = """
    CMTE_ID|CMTE_NM|TRES_NM|CMTE_ST1|CMTE_ST2|CMTE_CITY|CMTE_ST|CMTE_ZIP|CMTE_DSGN|CMTE_TP|\
    CMTE_PTY_AFFILIATION|CMTE_FILING_FREQ|ORG_TP|CONNECTED_ORG_NM|CAND_ID
    """.split(separator: "|").map(String.init)
}
