/// A question about where a contribution came from that a ledger's own columns raise.
///
/// A question is no finding. What a ledger can't raise (a foreign national with an address at home, a
/// federal contractor, someone else's money) isn't here.
public enum SourceQuestion: String, CaseIterable, Sendable {
  /// The address is outside the United States and its territories.
  case foreignAddress
  /// The name reads like that of a company.
  case organisationName
  /// Nobody is named, and it is over $50.
  case anonymous
  /// Cash of the contributor adds up to more than $100.
  case cash

  /// The law.
  public var cite: String {
    switch self {
    case .foreignAddress: "52 USC 30121; 11 CFR 110.20(a)(4)-(7), 103.3(b)(1)"
    case .organisationName: "52 USC 30118; 11 CFR 114.2, 110.1(g), 103.3(b)(1)"
    case .anonymous: "11 CFR 110.4(c)(3)"
    case .cash: "52 USC 30123; 11 CFR 110.4(c)(1)-(2)"
    }
  }

  /// What the treasurer does.
  public var step: String {
    switch self {
    case .foreignAddress:
      "foreign address: ask for evidence, a copy of a current US passport; else refund"
    case .organisationName: "a company's name? ask whose money it is; else refund"
    case .anonymous: "nobody named: what is over $50 goes to a lawful use apart from elections"
    case .cash: "cash over $100 in all: give what is over back"
    }
  }

  /// Days from the receipt until which the question must be settled or the money given back; nil where
  /// the law says `promptly`.
  public var days: Int? {
    switch self {
    case .foreignAddress, .organisationName: 30
    case .anonymous, .cash: nil
    }
  }

  /// The questions that a receipt raises.
  ///
  /// - Parameters:
  ///   - amount: what was received.
  ///   - information: what the ledger says of the contributor.
  ///   - country: the address's country; nil where the file has none.
  ///   - cash: what the contributor has given in cash, this receipt with it; nil for none of it.
  public static func raised(
    amount: Cents, by information: ContributorInformation, country: String?, cash: Cents?
  ) -> [SourceQuestion] {
    var questions: [SourceQuestion] = []
    if isForeign(country) { questions.append(.foreignAddress) }
    if isCompany(information.lastName) || isCompany(information.firstName) {
      questions.append(.organisationName)
    }
    if information.isAnonymous, amount > .dollars(50) { questions.append(.anonymous) }
    if let cash, cash > .dollars(100) { questions.append(.cash) }
    return questions
  }

  /// Whether a country is neither the United States nor a territory of theirs; no country isn't foreign.
  public static func isForeign(_ country: String?) -> Bool {
    guard let country else { return false }
    let word = country.uppercased().filter { $0.isLetter }
    return !word.isEmpty && !home.contains(word)
  }

  /// Whether a receipt's way of payment is cash.
  public static func isCash(_ method: String?) -> Bool {
    method.map { ["cash", "currency"].contains($0.lowercased().filter { $0.isLetter }) } ?? false
  }

  private static let home: Set = [
    "US", "USA", "UNITEDSTATES", "UNITEDSTATESOFAMERICA", "PR", "PRI", "PUERTORICO", "GU", "GUM",
    "GUAM", "VI", "VIR", "USVIRGINISLANDS", "AS", "ASM", "AMERICANSAMOA", "MP", "MNP",
    "NORTHERNMARIANAISLANDS",
  ]

  private static let companyEndings: Set = [
    "inc", "incorporated", "llc", "llp", "pllc", "corp", "corporation", "ltd",
  ]

  private static func isCompany(_ name: String?) -> Bool {
    guard let name else { return false }
    let words = name.lowercased().split(separator: " ")
    guard words.count > 1, let last = words.last else { return false }
    return companyEndings.contains(last.filter { $0.isLetter })
  }
}
