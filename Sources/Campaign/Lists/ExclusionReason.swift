/// Why a person of the universe isn't on a list.
///
/// Each person has one reason: the first that applies.
public enum ExclusionReason: String, CaseIterable, Sendable {
  // The order is that in which reports show them: what the law and the person say comes first.
  case doNotContact
  case doNotCall
  case doNotText
  case doNotMail
  case confidential
  case deceased
  case minor
  case removed
  case moved
  case languageBarrier
  case foreignAddress
  case maxedOut
  case givesTheEvening
  case saidNo
  case alreadyInvited
  case householdInvited
  case noRoomForTier
  case placeUnknown
  case tooFar
  case refusedRecently
  case contactedRecently
  case outsideCallingHours
  case inTrainingPart
  case noScore
  case noPledge
  case notMoved
  case notWorthTheCost
  case noPhone
  case underTheTiers
  case alreadyListed
  case phoneAlreadyListed
  case householdAlreadyListed
  case groupFull
  case belowTheCut

  /// The reason as a person reads it.
  public var inWords: String {
    switch self {
    case .doNotContact: "asked not to be contacted at all"
    case .doNotCall: "asked not to be called"
    case .doNotText: "asked not to be sent texts"
    case .doNotMail: "asked not to be sent letters"
    case .confidential: "has a confidential record"
    case .deceased: "has died"
    case .minor: "may be under 18"
    case .removed: "was removed from the voter roll"
    case .moved: "moved away"
    case .languageBarrier: "speaks a language that the last caller did not"
    case .foreignAddress: "gave from a foreign address, held for review"
    case .maxedOut: "has given up to the legal limit"
    case .givesTheEvening: "gives this event, or lives with somebody who does"
    case .saidNo: "said no to this event"
    case .alreadyInvited: "is invited to this event already"
    case .householdInvited: "lives with someone who is invited to this event already"
    case .noRoomForTier: "may by law give less than the lowest price of a seat"
    case .placeUnknown: "lives nobody knows how far from the event"
    case .tooFar: "lives too far from the event"
    case .refusedRecently: "refused within the days of the cool-off"
    case .contactedRecently: "was contacted, or is on another list, within the days of the cool-off"
    case .outsideCallingHours: "may not be called at the hours of these sessions"
    case .inTrainingPart: "was used to fit the model that ranks this list"
    case .noScore: "has no score"
    case .noPledge: "has promised nothing that is still to come"
    case .notMoved: "would not be moved, or be moved away from us"
    case .notWorthTheCost: "is worth less than the contact costs"
    case .noPhone: "has no telephone number"
    case .underTheTiers: "is expected to give less than the lowest price of a seat"
    case .alreadyListed: "is on this list already"
    case .phoneAlreadyListed: "shares a telephone with someone on this list"
    case .householdAlreadyListed: "lives with someone on this list"
    case .groupFull: "is of a group that has all of its seats"
    case .belowTheCut: "ranks below the cut"
    }
  }
}
