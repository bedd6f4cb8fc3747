/// What a list's files may show of somebody, or leave out.
///
/// Beside it stand, always, the rank, the number by which the program knows a person, who it is, how
/// the channel reaches them, and the boxes that a caller fills in.
enum ListColumn: String, CaseIterable, Sendable {
  case lastGiftOn = "last_gift_on"
  case lastGift = "last_gift_dollars"
  /// What the last gift answered, as its platform's file says.
  case lastGiftSource = "last_gift_source"
  case chance
  case uplift = "uplift_per_100"
  case percentile
  case expected = "expected_dollars"
  case firstAsk = "first_ask_dollars"
  case fallback = "fallback_dollars"
  case floor = "floor_dollars"
  case room = "room_dollars"
  case primaryRoom = "primary_room_dollars"
  case generalRoom = "general_room_dollars"
  case giftCount = "gifts"
  case giftTotal = "gifts_dollars"
  case occupation
  case employer
  case askAlsoFor = "ask_also_for"
  case outstanding = "outstanding_dollars"
  case outstandingDue = "outstanding_due"
  case outstandingBy = "outstanding_by"
  /// The other grown-ups of the household.
  case household
  case lastContact = "last_contact"
  case latestNote = "latest_note"
  /// All of `reason_1` to `reason_3`.
  case reasons
}
