import Text

/// Derives Traditional Chinese wording: words of Hong Kong and Taiwan first, then character by character.
struct TraditionalWording {
  private var words: [Character: [(simplified: [Character], traditional: String)]] = [:]

  mutating func add(_ simplified: String, _ traditional: String) {
    guard let first = simplified.first else { return }
    words[first, default: []].append((Array(simplified), traditional))
    words[first]?.sort { $0.simplified.count > $1.simplified.count }
  }

  func traditional(_ text: String) -> String {
    let characters = Array(text)
    var result = ""
    var plain = ""
    var position = 0
    while position < characters.count {
      let word = words[characters[position]]?.first { characters[position...].starts(with: $0.simplified) }
      if let word {
        result += HanVariants.traditional(plain) + word.traditional
        plain = ""
        position += word.simplified.count
      } else {
        plain.append(characters[position])
        position += 1
      }
    }
    return result + HanVariants.traditional(plain)
  }
}
