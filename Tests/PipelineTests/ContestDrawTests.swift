import Campaign
import Testing

@testable import Pipeline

/// The draw by itself: hashes as anyone computes them, and odds that know no route.
@Suite struct ContestDrawTests {
  private static func entry(_ number: Int, _ route: ContestEntry.Route) throws -> ContestEntry {
    ContestEntry(
      source: "form", record: "\(route.rawValue)\(number)", firstName: "Given", lastName: "Family",
      email: "p\(number)@example.org", state: "NC", bornOn: nil, saysAdult: true,
      saysResident: true, route: route, entered: try #require(StatedTime("2026-08-01 10:00:00")))
  }

  // printf 'secret\n%s\n%s\n' VALUE "$(printf 'b\nc\n' | sha256sum | cut -c1-64)" | sha256sum, with the
  // list's lines as short as these; then printf SEEDb | sha256sum and printf SEEDc | sha256sum.
  @Test func `seed and order are what sha256sum gives`() {
    let list = ContestDraw.list(["c", "b"])
    #expect(list == "b\nc\n")
    let seed = ContestDraw.seed(secret: "secret", beacon: "VALUE", list: list)
    #expect(seed == "6df4d66a00d63b5f333b13e33e52af121f2e0a087c61c44f87668a7752593204")
    #expect(ContestDraw.order(["b", "c"], seed: seed) == ["c", "b"])
  }

  @Test
  func `an entry's hash binds it to its person, its contest and a salt that nobody else makes`()
    throws
  {
    let entry = try Self.entry(1, .free)
    let ticket = ContestDraw.ticket(entry, contest: "dinner", key: "k")
    var others: [ContestEntry] = []
    for change in [
      { (entry: inout ContestEntry) in entry.email = "q@example.org" },
      { $0.lastName = "Else" }, { $0.record = "x" }, { $0.source = "other" },
    ] {
      var other = entry
      change(&other)
      others.append(other)
    }
    let tickets =
      others.map { ContestDraw.ticket($0, contest: "dinner", key: "k") } + [
        ContestDraw.ticket(entry, contest: "lunch", key: "k"),
        ContestDraw.ticket(entry, contest: "dinner", key: "l"), ticket,
      ]
    #expect(Set(tickets).count == tickets.count)
    // As anyone does who was told the salt.
    let salt = ContestDraw.salt(entry, key: "k")
    #expect(
      ticket == Digest.of("\(salt)\ndinner\nfree1\np1@example.org\nGiven Family\n"))
    // The route is no part of it: it can't be told from the list, nor weigh in the draw.
    var paid = entry
    paid.route = .paid
    #expect(ContestDraw.ticket(paid, contest: "dinner", key: "k") == ticket)
  }

  @Test func `secrets are of 64 digits, and no two are alike`() {
    let secrets = (0..<100).map { _ in ContestDraw.newSecret() }
    #expect(Set(secrets).count == 100)
    #expect(secrets.allSatisfy { $0.utf8.count == 64 && $0.allSatisfy(\.isHexDigit) })
  }

  /// 30 entries without a gift and 10 with one, three winners, 10,000 seeds: by chance a free one wins
  /// three times in four, and every entry as often as every other.
  @Test func `over 10,000 seeds neither route nor any entry wins more than its share`() throws {
    var routes: [String: ContestEntry.Route] = [:]
    for number in 0..<40 {
      let route = number < 30 ? ContestEntry.Route.free : .paid
      routes[ContestDraw.ticket(try Self.entry(number, route), contest: "dinner", key: "k")] = route
    }
    let tickets = routes.keys.sorted()
    let list = ContestDraw.list(tickets)
    var wins: [String: Int] = [:]
    for seed in 0..<10_000 {
      let order = ContestDraw.order(
        tickets, seed: ContestDraw.seed(secret: "\(seed)", beacon: "value", list: list))
      for winner in order.prefix(3) { wins[winner, default: 0] += 1 }
    }
    // Pearson's chi-square; without replacement the variance is smaller by (40 - 3) / (40 - 1).
    let expected = 30_000.0 / 40
    let byEntry = tickets.reduce(0.0) { sum, ticket in
      let difference = Double(wins[ticket] ?? 0) - expected
      return sum + difference * difference / expected
    }
    // The 99.9 % point of chi-square with 39 degrees: qchisq(.999, 39) = 72.055 in R.
    #expect(byEntry * 39 / 37 < 72.055, "\(byEntry)")
    let free = tickets.reduce(0) { $0 + (routes[$1] == .free ? wins[$1] ?? 0 : 0) }
    let difference = Double(free) - 22_500
    let byRoute = difference * difference / 22_500 + difference * difference / 7_500
    // qchisq(.999, 1) = 10.828.
    #expect(byRoute * 39 / 37 < 10.828, "\(free) of 30000")
  }
}
