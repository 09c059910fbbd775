/// A unit of a text: a word of an alphabet, a number, or a single Han character or kana.
public struct Token: Sendable, Equatable {
  public enum Kind: Sendable { case word, number, han, kana }

  public var kind: Kind
  /// The folded text.
  public var text: String
  /// What tokens are compared by: a hash of the stem. Equal stems have equal keys; the data files are checked
  /// for different stems with one key.
  public var key: UInt64
  /// Where the token stands in the source, in Unicode scalars.
  public var source: Range<Int>
  /// Whether it follows the token before without anything between them.
  public var isJoined: Bool
  /// Whether a sentence ends before this token (full stop, question mark, semicolon, line end).
  public var startsSentence: Bool
}

/// Splits a text into tokens.
///
/// Words are runs of letters; an apostrophe and a hyphen end one (`l'usine` is two), `2+5` and `r&d` are one.
/// Numbers keep `.` and `,` between digits. Languages without spaces give one token a character; finding words
/// in them is the work of the phrase table.
public enum Tokenizer {
  public static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    tokens.reserveCapacity(text.utf8.count / 4 + 4)
    var scanner = Scanner()
    var offset = 0
    for scalar in text.unicodeScalars {
      scanner.take(scalar.value, at: offset, into: &tokens)
      offset += 1
    }
    scanner.finish(at: offset, into: &tokens)
    return tokens
  }

  /// The key of a single folded character.
  public static func key(ofCharacter scalar: UInt32) -> UInt64 { UInt64(scalar) }

  /// FNV-1a, 64 bits (Fowler, Noll, Vo), over the scalars; the top bit tells words from characters.
  public static func key<S: Sequence>(ofWord scalars: S) -> UInt64 where S.Element == UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for scalar in scalars {
      hash = (hash ^ UInt64(scalar & 0xFF)) &* 0x100_0000_01B3
      hash = (hash ^ UInt64(scalar >> 8)) &* 0x100_0000_01B3
    }
    return hash | (1 << 63)
  }
}

/// The state of tokenising between two scalars.
private struct Scanner {
  private enum Class { case letter, digit, han, kana, sentenceEnd, other }

  private var pending: [UInt32] = []
  private var pendingIsNumber = false
  private var pendingStart = 0
  private var pendingJoined = false
  private var held: UInt32?
  private var lastEnd = -1
  private var sentence = true
  private var folded: [UInt32] = []

  mutating func take(_ scalar: UInt32, at offset: Int, into tokens: inout [Token]) {
    if scalar == 0x0A { sentence = true }
    folded.removeAll(keepingCapacity: true)
    Folding.append(scalar, to: &folded)
    for value in folded { take(folded: value, at: offset, into: &tokens) }
  }

  private mutating func take(folded value: UInt32, at offset: Int, into tokens: inout [Token]) {
    let kind = Self.classify(value)
    if let mark = held {
      held = nil
      // A mark between digits (2.5, 1,000, 2+5) or in r&d belongs to the token; else it ended it.
      if kind == .digit && pendingIsNumber || (mark == 0x26 || mark == 0x2B) && kind == .letter {
        pending.append(mark)
        pendingIsNumber = pendingIsNumber && kind == .digit && mark != 0x2B
      } else {
        flush(at: offset - 1, into: &tokens)
        if mark == 0x2E { sentence = true }
      }
    }
    switch kind {
    case .letter, .digit:
      if pending.isEmpty {
        pendingStart = offset
        pendingJoined = lastEnd == offset
        pendingIsNumber = kind == .digit
      } else if kind == .digit && pendingIsNumber == false && pending.contains(0x2B) {
        // 2+5: stays one token
      } else if kind == .letter && pendingIsNumber {
        // 500m, 110kv, 19th: the number ends, the letters follow
        if !(pending.count <= 2 && (value == 0x61 || value == 0x67)) {
          flush(at: offset, into: &tokens)
          pendingStart = offset
          pendingJoined = true
        }
        pendingIsNumber = false
      }
      pending.append(value)
    case .han, .kana:
      flush(at: offset, into: &tokens)
      emit([value], kind: kind == .han ? .han : .kana, start: offset, end: offset + 1, joined: lastEnd == offset, into: &tokens)
    case .sentenceEnd:
      flush(at: offset, into: &tokens)
      sentence = true
    case .other:
      let joinsDigits = pendingIsNumber && (value == 0x2E || value == 0x2C || value == 0x2B)
      let joinsLetters = (value == 0x26 && pending.count <= 2) || (value == 0x2B && pending.contains(0x2B))
      if !pending.isEmpty && (joinsDigits || joinsLetters) {
        held = value
      } else {
        flush(at: offset, into: &tokens)
        if value == 0x2E { sentence = true }
        if value == 0x25 {
          emit([value], kind: .word, start: offset, end: offset + 1, joined: lastEnd == offset, into: &tokens)
        }
      }
    }
  }

  mutating func finish(at offset: Int, into tokens: inout [Token]) {
    flush(at: held == nil ? offset : offset - 1, into: &tokens)
  }

  private mutating func flush(at end: Int, into tokens: inout [Token]) {
    guard !pending.isEmpty else { return }
    var scalars = pending
    if pendingIsNumber { scalars.removeAll { $0 == 0x2C } }
    emit(
      scalars, kind: pendingIsNumber ? .number : .word, start: pendingStart, end: end, joined: pendingJoined,
      into: &tokens)
    pending.removeAll(keepingCapacity: true)
    pendingIsNumber = false
  }

  private mutating func emit(
    _ scalars: [UInt32], kind: Token.Kind, start: Int, end: Int, joined: Bool, into tokens: inout [Token]
  ) {
    var view = String.UnicodeScalarView()
    for value in scalars { view.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    let key: UInt64
    switch kind {
    case .han, .kana: key = Tokenizer.key(ofCharacter: scalars[0])
    case .number: key = Tokenizer.key(ofWord: scalars)
    case .word:
      var stem = scalars
      Stemmer.stem(&stem)
      key = Tokenizer.key(ofWord: stem)
    }
    tokens.append(
      Token(
        kind: kind, text: String(view), key: key, source: start..<end, isJoined: joined && !tokens.isEmpty,
        startsSentence: sentence))
    sentence = false
    lastEnd = end
  }

  private static func classify(_ value: UInt32) -> Class {
    switch value {
    case 0x30...0x39: .digit
    case 0x61...0x7A: .letter
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
  /// The stem of a folded word.
  public static func stem(of word: String) -> String {
    var scalars = word.unicodeScalars.map(\.value)
    Stemmer.stem(&scalars)
    var view = String.UnicodeScalarView()
    for value in scalars { view.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    return String(view)
  }

  /// The key of a folded word after stemming.
  public static func key(ofStemmed word: String) -> UInt64 {
    var scalars = word.unicodeScalars.map(\.value)
    Stemmer.stem(&scalars)
    return key(ofWord: scalars)
  }
}
