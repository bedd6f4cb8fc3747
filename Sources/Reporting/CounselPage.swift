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

    /// The committee's name.
    public var committeeName: String
    /// The committee's FEC id.
    public var committeeID: String
    /// The list's name.
    public var list: String
    /// What the list is for.
    public var purpose: String
    /// The list's day.
    public var asOf: String
    /// The cut's number.
    public var cut: String
    /// The answer.
    public var headline: String
    /// What the answer rests on.
    public var headlineSays: String
    /// Who is on it, and who is not.
    public var account: [Fact]
    /// The rules that it goes by.
    public var rules: [String]
    /// Where its data come from.
    public var sources: [Source]
    /// The query that shows it.
    public var query: String
    /// What was planted in which file.
    public var canaries: [String]
    /// Its files.
    public var files: [File]
    /// The SHA-256 of the manifest, which names the files too.
    public var manifestSHA256: String
    /// The SHA-256 of the list's definition.
    public var definitionSHA256: String
    var style = ""

    /// Makes the page's content from its parts.
    public init(
      committeeName: String, committeeID: String, list: String, purpose: String, asOf: String,
      cut: String, headline: String, headlineSays: String, account: [Fact], rules: [String],
      sources: [Source], query: String, canaries: [String], files: [File], manifestSHA256: String,
      definitionSHA256: String
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
      self.manifestSHA256 = manifestSHA256
      self.definitionSHA256 = definitionSHA256
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
