import Text

/// A stretch of a message that a phrase covers, or a single token that none does.
public struct Segment: Sendable {
  /// Positions of tokens.
  public var tokens: Range<Int>
  /// Empty for a token that no phrase covers.
  public var meanings: [Meaning]
}

/// A message, or a text of the knowledge base, as the matcher sees it: tokens and what they mean.
public struct Reading: Sendable {
  public var tokenized: TokenizedText
  public var tokens: [Token] { tokenized.tokens }
  /// The keys the tokens were looked up by: the token's own, or that of the word it was mended to.
  public var keys: [UInt64]
  /// Tokens whose typing error was forgiven.
  public var mended: Set<Int>
  /// Every token in turn, by the phrases that cover it.
  public var segments: [Segment]

  /// The text from one scalar of the source to another.
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
  /// What leaving a token uncovered costs, against `phraseCost` for covering any number of them by one phrase:
  /// the cheapest covering uses few, long phrases.
  private static let uncoveredCost = 10
  private static let phraseCost = 4
  /// One Han character alone is a word less often than not.
  private static let singleCharacterCost = 7

  /// Reads a text: mends typing errors, then covers the tokens with phrases at the least cost.
  ///
  /// Time: tokens × the longest phrase that begins there. Deterministic: of equal coverings the one with the
  /// longer phrase first.
  public func read(_ text: String, mending: Bool = true) -> Reading {
    let tokenized = Tokenizer.tokens(of: text)
    let tokens = tokenized.tokens
    var keys = tokens.map(\.key)
    var mended: Set<Int> = []
    if mending {
      for (position, token) in tokens.enumerated() where token.kind == .word && !vocabulary.contains(token.key) {
        if let key = vocabulary.mended(token, of: tokenized) {
          keys[position] = key
          mended.insert(position)
        }
      }
    }
    return Reading(tokenized: tokenized, keys: keys, mended: mended, segments: cover(tokenized, keys))
  }

  private func cover(_ text: TokenizedText, _ keys: [UInt64]) -> [Segment] {
    let tokens = text.tokens
    let count = tokens.count
    var cost = [Int](repeating: 0, count: count + 1)
    var length = [Int](repeating: 1, count: count)
    var found = [[Meaning]](repeating: [], count: count)
    for start in stride(from: count - 1, through: 0, by: -1) {
      cost[start] = Self.uncoveredCost + cost[start + 1]
      phrases(in: keys, from: start) { size, meanings in
        guard text.isWholeKatakana(at: start, size: size) else { return }
        let single = size == 1 && tokens[start].kind == .han
        let total = (single ? Self.singleCharacterCost : Self.phraseCost) + cost[start + size]
        // As cheap as leaving the first token uncovered: words are cut off from their end, so it stays uncovered.
        if total < cost[start] || (total == cost[start] && !found[start].isEmpty) {
          cost[start] = total
          length[start] = size
          found[start] = meanings
        }
      }
    }
    var segments: [Segment] = []
    var position = 0
    while position < count {
      segments.append(Segment(tokens: position..<position + length[position], meanings: found[position]))
      position += length[position]
    }
    return segments
  }
}

extension TokenizedText {
  /// A short phrase in katakana must not begin or end inside a longer katakana word, since those are whole words.
  fileprivate func isWholeKatakana(at start: Int, size: Int) -> Bool {
    guard size <= 2, isKatakana(tokens[start]) else { return true }
    if start > 0, isKatakana(tokens[start - 1]), tokens[start].isJoined { return false }
    let end = start + size
    return !(end < tokens.count && isKatakana(tokens[end]) && tokens[end].isJoined)
  }
}
