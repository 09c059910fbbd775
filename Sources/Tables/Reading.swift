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
  public var tokens: [Token]
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
      result += token.text
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
    let tokens = Tokenizer.tokens(of: text)
    var keys = tokens.map(\.key)
    var mended: Set<Int> = []
    if mending {
      for (position, token) in tokens.enumerated() where token.kind == .word && !vocabulary.contains(token.key) {
        if let key = vocabulary.mended(token) {
          keys[position] = key
          mended.insert(position)
        }
      }
    }
    return Reading(tokens: tokens, keys: keys, mended: mended, segments: cover(tokens, keys))
  }

  private func cover(_ tokens: [Token], _ keys: [UInt64]) -> [Segment] {
    let count = tokens.count
    var cost = [Int](repeating: 0, count: count + 1)
    var length = [Int](repeating: 1, count: count)
    var found = [[Meaning]](repeating: [], count: count)
    for start in stride(from: count - 1, through: 0, by: -1) {
      cost[start] = Self.uncoveredCost + cost[start + 1]
      phrases(in: keys, from: start) { size, meanings in
        guard tokens[start].isPhraseStart(in: tokens, at: start, size: size) else { return }
        let single = size == 1 && tokens[start].kind == .han
        let total = (single ? Self.singleCharacterCost : Self.phraseCost) + cost[start + size]
        if total <= cost[start] {
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

extension Token {
  /// A phrase in katakana must not begin or end inside a longer katakana word, since those are whole words.
  fileprivate func isPhraseStart(in tokens: [Token], at start: Int, size: Int) -> Bool {
    guard kind == .kana, isKatakana, size <= 2 else { return true }
    if start > 0, tokens[start - 1].isKatakana, isJoined { return false }
    let end = start + size
    if end < tokens.count, tokens[end].isKatakana, tokens[end].isJoined { return false }
    return true
  }

  /// Whether the token is one katakana character.
  var isKatakana: Bool {
    guard kind == .kana, let scalar = text.unicodeScalars.first else { return false }
    return scalar.value >= 0x30A1
  }
}
