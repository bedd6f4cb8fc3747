/// The words of addresses that have a standard abbreviation (USPS Publication 28).
enum StreetWords {
  /// Words before an apartment's number.
  static let unitDesignators: Set<String> = [
    "#", "APARTMENT", "APT", "BLDG", "BUILDING", "FLOOR", "LOT", "ROOM", "RM", "SPACE", "SPC",
    "STE", "SUITE", "TRAILER", "TRLR", "UNIT",
  ]

  /// Directions, in full and abbreviated.
  static let directions = table(
    "N NORTH", "S SOUTH", "E EAST", "W WEST", "NE NORTHEAST", "NW NORTHWEST", "SE SOUTHEAST",
    "SW SOUTHWEST")

  /// Street suffixes, in full, abbreviated and as commonly written.
  static let suffixes = table(
    "ALY ALLEY", "ARC ARCADE", "AVE AVENUE AV AVEN AVENU", "BCH BEACH", "BND BEND", "BLF BLUFF",
    "BLVD BOULEVARD BOUL BLV", "BR BRANCH", "BRG BRIDGE", "BRK BROOK", "BYP BYPASS",
    "CSWY CAUSEWAY", "CTR CENTER CENTRE", "CIR CIRCLE CIRC", "CLB CLUB", "COR CORNER",
    "CT COURT CRT", "CV COVE",
    "CRK CREEK", "CRES CRESCENT", "XING CROSSING", "DL DALE", "DR DRIVE DRV", "EST ESTATE",
    "ESTS ESTATES", "EXPY EXPRESSWAY", "EXT EXTENSION", "FLS FALLS", "FRY FERRY", "FLD FIELD",
    "FRST FOREST", "FRK FORK", "FWY FREEWAY", "GDN GARDEN", "GDNS GARDENS", "GTWY GATEWAY",
    "GLN GLEN", "GRN GREEN", "GRV GROVE", "HBR HARBOR", "HVN HAVEN", "HTS HEIGHTS", "HWY HIGHWAY",
    "HL HILL", "HLS HILLS", "HOLW HOLLOW", "IS ISLAND", "JCT JUNCTION", "KNL KNOLL", "LK LAKE",
    "LNDG LANDING", "LN LANE", "LDG LODGE", "LOOP", "MNR MANOR", "MDW MEADOW", "MDWS MEADOWS",
    "ML MILL", "MT MOUNT", "MTN MOUNTAIN", "ORCH ORCHARD", "OVAL", "PARK", "PKWY PARKWAY PKY",
    "PASS", "PATH", "PIKE", "PL PLACE", "PLN PLAIN", "PLZ PLAZA", "PT POINT", "PRT PORT",
    "RNCH RANCH", "RPDS RAPIDS", "RDG RIDGE", "RIV RIVER", "RD ROAD", "ROW", "RUN", "SHR SHORE",
    "SPG SPRING", "SPGS SPRINGS", "SQ SQUARE", "STA STATION", "ST STREET STR", "TER TERRACE TERR",
    "TRCE TRACE", "TRL TRAIL", "TUNL TUNNEL", "TPKE TURNPIKE", "UN UNION", "VLY VALLEY", "VIA",
    "VW VIEW", "VLG VILLAGE", "VIS VISTA", "WALK", "WAY", "WLS WELLS")

  /// Every word of a line stands for the line's first.
  private static func table(_ lines: String...) -> [String: String] {
    var table: [String: String] = [:]
    for line in lines {
      let words = line.split(separator: " ").map(String.init)
      for word in words { table[word] = words[0] }
    }
    return table
  }
}
