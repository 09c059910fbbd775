import Text

/// Covers a text with phrases at the least cost. Its memory is used again for the next text.
struct Covering {
  /// What leaving a token uncovered costs, against `phraseCost` for covering any number of them by one phrase:
  /// the cheapest covering uses few, long phrases.
  private static let uncoveredCost: Int32 = 10
  private static let phraseCost: Int32 = 4
  /// One Han character alone is a word less often than not.
  private static let singleCharacterCost: Int32 = 7

  /// How the text from a token on is covered best.
  private struct Step {
    var cost: Int32
    /// The length and the node of the phrase that begins with the token; 1 and 0 where none does.
    var length: Int32 = 1
    var node: UInt32 = 0
  }

  /// For each token its step, and one behind them.
  private var steps: [Step] = []

  mutating func cover(
    _ text: TokenizedText, _ keys: [UInt64], with lexicon: Lexicon, in languages: LanguageMask
  ) {
    steps.removeAll(keepingCapacity: true)
    steps.append(contentsOf: repeatElement(Step(cost: 0), count: keys.count + 1))
    var start = keys.count
    while start > 0 {
      start -= 1
      var best = Step(cost: Self.uncoveredCost + steps[start + 1].cost)
      lexicon.phrases(in: keys, from: start, languages) { size, node in
        guard text.isWholeKatakana(at: start, size: size) else { return }
        let single = size == 1 && text.tokens[start].kind == .han
        let total = (single ? Self.singleCharacterCost : Self.phraseCost) + steps[start + size].cost
        // As cheap as leaving the first token uncovered: words are cut off from their end, so it stays uncovered.
        if total < best.cost || (total == best.cost && best.node != 0) {
          best = Step(cost: total, length: Int32(size), node: node)
        }
      }
      steps[start] = best
    }
  }

  /// Calls `body` with the tokens of each phrase and its node, and with each token that no phrase covers and 0.
  func forEachSegment(_ body: (Range<Int>, UInt32) -> Void) {
    var position = 0
    while position < steps.count - 1 {
      let step = steps[position]
      body(position..<position + Int(step.length), step.node)
      position += Int(step.length)
    }
  }
}

/// Reads text after text for what they can be found by.
public struct TextReader {
  private var tokenizer = Tokenizer()
  private var keys: [UInt64] = []
  private var covering = Covering()
  private var languages = LanguageMask.all

  public init() {}

  /// The tokens of the text that was read last.
  public var text: TokenizedText { tokenizer.result }

  /// Reads a text, without mending; the meanings and words are those of this text until the next call.
  public mutating func read(_ text: String, _ lexicon: Lexicon, in language: Language) {
    tokenizer.read(text)
    cover(lexicon, language)
  }

  /// The same for a text in UTF-8 that is known to be valid.
  public mutating func read(utf8 bytes: Span<UInt8>, _ lexicon: Lexicon, in language: Language) {
    tokenizer.read(utf8: bytes)
    cover(lexicon, language)
  }

  private mutating func cover(_ lexicon: Lexicon, _ language: Language) {
    languages = LanguageMask(reading: language)
    keys.removeAll(keepingCapacity: true)
    for token in tokenizer.result.tokens { keys.append(token.key) }
    covering.cover(tokenizer.result, keys, with: lexicon, in: languages)
  }

  /// Calls `body` with every meaning of every phrase that covers a part of the text.
  public func forEachMeaning(_ lexicon: Lexicon, _ body: (Meaning) -> Void) {
    covering.forEachSegment { _, node in
      if node != 0 { lexicon.forEachMeaning(of: node, languages, body) }
    }
  }

  /// Calls `body` with the written words of the text.
  public func forEachWord(_ body: (Feature) -> Void) {
    tokenizer.result.forEachWord(in: 0..<keys.count, keys: keys, body)
  }
}
