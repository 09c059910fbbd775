import Text

/// The parts of a message: people tell a story first and put their question then.
enum Clauses {
  /// The least part that may be a question, in tokens, and the most parts that are looked at.
  static let tokenLimit = 3
  static let countLimit = 6

  /// The parts between commas and sentence ends, the last first; none where the message is one part.
  static func of(_ text: String) -> [String] {
    var parts: [String] = []
    var current = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (position, scalar) in scalars.enumerated() {
      let next = position + 1 < scalars.count ? scalars[position + 1] : " "
      let isInNumber = (scalar == "." || scalar == ",") && next.properties.numericType != nil
      if !isInNumber && ",，、;；。.?？!！\n؟،؛:：".unicodeScalars.contains(scalar) {
        parts.append(String(current))
        current = String.UnicodeScalarView()
      } else {
        current.append(scalar)
      }
    }
    parts.append(String(current))
    let long = parts.filter { Tokenizer.tokens(of: $0).tokens.count >= tokenLimit }
    return long.count > 1 ? Array(long.reversed().prefix(countLimit)) : []
  }
}
