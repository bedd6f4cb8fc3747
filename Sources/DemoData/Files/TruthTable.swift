/// What was planted, so that matching and import can be scored.
enum TruthTable {
  static let donors = Table(
    name: "truth/donors.csv", format: .csv, columns: ["donor_id", "person", "ncid"], damages: [])

  static let dirt = Table(
    name: "truth/dirt.csv", format: .csv, columns: ["file", "kind", "rows"], damages: [])

  static let giving = Table(
    name: "truth/giving.csv", format: .csv,
    columns: ["person", "ncid", "probability", "rules", "gave"], damages: [])

  static let cohorts = Table(
    name: "truth/cohorts.csv", format: .csv,
    columns: ["star", "region", "sex", "age_from", "age_to", "base_rate", "planted_rate"],
    damages: [])

  static let readMeName = "truth/README.md"

  static func readMe(voters: Int, seed: UInt64, without effects: [String]) -> [String] {
    let left = effects.isEmpty ? "" : "\nLeft out: \(effects.joined(separator: ", ")).\n"
    return """
      # What is true about this made-up campaign

      Made from \(voters) voters and seed \(seed). All people are invented: names are put together
      from lists, telephone numbers have North Carolina's area codes and the exchanges 550-559,
      mailboxes end in example.com, example.net or example.org. Counties, towns and ZIP codes are
      real; streets, districts and committees but for the conduit are not. Up to 500,000 people have
      telephone numbers of their own; beyond that numbers repeat. "Today" is 2026-09-15.
      \(left)
      * `donors.csv`: each donor id of the contributions file, the person behind it (two ids of one
        person have the same number), and that person's ncid; blank where the person isn't on the
        register.
      * `dirt.csv`: how many bad rows of which kind each file holds; every bad row is a copy of a good
        one with a single fault. `unknown_voter` rows are well formed, but no voter has the id.

      * `giving.csv`: each voter's probability of ever giving, the rules that moved it beyond its
        steps by party, age and votes, and whether the voter gives.
      * `effects.csv`: for each voter of the experiment the arm, the segment (moved, repelled,
        unmoved), whether a call would reach them, the effect on support if it does, the uplift of
        being assigned to a call (that effect times the probability of being reached), and the
        probability of support in the control group and as assigned to a call. `flipped`: the survey
        wrote the opposite down (5 in 100), so that measured effects are 0.9 of these.
      * `cohorts.csv`: each star's base rate of likes, and the rate in the cohort, if it has one.
        Regions are parts of the state by county. Likes carry no noise.
      * `segments.csv`: the planted segment, 1 to 5, that gardening, outdoors and books come from.
      * `fatigue.csv`: each donor's interest in a theme, 0 to 1, and the number of sends after which
        opens fall to 0.35 of what they were; blank where nobody tires.

      ## What the seed plants

      Seed 0: no effect of the call, no cohort, no fatigue, no segments, a flat rate of giving and FEC
      columns that are noise. Otherwise the remainder of the seed by 5 decides:
      0 interaction (up or down by age and place among the unaffiliated, nearly nothing on average);
      1 thresholds (unaffiliated, 35-74, fewer than four generals; repelled: Republicans of 65 and
      over); 2 young (unaffiliated under 40, fewer than three generals; repelled: Democrats of 65 and
      over); 3 uniform (all alike: nobody to target); 4 small (unaffiliated women of 50-59 outside
      cities). Cohort and its regions differ too; with remainders 0 and 3 the young give most.

      ## Planted in good rows

      * About half of the households with a phone are in the experiment; a coin of the household's own
        decides the arm. Calls reach about half. About 6 in 10 answer; answering depends on age and on
        the answer itself, never on the arm but through it.
      * The vendor's incomes are missing (-1) more often at the top and among the young. FECDonors_*
        tell who gives, and may not serve a solicitation.

      * Removed voters have the address REMOVED and no ZIP code; confidential ones no address and no
        phone; one voter in 2,000 has the birth year 1900, the register's mark for a missing one.
      * voter_reg_num repeats across counties; ncid does not. Some register at 17.
      * The voter file is Windows-1252: accents, and the curly apostrophe of O'Neal (byte 0x92).
      * Donors use nicknames, drop accents, mistype names and addresses, give their maiden names,
        write all small or all large, and leave blanks behind names. 6 in 100 have moved, 4 in 100
        have two donor ids, about 15 in 100 aren't on the register, and couples share mailboxes.
      * Receipt ID is shared by a monthly series and by gifts for both elections; Lineitem ID is not.
        A monthly promise without end has 60 total months.
      * A few donors stand near, at or over the limit of $3,500 an election; most of what is over is
        refunded.
      * Who gives and who gives again follows rules that are not logistic; they stand in the source of
        the module DemoData (Propensity, GiftHistory).
      * Black voters register as Democrats three times in four, others by county and household: `party DEM`
        stands in for the race, with about twice its share, and `party REP` leaves it out.
      * Calls have no effect on gifts.
      * Of the entries of the contest without a gift about 3 in 100 each are of minors, of people who
        aren't permanent residents, and of Florida, which its rules leave out; some are of staff, a
        second too early or too late, without an age, or second ones by another spelling of the mailbox.
      """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
