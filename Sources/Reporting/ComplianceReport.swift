/// What a committee must put right, ask for and report, as of a day: in words, for a page.
public struct ComplianceReport: Sendable {
  /// Something to do about a contributor or a receipt.
  public struct Item: Sendable {
    let who: String
    let received: String
    let what: String
    let due: String
    let clock: String

    /// Makes an item from its parts, in words.
    ///
    /// - Parameters:
    ///   - who: the contributor.
    ///   - received: the day of receipt, `YYYY-MM-DD`.
    ///   - what: what is the matter, with the amounts.
    ///   - due: the last day, `YYYY-MM-DD`; empty where there is none.
    ///   - clock: the days left or gone.
    public init(who: String, received: String, what: String, due: String, clock: String) {
      self.who = who
      self.received = received
      self.what = what
      self.due = due
      self.clock = clock
    }
  }

  /// Items under one rule.
  public struct Section: Sendable {
    let title: String
    let count: String
    let rule: String
    let cite: String
    let file: String
    let items: [Item]
    let isCut: Bool
    let shown: Int

    /// Makes a section.
    ///
    /// - Parameters:
    ///   - title: what the items are.
    ///   - count: how many, in words.
    ///   - rule: what the law asks for, in a sentence or two.
    ///   - cite: the law.
    ///   - file: the file that has all of them.
    ///   - items: the items, the most urgent first.
    ///   - limit: how many stand on the page.
    public init(
      title: String, count: String, rule: String, cite: String, file: String, items: [Item],
      limit: Int = 100
    ) {
      self.title = title
      self.count = count
      self.rule = rule
      self.cite = cite
      self.file = file
      self.items = Array(items.prefix(limit))
      isCut = items.count > limit
      shown = self.items.count
    }
  }

  /// A label and its value.
  public struct Fact: Sendable {
    let label: String
    let value: String

    /// Makes a fact.
    public init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

  /// The committee's name.
  public var committeeName: String
  /// The committee's FEC id.
  public var committeeID: String
  /// The day before which receipts count, `YYYY-MM-DD`.
  public var asOf: String
  /// The answer.
  public var headline: String
  /// What the answer rests on.
  public var headlineSays: String
  /// The rules and what there is to do.
  public var sections: [Section]
  /// The period of Schedule A, in words.
  public var period: String
  /// How its receipts add up.
  public var account: [Fact]
  /// Rules that couldn't be looked at, with the reason.
  public var absent: [String]

  /// Makes a report from its parts.
  public init(
    committeeName: String, committeeID: String, asOf: String, headline: String,
    headlineSays: String, sections: [Section], period: String, account: [Fact], absent: [String]
  ) {
    self.committeeName = committeeName
    self.committeeID = committeeID
    self.asOf = asOf
    self.headline = headline
    self.headlineSays = headlineSays
    self.sections = sections
    self.period = period
    self.account = account
    self.absent = absent
  }
}
