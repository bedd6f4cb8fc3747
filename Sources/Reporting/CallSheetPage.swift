public import Campaign
import Mustache

/// The call sheets of one turf: a printed page for each person.
public struct CallSheetPage: Sendable {
  /// What to ask for.
  public struct Ask: Sendable {
    fileprivate let label: String
    fileprivate let value: String

    /// Makes an ask from its parts.
    public init(_ label: String, _ value: String) {
      self.label = label
      self.value = value
    }
  }

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
    /// What to ask for.
    public var asks: [Ask]
    /// Why the model ranks the person high.
    public var reasons: [String]
    /// Gifts, contacts and notes.
    public var history: [String]

    /// Makes a sheet from its parts.
    public init(
      rank: String, person: String, name: String, place: String, phone: String, when: String,
      asks: [Ask], reasons: [String], history: [String]
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

  private let template: MustacheTemplate
  private let boxes: MustacheTemplate
  private let style: String

  /// Makes a page from the texts of `Reports/call-sheet/page.mustache`, `boxes.mustache` beside it, and
  /// `Reports/style.css`.
  ///
  /// - Throws: a failure of kind badInput where a template can't be read.
  public init(template: String, boxes: String, style: String) throws(Failure) {
    self.template = try PageTemplate.read(template)
    self.boxes = try PageTemplate.read(boxes)
    self.style = style
  }

  /// The page.
  ///
  /// - Parameters:
  ///   - results: the words that a caller may tick, the same for everyone.
  public func render(
    title: String, turf: String, committee: String, results: [String], _ people: [Person]
  ) -> String {
    template.render(
      PageKeys(
        style: style, title: title, turf: turf, committee: committee,
        boxes: boxes.render(["results": results]), people: people.map(PersonKeys.init)))
  }
}

// A template asks for each key of each person; by reflection that takes most of a wide list's time.
private struct AskKeys: MustacheParent {
  let ask: CallSheetPage.Ask

  func child(named key: String) -> Any? {
    switch key {
    case "label": ask.label
    case "value": ask.value
    default: nil
    }
  }
}

/// A person's sheet finds in the page what isn't the person's own.
private struct PageKeys: MustacheParent {
  let style, title, turf, committee, boxes: String
  let people: [PersonKeys]

  func child(named key: String) -> Any? {
    switch key {
    case "style": style
    case "title": title
    case "turf": turf
    case "committee": committee
    case "boxes": boxes
    case "people": people
    default: nil
    }
  }
}

private struct PersonKeys: MustacheParent {
  let person: CallSheetPage.Person

  func child(named key: String) -> Any? {
    switch key {
    case "rank": person.rank
    case "person": person.person
    case "name": person.name
    case "place": person.place
    case "phone": person.phone
    case "when": person.when
    case "asks": person.asks.map(AskKeys.init)
    case "reasons": person.reasons
    case "history": person.history
    default: nil
    }
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
