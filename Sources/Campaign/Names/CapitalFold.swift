/// Folds names and addresses to the capitals that two files would agree on.
enum CapitalFold {
  /// The capitals for U+00C0…U+017F, Latin-1 and Latin Extended-A; `.` is no letter.
  private static let letters: [[UInt8]] =
    ("A A A A A A AE C E E E E I I I I D N O O O O O . O U U U U Y TH SS "
    + "A A A A A A AE C E E E E I I I I D N O O O O O . O U U U U Y TH Y "
    + "A A A A A A C C C C C C C C D D D D E E E E E E E E E E G G G G "
    + "G G G G H H H H I I I I I I I I I I IJ IJ J J K K K L L L L L L L "
    + "L L L N N N N N N N N N O O O O O O OE OE R R R R R R S S S S S S "
    + "S S T T T T T T U U U U U U U U U U U U W W Y Y Y Z Z Z Z Z Z S")
    .split(separator: " ").map { Array($0.utf8) }

  /// Words of capital letters, digits and `kept` bytes, parted by single blanks; nil where the bytes
  /// aren't UTF-8.
  ///
  /// Accents go. Full stops and apostrophes go without a trace (`O'Brien` is `OBRIEN`, `St.` is
  /// `ST`); all other punctuation parts words, so that `Smith-Jones` is `SMITH JONES`. Letters of
  /// other scripts stay, as capitals.
  static func fold(_ bytes: Span<UInt8>, keeping kept: [UInt8] = []) -> [UInt8]? {
    guard let text = try? UTF8Span(validating: bytes) else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var needsBlank = false
    func append(_ letters: some Sequence<UInt8>) {
      if needsBlank, !result.isEmpty { result.append(UInt8(ascii: " ")) }
      needsBlank = false
      result.append(contentsOf: letters)
    }
    var scalars = text.makeUnicodeScalarIterator()
    while let scalar = scalars.next() {
      switch scalar.value {
      case 0..<0x80:
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        if isLetter(byte) {
          append(CollectionOfOne(byte & ~0x20))
        } else if isDigit(byte) || kept.contains(byte) {
          append(CollectionOfOne(byte))
        } else if byte != UInt8(ascii: "."), byte != UInt8(ascii: "'"), byte != UInt8(ascii: "`") {
          needsBlank = true
        }
      case 0xC0...0x17F where scalar.value != 0xD7 && scalar.value != 0xF7:
        append(letters[Int(scalar.value) - 0xC0])
      case 0x300...0x36F, 0x2018, 0x2019, 0x2BC, 0xB4:
        continue  // combining accents and the apostrophes of word processors
      default:
        if scalar.properties.isAlphabetic {
          append(Array(scalar.properties.uppercaseMapping.utf8))
        } else {
          needsBlank = true
        }
      }
    }
    return result
  }
}
