import Text

/// Something that a message and a record can have in common: a concept, a name, or a word as it is written.
public struct Feature: Hashable, Sendable {
  public let key: UInt64

  public static func concept(_ id: Identifier<Concept>) -> Feature {
    Feature(key: 1 << 40 | UInt64(id.rawValue))
  }
  public static func name(_ id: Identifier<Name>) -> Feature { Feature(key: 1 << 41 | UInt64(id.rawValue)) }
  public static func meaning(_ meaning: Meaning) -> Feature {
    switch meaning {
    case .concept(let id): concept(id)
    case .name(let id): name(id)
    }
  }
  public static func word(_ key: UInt64) -> Feature { Feature(key: key | 1 << 63) }
}

extension TokenizedText {
  /// Calls `body` with the written words of some tokens, as features: words of alphabets by their stem, katakana
  /// words whole, Han by pairs of neighbours.
  func forEachWord(in range: Range<Int>, keys: [UInt64], _ body: (Feature) -> Void) {
    var position = range.lowerBound
    while position < range.upperBound {
      let token = tokens[position]
      switch token.kind {
      case .word, .number: body(.word(keys[position]))
      case .han:
        if position + 1 < range.upperBound, tokens[position + 1].kind == .han, tokens[position + 1].isJoined {
          body(.word(Self.pair(keys[position], keys[position + 1])))
        } else if range.count == 1 || position == range.lowerBound {
          body(.word(keys[position]))
        }
      case .kana where isKatakana(token):
        var end = position + 1
        while end < range.upperBound, isKatakana(tokens[end]), tokens[end].isJoined { end += 1 }
        if end - position > 1 {
          body(.word(Tokenizer.key(ofWord: keys[position..<end].lazy.map { UInt32(truncatingIfNeeded: $0) })))
        }
        position = end - 1
      case .kana: break
      }
      position += 1
    }
  }

  private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 { first << 21 ^ second }
}

extension Reading {
  /// The written words of a segment that no phrase covers, or that one does, as features.
  public func words(in range: Range<Int>) -> [Feature] {
    var features: [Feature] = []
    tokenized.forEachWord(in: range, keys: keys) { features.append($0) }
    return features
  }

  /// Runs of neighbouring segments that no phrase covers, or one that leaves its words standing, as token ranges.
  public func uncoveredRuns(isOpen: (Segment) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for segment in segments where segment.meanings.isEmpty || isOpen(segment) {
      let start = segment.tokens.lowerBound
      if let last = runs.last, last.upperBound == start, tokens[start].isJoined, tokens[start].kind != .word {
        runs[runs.count - 1] = last.lowerBound..<segment.tokens.upperBound
      } else {
        runs.append(segment.tokens)
      }
    }
    return runs
  }
}
