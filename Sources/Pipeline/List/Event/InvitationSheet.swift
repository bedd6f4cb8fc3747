import Campaign
import Modeling
import Reporting

/// The page for an event's host.
struct InvitationSheet {
  private let account: ListAccount
  private let invitations: InvitationAccount
  private var event: EventDefinition { invitations.standing.event }

  init(_ account: ListAccount, _ invitations: InvitationAccount) {
    self.account = account
    self.invitations = invitations
  }

  /// The page's text.
  func text() throws -> String {
    let page = try InvitationPage(
      template: SQLFiles.text("Reports/invitations/page.mustache"),
      style: SQLFiles.text("Reports/style.css"),
      chart: SQLFiles.text("Reports/invitations/frontier.vl.json"))
    return try page.render(report, drawer: ChartDrawer.installed)
  }

  /// What the page tells.
  var report: InvitationReport {
    let query = account.query
    let forecast = invitations.forecast
    let chosen = invitations.made?.choice.invitations ?? 0
    return InvitationReport(
      committeeName: query.campaign.committeeName, committeeID: query.campaign.committee,
      title: query.list.title, event: sentence, asOf: query.day.description, seats: event.seats,
      wave: invitations.standing.wave, waves: event.answersDue.count, expected: forecast.expected,
      range: forecast.ninetyPercent, full: forecast.chance(ofFilling: SeatPlan.Goals().fullShare),
      over: forecast.chanceOfOver, choice: "\(invitations.choiceInWords).", rates: rates,
      evidence: evidence, course: course, outlooks: outlooks,
      frontier: invitations.made?.plan.outline(of: 12, with: chosen) ?? [], chosen: chosen,
      tiers: tiers, account: people)
  }

  private var sentence: String {
    let parts = [
      event.star.map { "with \($0)" }, event.placeName.map { "at \($0)" },
      "on \(event.day)",
      event.hosts.isEmpty
        ? nil : "given by " + event.hosts.map(\.name).joined(separator: ", "),
    ]
    let words = event.format.rawValue
    return ([words.prefix(1).uppercased() + words.dropFirst()] + parts.compactMap { $0 })
      .joined(separator: " ") + ", \(event.seats + event.hostSeats) seats"
      + (event.hostSeats > 0 ? ", \(event.hostSeats) of them the hosts’." : ".")
  }

  private var rates: [InvitationReport.Rate] {
    let rates = invitations.rates.rates
    let who =
      rates.accepting.count > 1
      ? ["of the others invited, accept", "of those drawn by the event, accept"]
      : ["of those invited, accept"]
    let accepting = zip(who, rates.accepting).map { InvitationReport.Rate($0, $1) }
    guard event.takesWalkIns else {
      return accepting + [InvitationReport.Rate("of those who accept, come", rates.coming)]
    }
    return accepting + [
      InvitationReport.Rate("of those who accept, come", rates.coming),
      InvitationReport.Rate("of those who said yes, come", rates.comingAfterYes),
      InvitationReport.Rate("of those who said nothing in time, come", rates.comingUnannounced),
    ]
  }

  private var evidence: String {
    guard !invitations.rates.areExpected else {
      return "The rates are what the host expects; no past event speaks for them."
    }
    let evidence = invitations.rates.evidence
    let format =
      evidence.eventsOfFormat == 0
      ? "none of them of this format: its rate is drawn from all others"
      : "\(evidence.eventsOfFormat) of them of this format, with \(evidence.invitationsOfFormat) invitations"
    let model = event.chances.map {
      " Who accepts is by the model \($0), moved as evenings move it."
    }
    let own =
      evidenceOfOwn.map {
        " Of those invited, \($0.people) were invited before: by their own answers their chances of "
          + "accepting are \(Figure.percent($0.chances.lowerBound)) to "
          + "\(Figure.percent($0.chances.upperBound)) in 100."
      } ?? ""
    let elsewhere = account.rows.count {
      $0.invitation?.best.map { $0.format != event.format } ?? false
    }
    let formats =
      elsewhere == 0
      ? ""
      : " \(elsewhere) of those invited come more readily to another format, which the file names "
        + "(best_format)."
    let door = event.takesWalkIns ? "" : " Who hasn't said yes is not let in."
    return
      "From \(evidence.events) past events with \(evidence.invitations) invitations, \(format). "
      + "What seats cost there is not known apart." + door + (model ?? own) + formats
  }

