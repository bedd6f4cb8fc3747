import Campaign

extension ListFile {
  /// The columns of a wave of invitations; filled in, the file loads as it is, by the layout
  /// `invitation_sheet`.
  static func invitationColumns(_ query: ListQuery, _ event: EventDefinition) -> [Column] {
    [Column(header: "rank") { .number($0.rank) }] + addressColumns(query) + [
      Column(header: "wave") { .number($0.invitation.map { Int64($0.wave) }) },
      Column(header: "event_id") { _ in .text(event.name) },
      Column(header: "event_on") { _ in .text(event.day.description) },
      Column(header: "place") { _ in .text(event.placeName ?? "") },
      Column(header: "star") { _ in .text(event.star ?? "") },
      Column(header: "format") { _ in .text(event.format.rawValue) },
      Column(header: "hosts") { _ in .text(event.hosts.map(\.name).joined(separator: ", ")) },
      Column(header: "seats") { .number($0.invitation.map { Int64($0.seats) }) },
      Column(header: "price_dollars") { .amount($0.invitation?.price) },
      Column(header: "amount_dollars") { .amount($0.invitation?.amount) },
      Column(header: "best_format") { .text($0.invitation?.best?.format.rawValue ?? "") },
      Column(header: "best_format_chance") {
        .text($0.invitation?.best.map { Chance.words($0.chance) } ?? "")
      },
      Column(header: "answer_by") { .text($0.invitation?.answerBy.description ?? "") },
      Column(header: "rsvp") { _ in .text("") }, Column(header: "guests") { _ in .text("") },
      Column(header: "attended") { _ in .text("") },
      Column(header: "paid_dollars") { _ in .text("") },
    ]
  }

  /// The columns of those who are asked to a contest: the way in without a gift stands beside each ask.
  static func contestColumns(_ query: ListQuery, _ contest: ContestDefinition) -> [Column] {
    [Column(header: "rank") { .number($0.rank) }] + addressColumns(query) + [
      Column(header: "contest") { _ in .text(contest.name) },
      Column(header: "closes_on") { _ in .text(contest.closesOn.description) },
      Column(header: "first_ask_dollars") { .amount($0.ask) },
      Column(header: "says") { _ in
        .text("no gift is needed to enter, and none makes winning likelier")
      },
      Column(header: "enter_free_by") { _ in .text(contest.freeEntry.way.rawValue) },
      Column(header: "enter_free_at") { _ in .text(contest.freeEntry.at) },
    ]
  }
}
