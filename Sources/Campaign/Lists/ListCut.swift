/// Cuts a list from candidates who come in order of rank, one by one.
///
/// A telephone number is listed once: numbers are often shared, and one call a household is enough.
/// Memory grows with the list, not with the universe.
public struct ListCut {
  /// What becomes of a candidate.
  public enum Placement: Hashable, Sendable {
    /// On the list, at this rank from 1, to be called at this number; no number on a list that
    /// needs none.
    case listed(rank: Int, phone: Int64?)
    /// Would have been listed, and isn't contacted; uses up no capacity.
    case heldOut
    /// Not on the list.
    case excluded(ExclusionReason)
  }

  private let capacity: Int
  private let barredPhones: Set<Int64>
  private let needsPhone: Bool
  private let onePerHousehold: Bool
  private var people: Set<Int64> = []
  private var phones: Set<Int64> = []
  private var households: Set<Int64> = []
  private var listed = 0
  private var heldOut = 0
  private var excluded: [ExclusionReason: Int] = [:]

  /// Begins a list.
  ///
  /// - Parameters:
  ///   - capacity: The most people on the list; not negative.
  ///   - barredPhones: Numbers at which someone asked not to be called: the request holds for the
  ///     line, whoever else shares it (47 CFR 64.1200(d)).
  ///   - needsPhone: Whether people are called; a list for the mail asks for no number.
  ///   - onePerHousehold: Whether a household is listed once.
  public init(
    capacity: Int, barredPhones: Set<Int64> = [], needsPhone: Bool = true,
    onePerHousehold: Bool = false
  ) {
    precondition(capacity >= 0, "a list's capacity isn't negative")
    self.capacity = capacity
    self.barredPhones = barredPhones
    self.needsPhone = needsPhone
    self.onePerHousehold = onePerHousehold
  }

  /// Places the candidate who ranks next.
  ///
  /// The first reason counts, in this order: the candidate's own, on the list already, no number, all
  /// numbers barred, household listed, all other numbers listed, below the cut. The number called is
  /// the first that is neither barred nor listed.
  public mutating func place(_ candidate: ListCandidate) -> Placement {
    let placement = placement(of: candidate)
    switch placement {
    case .listed(_, let phone):
      listed += 1
      take(candidate, phones: phone.map { [$0] } ?? [])
    case .heldOut:
      heldOut += 1
      // Whoever answers there would spoil the comparison.
      take(candidate, phones: candidate.phones)
    case .excluded(let reason): excluded[reason, default: 0] += 1
    }
    return placement
  }

  /// The account of the candidates placed so far.
  ///
  /// - Parameter universe: How many people the universe holds, counted at its source.
  public func reconciliation(universe: Int) -> Reconciliation {
    Reconciliation(universe: universe, listed: listed, heldOut: heldOut, excluded: excluded)
  }

  private func placement(of candidate: ListCandidate) -> Placement {
    if let reason = candidate.exclusion { return .excluded(reason) }
    if people.contains(candidate.person) { return .excluded(.alreadyListed) }
    var phone: Int64?
    if needsPhone {
      if candidate.phones.isEmpty { return .excluded(.noPhone) }
      let callable = candidate.phones.filter { !barredPhones.contains($0) }
      if callable.isEmpty { return .excluded(.doNotCall) }
      phone = callable.first { !phones.contains($0) }
    }
    if onePerHousehold, let household = candidate.household, households.contains(household) {
      return .excluded(.householdAlreadyListed)
    }
    if needsPhone, phone == nil { return .excluded(.phoneAlreadyListed) }
    if listed == capacity { return .excluded(.belowTheCut) }
    return candidate.isHeldOut ? .heldOut : .listed(rank: listed + 1, phone: phone)
  }

  private mutating func take(_ candidate: ListCandidate, phones taken: [Int64]) {
    people.insert(candidate.person)
    phones.formUnion(taken)
    if onePerHousehold, let household = candidate.household { households.insert(household) }
  }
}
