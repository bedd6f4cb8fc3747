/// Cuts a list from candidates who come in order of rank, one by one.
///
/// A telephone number is listed once: numbers are often shared, and one call a household is enough.
/// Memory grows with the list and with those passed over for a quota, not with the universe.
public struct ListCut {
  /// What becomes of a candidate.
  public enum Placement: Hashable, Sendable {
    /// On the list, the so-many-th to come on it, to be called at this number; no number on a list
    /// that needs none.
    case listed(seat: Int, phone: Int64?)
    /// Would have been listed, and isn't contacted; uses up no capacity.
    case heldOut
    /// Not now: the seats left are kept for other groups. Offered again after `releaseSeats`, the
    /// candidate may be listed; until then counts as below the cut.
    case passedOver
    /// Not on the list.
    case excluded(ExclusionReason)
  }

  /// Whether each seat is taken.
  public var isFull: Bool { listed == capacity }
  /// Whether candidates were passed over for seats that nobody of a group took.
  public var hasUntakenSeats: Bool { !isFull && keptSeats > 0 && !passedOver.isEmpty }

  private let capacity: Int
  private let barredPhones: Set<Int64>
  private let needsPhone: Bool
  private let perHousehold: Int
  private let quota: ListQuota
  private var people: Set<Int64> = []
  /// Numbers that are called.
  private var phones: Set<Int64> = []
  /// All numbers of those held out.
  private var silentPhones: Set<Int64> = []
  private var households: [Int64: Int] = [:]
  private var groups: [String: Int] = [:]
  private var passedOver: Set<Int64> = []
  private var keptSeats: Int
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
  ///   - perHousehold: The most people of one household; nil for no ceiling.
  ///   - quota: Seats by group. Seats kept are at most the capacity together.
  public init(
    capacity: Int, barredPhones: Set<Int64> = [], needsPhone: Bool = true,
    perHousehold: Int? = nil, quota: ListQuota = ListQuota()
  ) {
    precondition(capacity >= 0, "a list's capacity isn't negative")
    self.capacity = capacity
    self.barredPhones = barredPhones
    self.needsPhone = needsPhone
    self.perHousehold = perHousehold ?? .max
    self.quota = quota
    keptSeats = quota.groups.values.map(\.atLeast).reduce(0, +)
    precondition(keptSeats <= capacity, "more seats are kept than there are")
  }

  /// Places the candidate who ranks next.
  ///
  /// The first reason counts, in this order: the candidate's own, on the list already, no number, all
  /// numbers barred, household full, all other numbers listed, below the cut, group full, seats kept.
  /// The number called is the first that is neither barred nor listed. Who shares a number with someone
  /// held out isn't listed, nor is held out who shares one that is called: neither side of the
  /// comparison is chosen by its telephones.
  public mutating func place(_ candidate: ListCandidate) -> Placement {
    let placement = placement(of: candidate)
    passedOver.remove(candidate.person)
    switch placement {
    case .listed(_, let phone):
      listed += 1
      if isSeatKept(for: candidate.group) { keptSeats -= 1 }
      groups[candidate.group, default: 0] += 1
      take(candidate, phones: phone.map { [$0] } ?? [])
    case .heldOut:
      heldOut += 1
      // Whoever answers there would spoil the comparison.
      take(candidate, phones: [])
      silentPhones.formUnion(candidate.phones)
    case .passedOver: passedOver.insert(candidate.person)
    case .excluded(let reason): excluded[reason, default: 0] += 1
    }
    return placement
  }

  /// Gives seats that nobody of their group took to everyone, in order of rank.
  public mutating func releaseSeats() { keptSeats = 0 }

  /// The account of the candidates placed so far.
  ///
  /// - Parameter universe: How many people the universe holds, counted at its source.
  public func reconciliation(universe: Int) -> Reconciliation {
    var excluded = excluded
    if !passedOver.isEmpty { excluded[.belowTheCut, default: 0] += passedOver.count }
    return Reconciliation(
      universe: universe, listed: listed, heldOut: heldOut, excluded: excluded)
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
    if let household = candidate.household, households[household, default: 0] >= perHousehold {
      return .excluded(.householdAlreadyListed)
    }
    if needsPhone, phone == nil || isOnBothSides(candidate) {
      return .excluded(.phoneAlreadyListed)
    }
    if isFull { return .excluded(.belowTheCut) }
    if groups[candidate.group, default: 0] >= quota.ceiling(of: candidate.group) {
      return .excluded(.groupFull)
    }
    guard capacity - listed > keptSeats || isSeatKept(for: candidate.group) else {
      return .passedOver
    }
    return candidate.isHeldOut ? .heldOut : .listed(seat: listed + 1, phone: phone)
  }

  private func isOnBothSides(_ candidate: ListCandidate) -> Bool {
    let others = candidate.isHeldOut ? phones : silentPhones
    return candidate.phones.contains { others.contains($0) }
  }

  private func isSeatKept(for group: String) -> Bool {
    keptSeats > 0 && groups[group, default: 0] < quota.groups[group]?.atLeast ?? 0
  }

  private mutating func take(_ candidate: ListCandidate, phones taken: [Int64]) {
    people.insert(candidate.person)
    phones.formUnion(taken)
    if perHousehold < .max, let household = candidate.household {
      households[household, default: 0] += 1
    }
  }
}
