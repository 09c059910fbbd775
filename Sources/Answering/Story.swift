import Tables

/// What is told before the question: "We make auto parts in Foshan. How much land is left?"
enum Story {
  /// The tokens of the sentences that ask nothing and stand before one that does.
  ///
  /// - Parameter source: the message, in scalars.
  static func tokens(of reading: Reading, _ source: [Unicode.Scalar], _ catalogue: Catalogue) -> Range<Int> {
    var start = 0
    for segment in reading.segments {
      let first = segment.tokens.lowerBound
      if reading.tokens[first].startsSentence, first > 0 {
        if hasQuestionMark(behind: first - 1, reading, source) { return 0..<start }
        start = first
      }
      if asks(segment, catalogue) { return 0..<start }
    }
    return hasQuestionMark(behind: reading.tokens.count - 1, reading, source) ? 0..<start : 0..<0
  }

  private static func asks(_ segment: Segment, _ catalogue: Catalogue) -> Bool {
    segment.meanings.contains { if case .concept(let id) = $0 { catalogue[id].kind == .ask } else { false } }
  }

  /// Whether the sentence that ends with a token is a question by its mark.
  private static func hasQuestionMark(behind token: Int, _ reading: Reading, _ source: [Unicode.Scalar])
    -> Bool
  {
    guard token >= 0 else { return false }
    let end =
      token + 1 < reading.tokens.count ? Int(reading.tokens[token + 1].source.lowerBound) : source.count
    return source[Int(reading.tokens[token].source.upperBound)..<end].contains(where: isQuestionMark)
  }

  private static func isQuestionMark(_ scalar: Unicode.Scalar) -> Bool {
    "?？؟".unicodeScalars.contains(scalar)
  }
}
