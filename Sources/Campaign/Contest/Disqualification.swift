/// Why someone who was drawn doesn't win; whoever was drawn next takes the place.
public enum Disqualification: String, CaseIterable, Sendable {
  case notEligible = "not_eligible"
  case noAnswer = "no_answer"
  case declined
  case noAffidavit = "no_affidavit"
  case background

  /// In words.
  public var inWords: String {
    switch self {
    case .notEligible: "is not eligible after all"
    case .noAnswer: "didn't answer within the time of the rules"
    case .declined: "declined the prize"
    case .noAffidavit: "gave no affidavit of eligibility"
    case .background: "didn't pass the check that the rules announce"
    }
  }
}
