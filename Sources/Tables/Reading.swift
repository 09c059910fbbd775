import Text

/// A stretch of a message that a phrase covers, or a single token that none does.
public struct Segment: Sendable {
  /// Positions of tokens.
  public var tokens: Range<Int>
  /// Empty for a token that no phrase covers.
  public var meanings: [Meaning]
}

/// A message as it is understood: tokens, typing errors mended, and what they mean.
public struct Reading: Sendable {
  public var tokenized: TokenizedText
  public var tokens: [Token] { tokenized.tokens }
  /// The keys the tokens were looked up by: the token's own, or that of the word it was mended to.
  public var keys: [UInt64]
  /// Tokens whose typing error was forgiven.
  public var mended: Set<Int>
  /// Every token in turn, by the phrases that cover it.
  public var segments: [Segment]

  /// The folded text of a segment, with a blank where something stands between two tokens.
  public func text(of segment: Segment) -> String {
    var result = ""
    for position in segment.tokens {
      let token = tokens[position]
      if !result.isEmpty && !token.isJoined { result += " " }
      result += tokenized.text(token)
    }
    return result
  }
}

extension Lexicon {
  /// Reads a text: mends typing errors, then covers the tokens with phrases at the least cost.
  ///
  /// Time: tokens × the longest phrase that begins there. Deterministic: of equal coverings the one with the
  /// longer phrase first.
  public func read(_ tokenized: TokenizedText, in language: Language) -> Reading {
    let tokens = tokenized.tokens
    var keys = tokens.map(\.key)
    var mended: Set<Int> = []
    for (position, token) in tokens.enumerated()
    where token.kind == .word {
      if vocabulary.contains(token.key) {
        if let key = vocabulary.bare(token, of: tokenized) { keys[position] = key }
      } else if let key = vocabulary.mended(token, of: tokenized) {
        keys[position] = key
        mended.insert(position)
      }
    }
    return Reading(
      tokenized: tokenized, keys: keys, mended: mended,
      segments: segments(tokenized, keys, LanguageMask(reading: language)))
  }

  private func segments(_ text: TokenizedText, _ keys: [UInt64], _ languages: LanguageMask) -> [Segment] {
    var covering = Covering()
    covering.cover(text, keys, with: self, in: languages)
    var segments: [Segment] = []
    covering.forEachSegment { tokens, node in
      var meanings: [Meaning] = []
      if node != 0 { forEachMeaning(of: node, languages) { meanings.append($0) } }
      segments.append(Segment(tokens: tokens, meanings: meanings))
    }
    return segments
  }
}

extension TokenizedText {
  /// A short phrase in katakana must not begin or end inside a longer katakana word, since those are whole words.
  func isWholeKatakana(at start: Int, size: Int) -> Bool {
    guard size <= 2, isKatakana(tokens[start]) else { return true }
    if start > 0, isKatakana(tokens[start - 1]), tokens[start].isJoined { return false }
    let end = start + size
    return !(end < tokens.count && isKatakana(tokens[end]) && tokens[end].isJoined)
  }
}
