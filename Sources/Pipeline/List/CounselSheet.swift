import Campaign
import Postgres
import Reporting

/// A list's page for counsel.
struct CounselSheet {
  private let account: ListAccount

  /// Reads the proof of where a cut's data come from.
  static func read(
    cut: Int64, _ connection: inout Connection
  ) throws -> [CounselPage.Content.Source] {
    try connection.rows(SQLFiles.statement("list/provenance_proof"), [.integer(cut)]) {
      CounselPage.Content.Source(
        what: try $0.text(0), provenance: try $0.text(1), cite: try $0.textIfPresent(2) ?? "NONE",
        checkedOn: try $0.dayIfPresent(3).map { Day(daysSince1970: $0).description } ?? "")
    }
  }

  init(_ account: ListAccount) { self.account = account }

  /// The page's text.
  ///
  /// - Parameters:
  ///   - files: the list's files.
  ///   - manifest: the SHA-256 of its manifest.
  ///   - canaries: what was planted in which of them.
  func text(
    files: [ListManifest.File], manifest: String, canaries: [String]
  ) throws -> String {
    let query = account.query
    let page = try CounselPage(
      template: SQLFiles.text("Reports/counsel/page.mustache"),
      style: SQLFiles.text("Reports/style.css"))
    let uncovered = account.sources.contains { $0.isUncovered }
    return page.render(
      CounselPage.Content(
        committeeName: query.campaign.committeeName, committeeID: query.campaign.committee,
        list: query.list.name, purpose: query.list.purpose, asOf: query.day.description,
        cut: "\(account.cut)", headline: uncovered ? "No" : "Yes, by its records",
        headlineSays: uncovered
          ? "A class of its data has no permitted use on record."
          : "Every class of its data has a permitted use on record for this purpose. Counsel decides.",
        account: counts, rules: rules, sources: account.sources,
        query: SQLFiles.text("sql/list/provenance_proof.sql"),
        canaries: canaries.isEmpty
          ? ["none: campaign.yml names no `canaries`, so a leak of this list can't be traced"]
          : canaries,
        files: files.map {
          CounselPage.Content.File(name: $0.name, people: $0.people, sha256: $0.sha256)
        }, manifestSHA256: manifest, definitionSHA256: Digest.of(query.list.text)))
  }

  private var counts: [CounselPage.Content.Fact] {
    let excluded = ExclusionReason.allCases.compactMap { reason in
      account.excluded[reason.rawValue].map {
        CounselPage.Content.Fact("not listed: \(reason.inWords)", "\($0)")
      }
    }
    return [
      CounselPage.Content.Fact("considered", "\(account.universe)"),
      CounselPage.Content.Fact("listed", "\(account.listed)"),
      CounselPage.Content.Fact("held out by lot, not contacted", "\(account.heldOutCount)"),
    ] + excluded
  }

  /// The rules that the list goes by, and those that have nothing to go by.
  private var rules: [String] {
    let query = account.query
    var rules: [String] = []
    if !query.set.isSnapshot {
      rules.append(
        "Who asked not to be called is on no call list, nor is any of their numbers called for anyone: 47 CFR 64.1200(d)."
      )
      rules.append(
        "Minors, the deceased, the moved, the removed and confidential records are off it.")
    }
    if query.list.channel == .text {
      rules.append(
        "Who asked for no texts is sent none, nor is any of their numbers; a number known to be a landline is sent none: 47 CFR 64.1200(a)(10)."
      )
    }
    if query.list.channel.usesPhone, !query.set.isSnapshot {
      let hours = query.campaign.callingHours
      rules.append(
        "\(query.list.channel == .text ? "Texts" : "Calls") between \(hours.from) and \(hours.until) where the person lives; where that isn't "
          + "known, when all zones allow it: 47 CFR 64.1200(c)(1).")
    }
    if let limit = query.rules.limit {
      rules.append(
        "Nobody is asked for more than is left of \(limit.limit.amount.dollars) for the "
          + "\(limit.election.name.rawValue) of \(limit.election.day): \(limit.limit.cite)"
          + (limit.isProvisional ? ", provisional." : "."))
      rules.append("Gifts from foreign addresses are held for review: 52 USC 30121, 11 CFR 110.20.")
      rules.append(
        "Who gave without naming employer or occupation is asked for them: 52 USC 30102(i), 11 CFR "
          + "104.7(b).")
    }
    if query.list.event?.tiers.lowest != nil {
      rules.append(
        "Nobody is offered a seat whose price they may not give: all of it is a contribution, 11 CFR 100.53; "
          + "a guest's seat is the guest's own (11 CFR 110.1(i), (k)).")
    }
    if query.list.event?.contest != nil {
      rules.append("The contest is entered without a gift as well as with one.")
    }
    if !query.campaign.coolOff.isEmpty {
      let days = query.campaign.coolOff.sorted { $0.key.rawValue < $1.key.rawValue }.map {
        "\($0.key.rawValue) \($0.value)"
      }
      rules.append("Days before the next contact, on any list: \(days.joined(separator: ", ")).")
    }
    return rules + query.rules.absent.map { "Nothing to go by: \($0)." }
  }
}
