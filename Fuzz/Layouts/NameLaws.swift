import Campaign

/// Names and addresses in the form in which files are compared stay so when they are read again.
func checkNames(_ bytes: [UInt8]) {
  let padded = Array(" \t".utf8) + bytes + Array(" ".utf8)
  let name = NameKey(bytes.span)
  check(NameKey(padded.span) == name, "blanks around a name don't matter")
  if let name {
    let words = [name.name, name.suffix].compactMap { $0 }
    checkWords(words)
    check(NameKey(words.joined(separator: " ")) == name, "a name's key is its own key")
  }
  let address = StreetAddress(bytes.span)
  check(StreetAddress(padded.span) == address, "blanks around an address don't matter")
  if let address {
    checkWords([address.houseNumber, address.streetKey, address.unit].compactMap { $0 })
    // Where no digit is left of a house's number, as of `0` and `0X`, the next word may look like one.
    if address.houseNumber?.utf8.first.map(isDigit) ?? address.isPostOfficeBox {
      let line = [address.houseNumber, address.streetKey].compactMap { $0 }.joined(separator: " ")
      let again = StreetAddress(line)
      check(
        again?.houseNumber == address.houseNumber && again?.streetKey == address.streetKey,
        "a street's key is its own key")
    }
  }
  guard bytes.allSatisfy({ $0 < 0x80 }) else { return }
  let shouted = bytes.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
  check(NameKey(shouted.span) == name, "case doesn't matter in a name")
  check(StreetAddress(shouted.span) == address, "case doesn't matter in an address")
}

/// Phones, zip codes and e-mail addresses stay what they are when they are read again.
func checkNumbers(_ bytes: [UInt8]) {
  if let phone = PhoneNumber(bytes.span) {
    check(PhoneNumber(phone.text) == phone, "a phone is read as it is written")
    check(PhoneNumber("+1 (\(phone.digits))") == phone, "a phone is the same with its country")
  }
  if let zip = ZipCode(bytes.span) {
    check(ZipCode(zip.text)?.zip5 == zip.zip5, "a zip code is read as it is written")
  }
  if let email = EmailAddress(bytes.span) {
    check(EmailAddress(email.text) == email, "an e-mail address is read as it is written")
    check(EmailAddress(email.text.uppercased()) == email, "case doesn't matter in an e-mail")
  }
}

private func checkWords(_ words: [String]) {
  for word in words {
    let isClean = word.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control && !("a"..."z").contains($0)
    }
    check(isClean, "what is compared is capitals without control characters")
    check(
      !word.isEmpty && word.first != " " && word.last != " " && !word.contains("  "),
      "what is compared has no blanks at its ends")
  }
}
