import Testing

@testable import Campaign

struct NearestNameTests {
  @Test(arguments: [
    ("capcity", "capacity"), ("capactiy", "capacity"), ("UNIVERSE", "universe"), ("ask", "asks"),
    ("exclusion", "exclusions"),
  ])
  func `a misspelt name finds the one that was meant`(typed: String, meant: String) {
    let names = ["universe", "capacity", "exclusions", "asks", "columns"]
    #expect(NearestName.nearest(to: typed, among: names) == meant)
  }

  @Test func `a name that is near to none finds none`() {
    #expect(NearestName.nearest(to: "turf", among: ["universe", "capacity"]) == nil)
    #expect(NearestName.nearest(to: "", among: ["universe"]) == nil)
    #expect(NearestName.nearest(to: "x", among: [String]()) == nil)
    #expect(NearestName.nearest(to: "ab", among: ["ax", "ay"]) == "ax")
  }

  // The worked examples of the literature; "ca" to "abc" is 3 in the restricted form.
  @Test(arguments: [
    ("kitten", "sitting", 3), ("ca", "abc", 3), ("abcd", "abdc", 1), ("", "abc", 3), ("abc", "", 3),
    ("a", "a", 0),
  ])
  func `the distance counts swaps of neighbours once`(left: String, right: String, distance: Int) {
    #expect(NearestName.distance(Array(left), Array(right)) == distance)
    #expect(NearestName.distance(Array(right), Array(left)) == distance)
  }

  @Test func `a word that nobody could mistype is near to none`() {
    let word = String(repeating: "a", count: 65)
    #expect(NearestName.nearest(to: word, among: [word]) == nil)
    #expect(NearestName.nearest(to: "\(word.dropLast())", among: [word]) == word)
  }
}
