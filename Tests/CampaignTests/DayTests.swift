import Testing

@testable import Campaign

struct DayTests {
  // Python: (datetime.date(y, m, d) - datetime.date(1970, 1, 1)).days
  @Test(arguments: [
    (1, 1, 1, -719_162), (1900, 3, 1, -25_508), (1969, 12, 31, -1), (1970, 1, 1, 0),
    (2000, 2, 29, 11_016), (2024, 2, 29, 19_782), (2026, 3, 1, 20_513), (9999, 12, 31, 2_932_896),
  ])
  func `a day has the number that other calendars give it`(
    year: Int, month: Int, day: Int, days: Int
  ) throws {
    let made = try #require(Day(year: year, month: month, day: day))
    #expect(made.daysSince1970 == Int32(days))
    #expect([made.year, made.month, made.day] == [year, month, day])
  }

  @Test func `days follow each other without a gap for eight hundred years`() throws {
    var number = try #require(Day(year: 1600, month: 1, day: 1)).daysSince1970
    for year in 1600..<2400 {
      for month in 1...12 {
        for day in 1...31 {
          guard let made = Day(year: year, month: month, day: day) else {
            #expect(day > 28)
            continue
          }
          #expect(made.daysSince1970 == number)
          #expect(made.year == year && made.month == month && made.day == day)
          number += 1
        }
      }
    }
    // 800 Gregorian years are two cycles of 146,097 days.
    #expect(number == Int32(-135_140 + 2 * 146_097))
  }

  @Test(arguments: [
    (2023, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (0, 1, 1), (2026, 1, 0),
  ])
  func `a day that no calendar has is nil`(year: Int, month: Int, day: Int) {
    #expect(Day(year: year, month: month, day: day) == nil)
  }

  @Test func `days are written, read, ordered and counted`() throws {
    let day = try #require(Day(iso: "2026-03-01"))
    #expect(day.description == "2026-03-01")
    #expect(day.adding(days: -1).description == "2026-02-28")
    #expect(day.adding(days: 365).description == "2027-03-01")
    #expect(day.days(to: day.adding(days: 40)) == 40)
    #expect(day < day.adding(days: 1))
    #expect(Day(year: 7, month: 1, day: 2)?.description == "0007-01-02")
    #expect(Day(iso: "2026-3-1") == nil)
    #expect(Day(iso: "2026-03-01 00:00:00") == nil)
    #expect(Day(iso: " 2026-03-1") == nil)
  }

  @Test(arguments: [
    (DayFormat.iso, "2026-03-01"), (.usSlash, "3/1/2026"), (.usSlash, "03/01/2026"),
    (.mmddyyyy, "03012026"), (.yyyymmdd, "20260301"), (.iso, "  2026-03-01\t"),
    (.iso, "2026-03-01 00:00:00"), (.iso, "2026-03-01T23:59:59.123456Z"),
    (.iso, "2026-03-01T23:59:59-05:00"), (.iso, "2026-03-01 09:30:00+00"),
    (.usSlash, "3/1/2026 12:00:00 AM"), (.usSlash, "3/1/2026 9:05"),
    (.yyyymmdd, "20260301 00:00:00"),
  ])
  func `every format reads its way of writing the first of March`(format: DayFormat, text: String) {
    #expect(format.parse(Array(text.utf8).span)?.description == "2026-03-01")
  }

  @Test(arguments: [
    (DayFormat.iso, ""), (.iso, "2026-03-01 25:00:00"), (.iso, "2026-03-01x"), (.iso, "2026-02-30"),
    (.iso, "2026-03-01 13:00 PM"), (.iso, "2026-03-01 00:60"), (.iso, "2026-03-011"),
    (.usSlash, "13/1/2026"), (.usSlash, "3/1/26"), (.usSlash, "3-1-2026"), (.usSlash, "003/1/2026"),
    (.mmddyyyy, "3012026"), (.mmddyyyy, "20260301"), (.yyyymmdd, "03012026"),
    (.iso, "2026-03-01 00:00:00 and more"), (.iso, "2026-03-01T"),
  ])
  func `what is no day in a format is nil`(format: DayFormat, text: String) {
    #expect(format.parse(Array(text.utf8).span) == nil)
  }
}
