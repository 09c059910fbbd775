import Text

/// Derives Traditional Chinese wording: words of Hong Kong and Taiwan first, then character by character.
struct TraditionalWording {
  private typealias Scalars = [Unicode.Scalar]

  /// The words by their first character, the longest first.
  private var words: [Unicode.Scalar: [(simplified: Scalars, traditional: [UInt8])]] = [:]

  /// For each scalar of the basic plane whether a word begins with it: most do not.
  private var begins = [Bool](repeating: false, count: 0x10000)

  mutating func add(_ simplified: String, _ traditional: String) {
    guard let first = simplified.unicodeScalars.first else { return }
    words[first, default: []].append((Scalars(simplified.unicodeScalars), Array(traditional.utf8)))
    if first.value < 0x10000 { begins[Int(first.value)] = true }
    words[first]?.sort { $0.simplified.count > $1.simplified.count }
  }

  func traditional(_ text: String) -> String {
    if words.isEmpty { return HanVariants.traditional(text) }
    let scalars = Scalars(text.unicodeScalars)
    // Bytes are put together several times as fast as scalars.
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count)
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      let mayBegin = scalar.value >= 0x10000 || begins[Int(scalar.value)]
      let word = mayBegin ? words[scalar]?.first { scalars[position...].starts(with: $0.simplified) } : nil
      if let word {
        result += word.traditional
        position += word.simplified.count
      } else {
        result += UTF8.encode(HanVariants.traditional(scalar)) ?? UTF8.encodedReplacementCharacter
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
