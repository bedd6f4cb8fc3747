import Campaign

/// One input of the record reader: five bytes choose the format, the rest is the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReader(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var input = FuzzInput(start, count)
  let format = FileFormat(
    delimiter: input.choice(Array(",\t|;\u{1C}".utf8)),
    quote: input.choice([UInt8(ascii: "\""), UInt8(ascii: "'"), nil]),
    encoding: input.choice([.utf8, .windows1252]),
    maximumRecordBytes: input.choice([1 << 20, 60, 20, 8, 3, 1]),
    maximumQuotedLineEnds: input.choice([64, 3, 1, 0]))
  let file = Array(input.rest)
  do {
    try checkReading(of: file, format)
  } catch {
    check(false, "reading throws only what its caller throws")
  }
  return 0
}

private func checkReading(of file: [UInt8], _ format: FileFormat) throws {
  let whole = try Reading(of: file, format, cut: { $0 })
  let single = try Reading(of: file, format, cut: { _ in 1 })
  check(single == whole, "chunks of one byte change nothing")
  var numbers = MixedNumbers(seed: file)
  let ragged = try Reading(
    of: file, format, cut: { Int.random(in: 0...min($0, 40), using: &numbers) })
  check(ragged == whole, "chunks of any size change nothing")
  let plain = PlainReader(format).read(file)
  check(plain == whole, "the reader reads as the plain one")
  checkAccount(of: file, whole, format)
  try checkWriting(of: whole)
}
