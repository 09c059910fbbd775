/// Splits a text into tokens.
///
/// Words are runs of letters; an apostrophe and a hyphen end one (`l'usine` is two), `2+5` and `r&d` are one.
/// Numbers keep the point between digits and lose the comma. Languages without spaces give one token a character;
/// finding words in them is the work of the phrase table.
///
/// A tokeniser may read one text after the other; it uses its memory again.
public struct Tokenizer {
  private enum Class { case letter, digit, han, kana, sentenceEnd, other }

  /// The text that was read last.
  public private(set) var result = TokenizedText()
  /// Where the word or number being read begins in `scalars`, or -1.
  private var pendingStart: Int32 = -1
  private var pendingSource: Int32 = 0
  private var pendingIsNumber = false
  private var pendingHasPlus = false
  private var pendingJoined = false
  /// A mark that belongs to the token only if the right thing follows.
  private var held: UInt32 = 0
  private var lastEnd: Int32 = -1
  private var sentence = true
  private var stem: [UInt32] = []

  public init() {}

  /// The tokens of a text. Time: linear in the text.
  public static func tokens(of text: String) -> TokenizedText {
    var tokenizer = Tokenizer()
    tokenizer.read(text)
    return tokenizer.result
  }

  /// Splits a text; the tokens are in `result` until the next call. Time: linear in the text.
  public mutating func read(_ text: String) {
    result.scalars.removeAll(keepingCapacity: true)
    result.tokens.removeAll(keepingCapacity: true)
    result.scalars.reserveCapacity(text.utf8.count)
    result.tokens.reserveCapacity(text.utf8.count / 3 + 4)
    pendingStart = -1
    pendingIsNumber = false
    held = 0
    lastEnd = -1
    sentence = true
    var offset: Int32 = 0
    for scalar in text.unicodeScalars {
      if scalar.value == 0x0A { sentence = true }
      Folding.fold(scalar.value) { take(folded: $0, at: offset) }
      offset += 1
    }
    flush(at: held == 0 ? offset : offset - 1)
  }

  private mutating func take(folded value: UInt32, at offset: Int32) {
    let kind = Self.classify(value)
    if kind == .letter, pendingStart >= 0, !pendingIsNumber, held == 0 {
      result.scalars.append(value)
      return
    }
    if held != 0 {
      let mark = held
      held = 0
      // A mark between digits (2.5, 1,000, 2+5) or in r&d belongs to the token; else it ended it.
      let joinsNumber = kind == .digit && pendingIsNumber
      if joinsNumber || ((mark == 0x26 || mark == 0x2B) && kind == .letter) {
        if mark != 0x2C { result.scalars.append(mark) }
        pendingHasPlus = pendingHasPlus || mark == 0x2B
        pendingIsNumber = joinsNumber && mark != 0x2B
      } else {
        flush(at: offset - 1)
        if mark == 0x2E { sentence = true }
      }
    }
    switch kind {
    case .letter, .digit:
      if pendingStart >= 0 && kind == .letter && pendingIsNumber {
        // 500m, 110kv, 19th: the number ends and letters follow; 3a and 5g are one.
        let isName = Int32(result.scalars.count) - pendingStart <= 2 && (value == 0x61 || value == 0x67)
        if !isName { flush(at: offset) }
        pendingIsNumber = false
      }
      if pendingStart < 0 { begin(at: offset, isNumber: kind == .digit) }
      result.scalars.append(value)
    case .han, .kana:
      flush(at: offset)
      emitCharacter(value, kind == .han ? .han : .kana, at: offset)
    case .sentenceEnd:
      flush(at: offset)
      sentence = true
    case .other: takeMark(value, at: offset)
    }
  }

  private mutating func takeMark(_ value: UInt32, at offset: Int32) {
    let length = Int32(result.scalars.count) - pendingStart
    let joinsDigits = pendingIsNumber && (value == 0x2E || value == 0x2C || value == 0x2B)
    let joinsLetters = (value == 0x26 && length <= 2) || (value == 0x2B && pendingHasPlus)
    if pendingStart >= 0 && (joinsDigits || joinsLetters) {
      held = value
      return
    }
    flush(at: offset)
    if value == 0x2E { sentence = true }
    if value == 0x25 { emitCharacter(value, .word, at: offset) }
  }

  private mutating func begin(at offset: Int32, isNumber: Bool) {
    pendingStart = Int32(result.scalars.count)
    pendingSource = offset
    pendingJoined = lastEnd == offset
    pendingIsNumber = isNumber
    pendingHasPlus = false
  }

  private mutating func flush(at end: Int32) {
    guard pendingStart >= 0 else { return }
    let range = pendingStart..<Int32(result.scalars.count)
    let key: UInt64
    if pendingIsNumber {
      key = Self.key(ofWord: result.scalars[Int(range.lowerBound)...])
    } else {
      stem.removeAll(keepingCapacity: true)
      for position in Int(range.lowerBound)..<Int(range.upperBound) { stem.append(result.scalars[position]) }
      Stemmer.stem(&stem)
      key = Self.key(ofWord: stem)
    }
    append(
      Token(
        kind: pendingIsNumber ? .number : .word, key: key, folded: range, source: pendingSource..<end,
        isJoined: pendingJoined, startsSentence: sentence))
    pendingStart = -1
    pendingIsNumber = false
  }

  private mutating func emitCharacter(_ value: UInt32, _ kind: Token.Kind, at offset: Int32) {
    let start = Int32(result.scalars.count)
    result.scalars.append(value)
    append(
      Token(
        kind: kind, key: UInt64(value), folded: start..<start + 1, source: offset..<offset + 1,
        isJoined: lastEnd == offset, startsSentence: sentence))
  }

  private mutating func append(_ token: Token) {
    var token = token
    if result.tokens.isEmpty { token.isJoined = false }
    result.tokens.append(token)
    sentence = false
    lastEnd = token.source.upperBound
  }

  private static func classify(_ value: UInt32) -> Class {
    switch value {
    case 0x61...0x7A: .letter
    case 0x30...0x39: .digit
    case 0x3F, 0x21, 0x3B, 0x61F, 0x61B, 0x6D4, 0xA1, 0xBF: .sentenceEnd
    case 0..<0xC0: .other
    case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF: .kana
    case 0x3005, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
    case 0xC0...0x24F, 0x370...0x5FF, 0x620...0x669, 0x66E...0x6D3, 0x6D5...0x6FF, 0x750...0x77F, 0x900...0x1FFF,
      0xAC00...0xD7A3:
      .letter
    default: .other
    }
  }
}

extension Tokenizer {
  /// FNV-1a, 64 bits (Fowler, Noll, Vo), over the scalars; the top bit tells words from single characters.
  public static func key<S: Sequence>(ofWord scalars: S) -> UInt64 where S.Element == UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for scalar in scalars {
      hash = (hash ^ UInt64(scalar & 0xFF)) &* 0x100_0000_01B3
      hash = (hash ^ UInt64(scalar >> 8)) &* 0x100_0000_01B3
    }
    return hash | (1 << 63)
  }

  /// The stem of a folded word.
  public static func stem(of word: some Sequence<UInt32>) -> [UInt32] {
    var scalars = Array(word)
    Stemmer.stem(&scalars)
    return scalars
  }

  /// The key of a folded word after stemming.
  public static func key(ofStemmed word: String) -> UInt64 { key(ofWord: stem(of: word.unicodeScalars.map(\.value))) }
}
