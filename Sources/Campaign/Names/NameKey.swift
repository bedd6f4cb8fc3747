/// A person's name, or a part of one, in the form in which two files are compared.
///
/// Capitals without accents or punctuation, single blanks, the suffix apart. A name without a letter
/// or digit has no key, so that two empty names never agree.
public struct NameKey: FieldValue {
  /// The name without its suffix, such as `OBRIEN` or `SMITH JONES`.
  public let name: String
  /// `JR`, `SR`, `II`, `III` or `IV` from the name's end, or nil.
  public let suffix: String?

  private static let suffixes: Set<String> = ["JR", "SR", "II", "III", "IV"]

  /// Reads a name; nil where no letter or digit is left of it.
  public init?(_ bytes: Span<UInt8>) {
    guard let folded = CapitalFold.fold(bytes), !folded.isEmpty else { return nil }
    let text = String(decoding: folded, as: UTF8.self)
    if let blank = text.utf8.lastIndex(of: UInt8(ascii: " ")) {
      let lastWord = String(text[text.utf8.index(after: blank)...])
      if NameKey.suffixes.contains(lastWord) {
        name = String(text[..<blank])
        suffix = lastWord
        return
      }
    }
    name = text
    suffix = nil
  }
}
