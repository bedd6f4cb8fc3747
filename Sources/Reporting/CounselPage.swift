public import Campaign
import Mustache

/// A list's page for counsel: who is on it, by which rules, and by which law its data serve it.
public struct CounselPage: Sendable {
  /// What stands on the page, in words.
  public struct Content: Sendable {
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

    /// A column that is shown or a feature that ranks, and why it may.
    public struct Source: Sendable {
      let what: String
      let provenance: String
      let cite: String
      let checkedOn: String
      /// Whether no permitted use is on record.
      public var isUncovered: Bool { checkedOn.isEmpty }

      /// Makes a source.
      public init(what: String, provenance: String, cite: String, checkedOn: String) {
        self.what = what
        self.provenance = provenance
        self.cite = cite
        self.checkedOn = checkedOn
      }
    }

    /// A file of the list.
    public struct File: Sendable {
      let name: String
      let people: Int
      let sha256: String

      /// Makes a file.
      public init(name: String, people: Int, sha256: String) {
        self.name = name
        self.people = people
        self.sha256 = sha256
      }
    }

    public var committeeName: String
    public var committeeID: String
    public var list: String
    public var purpose: String
    public var asOf: String
    public var cut: String
    public var headline: String
    public var headlineSays: String
    public var account: [Fact]
    public var rules: [String]
    public var sources: [Source]
    public var query: String
    public var canaries: [String]
    public var files: [File]
    var style = ""

    /// Makes the page's content from its parts.
    public init(
      committeeName: String, committeeID: String, list: String, purpose: String, asOf: String,
      cut: String, headline: String, headlineSays: String, account: [Fact], rules: [String],
      sources: [Source], query: String, canaries: [String], files: [File]
    ) {
      self.committeeName = committeeName
      self.committeeID = committeeID
      self.list = list
      self.purpose = purpose
      self.asOf = asOf
      self.cut = cut
      self.headline = headline
      self.headlineSays = headlineSays
      self.account = account
      self.rules = rules
      self.sources = sources
      self.query = query
      self.canaries = canaries
      self.files = files
    }
  }

  private let template: MustacheTemplate
  private let style: String

  /// Makes a page from the texts of `Reports/counsel/page.mustache` and `Reports/style.css`.
  ///
  /// - Throws: a failure of kind badInput where the template can't be read.
  public init(template: String, style: String) throws(Failure) {
    self.template = try PageTemplate.read(template)
    self.style = style
  }

  /// The page.
  public func render(_ content: Content) -> String {
    var content = content
    content.style = style
    return template.render(content)
  }
}