  /// How many of a wave have a chance by their own answers, and between which these lie.
  private var evidenceOfOwn: (people: Int, chances: ClosedRange<Double>)? {
    let chances = account.rows.compactMap { row in
      row.invitation.flatMap { invitation in
        invitations.rates.own?.speak(for: row.person) == true ? invitation.acceptChance : nil
      }
    }
    guard let low = chances.min(), let high = chances.max() else { return nil }
    return (chances.count, low...high)
  }

  private var course: [InvitationReport.Wave] {
    let standing = invitations.standing
    let before = standing.book.waves.filter { $0.cut != standing.replaced }
    var waves = before.map { wave in
      let counts = standing.book.counts(of: wave.cut)
      return InvitationReport.Wave(
        number: wave.number, answerBy: wave.answerBy.description, invited: counts.invited,
        seats: counts.seats, answers: (counts.yes, counts.no, counts.silent))
    }
    let answers = account.rows.map { standing.book.answers[$0.person]?.saidYes }
    waves.append(
      InvitationReport.Wave(
        number: standing.wave,
        answerBy: account.rows.first?.invitation?.answerBy.description
          ?? standing.answerBy.description,
        invited: account.rows.count,
        seats: account.rows.compactMap(\.invitation?.seats).reduce(0, +),
        answers: (
          answers.count { $0 == true }, answers.count { $0 == false }, answers.count { $0 == nil }
        )))
    let later = invitations.chosenOutlook?.waves ?? []
    return waves
      + later.enumerated().map { place, wave in
        let number = standing.wave + 1 + place
        return InvitationReport.Wave(
          number: number, answerBy: event.answerBy(wave: number).description,
          invited: Int(wave.invitations.rounded()), seats: Int(wave.seats.rounded()), answers: nil)
      }
  }

  private var outlooks: [InvitationReport.Outlook] {
    invitations.outlooks.map { outlook in
      let choice =
        switch outlook.choice {
        case .neverOver: "a seat for everyone (accept: never_over)"
        case .fill: "a full room (accept: fill)"
        case .invitations(let count): "\(count) invitations of the last wave"
        }
      return InvitationReport.Outlook(
        choice: choice, isTaken: outlook.choice == event.accept, outlook: outlook.outlook)
    }
  }

  private var tiers: [InvitationReport.Tier] {
    let day = account.query.day
    let standing = invitations.standing
    return event.tiers.tiers.map { tier in
      let rows = account.rows.compactMap(\.invitation).filter { $0.price == tier.price }
      let now = rows.map { invitation in
        invitations.forecast.chance(of: invitation.party) * Double(invitation.seats)
      }
      let before = standing.book.expectedSeats(
        at: tier.price, besides: standing.replaced, on: day, invitations.forecast)
      return InvitationReport.Tier(
        price: tier.price.dollars, seats: tier.seats, people: rows.count,
        offered: rows.map(\.seats).reduce(0, +), expected: now.reduce(before, +))
    }
  }

  private var people: [(label: String, people: Int)] {
    let excluded = ExclusionReason.allCases.compactMap { reason in
      account.excluded[reason.rawValue].map { ("not invited: \(reason.inWords)", $0) }
    }
    let contest =
      invitations.contestants.isEmpty
      ? [] : [("of these, asked to the contest", invitations.contestants.count)]
    return [
      ("considered", account.universe), ("invited by this wave", account.listed),
      ("held out by lot, not invited", account.heldOutCount),
    ] + excluded + contest
  }
}
