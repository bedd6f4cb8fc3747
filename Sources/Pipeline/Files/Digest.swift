import CCrypto

/// A SHA-256 that grows.
final class Digest {
  private let context: OpaquePointer?

  init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Takes bytes in.
  func update(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBytes { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
  }

  /// The digest in hexadecimal; nothing may be added after.
  func takeHex() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &bytes, nil)
    return bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.utf8.count == 1 ? "0" + text : text
    }.joined()
  }

  /// The SHA-256 of a text in hexadecimal.
  static func of(_ text: String) -> String {
    let digest = Digest()
    let bytes = Array(text.utf8)
    digest.update(bytes.span)
    return digest.takeHex()
  }
}
