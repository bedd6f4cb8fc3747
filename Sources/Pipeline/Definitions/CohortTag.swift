import Campaign

/// What people answered or did, as a trait of those of whom a file says so: `tags` of `cohorts/*.yml`.
///
/// Who wasn't asked, or was sent nothing, doesn't have it: what isn't so is no trait.
enum CohortTag: Hashable, Sendable {
  /// Their latest answer to a poll's question.
  case answer(question: String, answer: String)
  /// Clicked a message of a theme.
  case clicks(theme: String)
  /// Follow a star.
  case follows(star: String)
  /// Came to an event of a format, or paid for one, but for those of the star who is looked for.
  case came(format: String)

  /// The tag in words, by which the page names it.
  var words: String {
    switch self {
    case .answer(let question, let answer): "answered \(answer) to \(question)"
    case .clicks(let theme): "clicked on \(theme)"
    case .follows(let star): "follows \(star)"
    case .came(let format): "came to a \(format)"
    }
  }

  /// Whether it says what somebody thinks of a star.
  var isOfStar: Bool {
    switch self {
    case .answer(let question, _): question.hasPrefix("star:")
    case .follows: true
    case .clicks, .came: false
    }
  }

  /// The table that says so.
  var table: String {
    switch self {
    case .answer, .follows: "poll_answer"
    case .clicks: "email_event"
    case .came: "attendance"
    }
  }

  /// Whether it is what a search looks for, or says as much.
  func tells(_ target: CohortDefinition.Target) -> Bool {
    switch (self, target) {
    case (.answer(let own, _), .answer(let question, _)): own == question
    case (.clicks(let own), .clicks(let theme)): own == theme
    case (.follows(let own), .follows(let star)): own == star
    default: false
    }
  }

  static func read(_ node: DefinitionNode) throws -> CohortTag {
    let fields = try node.fields(["question", "answer", "clicks", "follows", "came"])
    let tag: CohortTag
    switch fields.values.keys.sorted() {
    case ["answer", "question"]:
      tag = .answer(
        question: try fields.required("question").text(),
        answer: try fields.required("answer").text())
    case ["clicks"]: tag = .clicks(theme: try fields.required("clicks").text())
    case ["follows"]: tag = .follows(star: try fields.required("follows").text())
    case ["came"]:
      tag = .came(
        format: try fields.required("came").choice(EventDefinition.Format.self).rawValue)
    default:
      throw node.failure(
        "is no tag",
        next: "Write `{question: …, answer: …}`, `{clicks: THEME}`, `{follows: STAR}` or "
          + "`{came: FORMAT}`.")
    }
    guard let protected = tag.spoken.compactMap({ $0 }).first else { return tag }
    throw Failure(
      .refused,
      "nobody's invitation may turn on \(protected.rawValue), of which a tag speaks",
      at: node.place, next: "Leave it out.")
  }

  private var spoken: [ProtectedTrait?] {
    switch self {
    case .answer(let question, let answer):
      [ProtectedTrait(column: question), ProtectedTrait(value: answer)]
    case .clicks(let theme): [ProtectedTrait(column: theme)]
    case .follows(let star): [ProtectedTrait(value: star)]
    case .came: []
    }
  }
}
