import Testing

@testable import Campaign

struct CentsTests {
  @Test(arguments: [
    ("12", 1_200), ("12.5", 1_250), ("12.50", 1_250), ("12.500", 1_250), ("$1,234.50", 123_450),
    ("-5.00", -500), ("(5.00)", -500), ("($1,234.5)", -123_450), ("-$5", -500), ("$-5", -500),
    (".50", 50), ("0", 0), ("-0.05", -5), (" 7 ", 700), ("1,234,567.89", 123_456_789),
    ("007", 700), ("92233720368547758.07", Int64.max),
    ("$92,233,720,368,547,758.07", Int64.max),
  ])
  func `an amount is read to the cent`(text: String, cents: Int64) {
    #expect(Cents.parse(text) == Cents(cents))
  }

  @Test(arguments: [
    "", " ", ".", "-", "$", "12.345", "12.", "1,23", "1,2345", "12,34.00", ",123", "1234,567",
    "1,,234",
    "1 234", "12.5.0", "--5", "(5", "5)", "(-5)", "-$-5", "$$5", "5-", "1e3", "NaN", "12.50 USD",
    "١٢",
    "92233720368547758.08", "99999999999999999999", "9,999,999,999,999,999,999",
    "92,233,720,368,547,758.08", "92,233,720,368,547,759", "99,999,999,999,999,999,000",
  ])
  func `what is no amount is nil`(text: String) {
    #expect(Cents.parse(text) == nil)
  }

  @Test func `a single-precision amount leaves room for the sum of millions`() {
    #expect(Cents.parse(singlePrecision: "24.440001") == Cents(2_444))
    #expect(Cents.parse(singlePrecision: "9999999999") == Cents(999_999_999_900))
    for text in ["10000000000", "-1e10", "inf", "nan", "1e300"] {
      #expect(Cents.parse(singlePrecision: text) == nil)
    }
  }

  @Test func `amounts are written for machines and for people`() {
    #expect(Cents(123_450).plain == "1234.50")
    #expect(Cents(-5).plain == "-0.05")
    #expect(Cents(123_450).dollars == "$1,234.50")
    #expect(Cents(123_400).dollars == "$1,234")
    #expect(Cents(-100_000_005).dollars == "-$1,000,000.05")
    #expect(Cents(99_900).dollars == "$999")
    #expect(Cents(Int64.min).plain == "-92233720368547758.08")
  }

  @Test func `an amount that is written reads the same`() {
    var generator = SeededGenerator(state: 1)
    for _ in 0..<1_000 {
      let cents = Cents(Int64.random(in: -1_000_000_000...1_000_000_000, using: &generator))
      #expect(Cents.parse(cents.plain) == cents)
      #expect(Cents.parse(cents.dollars) == cents)
    }
  }

  @Test func `sums beyond the largest amount are nil`() {
    #expect(Cents(Int64.max).adding(Cents(1)) == nil)
    #expect(Cents.sum([Cents(Int64.max), Cents(-1), Cents(1)]) == Cents(Int64.max))
    #expect(Cents.sum([Cents(Int64.max), Cents(1), Cents(-1)]) == nil)
    #expect(Cents(500) - Cents(700) + .dollars(3) == Cents(100))
  }
}
