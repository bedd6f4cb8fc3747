extension Election.Name {
  /// How a gift's designation for the election is written, without its year and in lower case:
  /// `primary` of `Primary 2026`, `p` of the FEC's `P2026`.
  public var designationWords: [String] {
    switch self {
    case .primary: ["primary", "p"]
    case .general: ["general", "g"]
    default: [rawValue.lowercased()]
    }
  }

  /// The election that a ledger's designation names; nil where it names none.
  ///
  /// Case, blanks and a year behind the word make no difference.
  public init?(designation: String) {
    var word = designation.lowercased().filter { $0 != " " }
    while let last = word.last, ("0"..."9").contains(last) { word.removeLast() }
    guard let name = Self.allCases.first(where: { $0.designationWords.contains(word) }) else {
      return nil
    }
    self = name
  }

  /// The letter of the election in the FEC's election codes, `P2026`: primary, general, runoff,
  /// special.
  public var code: String {
    switch self {
    case .primary: "P"
    case .general: "G"
    case .primaryRunoff, .generalRunoff, .specialRunoff: "R"
    case .specialPrimary, .special: "S"
    }
  }

  /// The election in words.
  public var words: String {
    switch self {
    case .primary: "primary"
    case .primaryRunoff: "primary runoff"
    case .general: "general"
    case .generalRunoff: "general runoff"
    case .specialPrimary: "special primary"
    case .special: "special"
    case .specialRunoff: "special runoff"
    }
  }
}

extension Elections {
  /// The election to which a receipt counts, and whether its giver designated it.
  ///
  /// 11 CFR 110.1(b)(2). A designation that names none of these elections is none. Nil where a gift
  /// without one came after the last election.
  public func election(of receipt: LedgerReceipt) -> (election: Election, isDesignated: Bool)? {
    if let name = receipt.designation.flatMap(Election.Name.init(designation:)),
      let election = calendar.first(where: { $0.name == name })
    {
      return (election, true)
    }
    return designation(ofGiftReceived: receipt.day).map { ($0, false) }
  }
}
