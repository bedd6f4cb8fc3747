import Testing

@testable import Campaign

struct HashTests {
  // vectors_sip64 of the authors' reference implementation: key 00…0f, message 00 01 … of length n.
  @Test(
    arguments: [
      (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (7, 0xab02_00f5_8b01_d137),
      (8, 0x93f5_f579_9a93_2462), (15, 0xa129_ca61_49be_45e5), (63, 0x958a_324c_eb06_4572),
    ] as [(Int, UInt64)])
  func `the hash agrees with the published vectors`(length: Int, expected: UInt64) {
    var hash = StableHash()
    let message = Array(0..<UInt8(length))
    hash.append(message.span)
    #expect(hash.value == expected)
  }

  // Python, SipHash-2-4 written from the paper: siphash(b"nc\x1fAA123456") & (2**63 - 1). A change
  // here would give every person another id.
  @Test func `a person id never changes`() {
    #expect(
      StableHash.personIdentifier(source: "nc", record: "AA123456") == 2_435_898_189_135_107_222)
    let texts = [("a", "bc"), ("ab", "c"), ("abc", ""), ("", "abc")]
    #expect(Set(texts.map { StableHash.personIdentifier(source: $0, record: $1) }).count == 4)
  }

  // Python with integers of any size: (((id % 2147483629) * a + b) % 2147483647) % 1000000.
  @Test func `a sample bucket never changes and never overflows`() {
    let hash = SampleHash(seed: "holdout 2026")
    #expect(hash.factor == 2_027_835_129 && hash.summand == 51_335_357)
    #expect(
      [0, 1, Int64.max, 1_234_567_890_123_456_789].map(hash.bucket)
        == [335_357, 170_486, 583_406, 518_297])
  }

  @Test(arguments: ["holdout 2026", "training", "fold", ""], [true, false])
  func `buckets are uniform over one hundred thousand people`(seed: String, inSequence: Bool) {
    let hash = SampleHash(seed: seed)
    var counts = Array(repeating: 0.0, count: 100)
    for person in people(inSequence: inSequence) { counts[Int(hash.bucket(person) / 10_000)] += 1 }
    let chiSquare = counts.reduce(0) { $0 + ($1 - 1_000) * ($1 - 1_000) / 1_000 }
    // R: qchisq(0.9999, 99) = 161.3. Ids in sequence are spread more evenly than chance.
    #expect(chiSquare < 161.3)
  }

  @Test func `two seeds draw samples that know nothing of each other`() {
    let first = SampleHash(seed: "holdout 2026")
    let second = SampleHash(seed: "training")
    var table = Array(repeating: 0.0, count: 100)
    for person in people(inSequence: false) {
      table[Int(first.bucket(person) / 100_000 * 10 + second.bucket(person) / 100_000)] += 1
    }
    let chiSquare = table.reduce(0) { $0 + ($1 - 1_000) * ($1 - 1_000) / 1_000 }
    #expect(chiSquare < 161.3)
  }

  private func people(inSequence: Bool) -> [Int64] {
    (0..<100_000).map { number in
      inSequence ? number : StableHash.personIdentifier(source: "test", record: String(number))
    }
  }
}
