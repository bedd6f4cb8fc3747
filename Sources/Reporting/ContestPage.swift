public import Campaign
import Mustache

/// A contest's page for counsel: one HTML file that refers to nothing outside itself and names no entrant.
public struct ContestPage: Sendable {
  /// What stands on the page, in words.
  public struct Content: Sendable {
    /// A fact, and what it rests on.
    public struct Row: Sendable {
      let label: String
      let value: String
      let basis: String
      let recorded: String

      /// Makes a row.
      ///
      /// - Parameters:
      ///   - label: what it is.
      ///   - value: what there is of it.
      ///   - basis: the law, rule or hash that it rests on; empty where there is none.
      ///   - recorded: when the server wrote it down; empty where that is no matter.
      public init(_ label: String, _ value: String, _ basis: String, recorded: String = "") {
        self.label = label
        self.value = value
        self.basis = basis
        self.recorded = recorded
      }
    }

    /// Facts of one kind.
    public struct Section: Sendable {
      let title: String
      let rows: [Row]

      /// Makes a section.
      public init(title: String, rows: [Row]) {
        self.title = title
        self.rows = rows
      }
    }

    /// The committee's name.
    public var committeeName: String
    /// The committee's FEC id.
    public var committeeID: String
    /// The contest's title.
    public var title: String
    /// The answer.
    public var headline: String
    /// What the answer rests on.
    public var headlineSays: String
    /// The facts.
    public var sections: [Section]
    var style = ""

    /// Makes the page's content from its parts.
    public init(
      committeeName: String, committeeID: String, title: String, headline: String,
      headlineSays: String, sections: [Section]
    ) {
      self.committeeName = committeeName
      self.committeeID = committeeID
      self.title = title
      self.headline = headline
      self.headlineSays = headlineSays
      self.sections = sections
    }
  }

  private let template: MustacheTemplate
  private let style: String

  /// Makes a page from the texts of `Reports/contest/page.mustache` and `Reports/style.css`.
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
