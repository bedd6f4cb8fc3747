public import Campaign
import Mustache

/// The call sheets of one turf: a printed page for each person.
public struct CallSheetPage: Sendable {
  /// One person's sheet, in words.
  public struct Person: Sendable {
    /// The place on the list.
    public var rank: String
    /// The number by which files know the person.
    public var person: String
    /// First and last name.
    public var name: String
    /// Where the person lives.
    public var place: String
    /// The number to call.
    public var phone: String
    /// The day and the hours of the call.
    public var when: String
    /// What to ask for, a label and a value each.
    public var asks: [(label: String, value: String)]
    /// Why the model ranks the person high.
    public var reasons: [String]
    /// Gifts, contacts and notes.
    public var history: [String]

    /// Makes a sheet from its parts.
    public init(
      rank: String, person: String, name: String, place: String, phone: String, when: String,
      asks: [(label: String, value: String)], reasons: [String], history: [String]
    ) {
      self.rank = rank
      self.person = person
      self.name = name
      self.place = place
      self.phone = phone
      self.when = when
      self.asks = asks
      self.reasons = reasons
      self.history = history
    }
  }

  /// The keys of the template.
  private struct Content {
    struct Sheet {
      let title: String
      let turf: String
      let committee: String
      let rank: String
      let person: String
      let name: String
      let place: String
      let phone: String
      let when: String
      let asks: [PageContent.Fact]
      let reasons: [String]
      let history: [String]
      let results: [String]
    }

    let style: String
    let title: String
    let people: [Sheet]
  }

  private let template: MustacheTemplate
  private let style: String

  /// Makes a page from the texts of `Reports/call-sheet/page.mustache` and `Reports/style.css`.
  ///
  /// - Throws: a failure of kind badInput where the template can't be read.
  public init(template: String, style: String) throws(Failure) {
    self.template = try PageTemplate.read(template)
    self.style = style
  }

  /// The page.
  ///
  /// - Parameters:
  ///   - results: the words that a caller may tick.
  public func render(
    title: String, turf: String, committee: String, results: [String], _ people: [Person]
  ) -> String {
    let sheets = people.map {
      Content.Sheet(
        title: title, turf: turf, committee: committee, rank: $0.rank, person: $0.person,
        name: $0.name, place: $0.place, phone: $0.phone, when: $0.when,
        asks: $0.asks.map { PageContent.Fact(label: $0.label, value: $0.value) },
        reasons: $0.reasons, history: $0.history, results: results)
    }
    return template.render(Content(style: style, title: title, people: sheets))
  }
}

/// Reads templates of pages.
enum PageTemplate {
  static func read(_ text: String) throws(Failure) -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: text)
    } catch {
      throw Failure(
        .badInput, "the page’s template can’t be read", at: "page.mustache",
        next: "Close every section that is opened.")
    }
  }
}
