import Testing

struct DemoMemoryTests {
  @Test func `ten times the voters take the same memory`() throws {
    func peak(_ voters: Int) throws -> Int {
      let scratch = try Scratch()
      let outcome = try Command.run(["demo", scratch["demo"], "--voters", String(voters)])
      #expect(outcome.code == 0)
      return outcome.peakKiB
    }
    let (few, many) = (try peak(20_000), try peak(200_000))
    #expect(few > 0 && Double(many) <= 1.1 * Double(few), "\(few) and \(many) KiB")
  }
}
