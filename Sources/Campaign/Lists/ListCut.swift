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
  private let quotas: [ListQuota]
  private var people: Set<Int64> = []
  /// Numbers that are called.
  private var phones: Set<Int64> = []
  /// All numbers of those held out.
  private var silentPhones: Set<Int64> = []
  private var households: [Int64: Int] = [:]
  /// How many are listed of each quota's groups.
  private var groups: [[String: Int]]
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
  ///   - quotas: Seats by group, of one kind of group and another. Seats kept are at most the capacity, all
  ///     together: a seat may serve two quotas, and whether it will isn't known beforehand.
  public init(
    capacity: Int, barredPhones: Set<Int64> = [], needsPhone: Bool = true,
    perHousehold: Int? = nil, quotas: [ListQuota] = []
  ) {
    precondition(capacity >= 0, "a list's capacity isn't negative")
    self.capacity = capacity
    self.barredPhones = barredPhones
    self.needsPhone = needsPhone
    self.perHousehold = perHousehold ?? .max
    self.quotas = quotas
    groups = quotas.map { _ in [:] }
    keptSeats = quotas.map(\.keptSeats).reduce(0, +)
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
      keptSeats -= seatsKept(for: candidate)
      for quota in quotas.indices {
        groups[quota][group(quota, of: candidate), default: 0] += 1
      }
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
    let isGroupFull = quotas.indices.contains { quota in
      let group = group(quota, of: candidate)
      return groups[quota][group, default: 0] >= quotas[quota].ceiling(of: group)
    }
    if isGroupFull { return .excluded(.groupFull) }
    guard capacity - listed > keptSeats || seatsKept(for: candidate) > 0 else {
      return .passedOver
    }
    return candidate.isHeldOut ? .heldOut : .listed(seat: listed + 1, phone: phone)
  }

  private func isOnBothSides(_ candidate: ListCandidate) -> Bool {
    let others = candidate.isHeldOut ? phones : silentPhones
    return candidate.phones.contains { others.contains($0) }
  }

  /// In how many quotas a seat is kept for somebody; in none once seats are released.
  private func seatsKept(for candidate: ListCandidate) -> Int {
    guard keptSeats > 0 else { return 0 }
    return quotas.indices.count { quota in
      let group = group(quota, of: candidate)
      return groups[quota][group, default: 0] < quotas[quota].groups[group]?.atLeast ?? 0
    }
  }

  /// A candidate's group in a quota; of a list without quotas nobody's counts.
  private func group(_ quota: Int, of candidate: ListCandidate) -> String {
    quota < candidate.groups.count ? candidate.groups[quota] : ""
  }

  private mutating func take(_ candidate: ListCandidate, phones taken: [Int64]) {
    people.insert(candidate.person)
    phones.formUnion(taken)
    if perHousehold < .max, let household = candidate.household {
      households[household, default: 0] += 1
    }
  }
}
