/// The keys of `page.mustache`, one property each.
///
/// The template escapes every value but `style` and `chart`, which the program makes itself. It
/// escapes by character, so a quote with a combining mark would pass: no value that comes from data
/// may stand in an attribute. A section is skipped where its value is nil, not where it is empty.
struct PageContent {
  /// A label and its value.
  struct Fact {
    let label: String
    let value: String
  }

  /// A row of a table of shares.
  struct ShareRow {
    let number: Int
    let name: String
    let definition: String
    let threshold: String
    let isMeasured: Bool
    let percent: String
    let band: String?
    let numerator: String
    let denominator: String
    let reason: String
  }

  /// A committee's itemised rows.
  struct Section {
    let committeeID: String
    let name: String
    let itemisedScope: String
    let rowsInWords: String
    let shares: [ShareRow]
  }

  let style: String
  let committeeName: String
  let committeeID: String
  let scope: String
  let period: String
  let asOf: String
  let headline: String
  let headlineSays: String
  let headlineBand: String?
  let facts: [Fact]
  let hasChart: Bool
  let chart: String
  let chartSays: String
  let chartMissing: String
  let shares: [ShareRow]
  let hasItemised: Bool
  let itemised: [Section]
  let notBorne: [ShareRow]
  let notes: [String]
  let sources: [String]
}
