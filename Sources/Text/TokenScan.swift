/// The state of splitting one text, and the memory that the tokens go to.
///
/// One of the few inner loops that write through pointers: every text of the data files passes here at the start.
struct TokenScan {
  static let commonHan: ClosedRange<UInt32> = 0x4E00...0x9FFF
  static let hiragana: ClosedRange<UInt32> = 0x3041...0x3096

  private enum Class { case letter, digit, han, kana, sentenceEnd, other }

  private let scalars: UnsafeMutablePointer<UInt32>
  private let tokens: UnsafeMutablePointer<Token>
  private(set) var scalarCount: Int32 = 0
  private(set) var tokenCount = 0
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
  /// Where words are stemmed.
  private let stem: UnsafeMutablePointer<UInt32>

  /// - Parameters:
  ///   - scalars: room for as many folded characters as the text has bytes.
  ///   - memory: with room for as many tokens.
  init(_ scalars: UnsafeMutablePointer<UInt32>, _ memory: TokenMemory) {
    self.scalars = scalars
    tokens = memory.tokens
    stem = memory.stem
  }

  /// Splits a whole text.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8 that is known to be valid.
  ///   - table: `Folding.table`.
  mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, _ table: UnsafeBufferPointer<UInt16>) {
    var index = 0
    var offset: Int32 = 0
    while index < bytes.count {
      // The short ways for most of a text: the letters of a word, the space behind one, a Han character or kana that
      // follows no word.
      if mayTakeLetters {
        let start = scalarCount
        let source = offset
        addLatin(bytes, &index)
        addArabic(bytes, &index, table)
        if scalarCount > start {
          if pendingStart < 0 { begin(at: source, isNumber: false, start) }
          offset += scalarCount - start
          continue
        }
      }
      if bytes[index] == 0x20, held == 0 {
        flush(at: offset)
        index += 1
        offset += 1
        continue
      }
      let scalar = Self.scalar(bytes, &index)
      if Self.commonHan.contains(scalar), pendingStart < 0 {
        emitCharacter(UInt32(table[Int(scalar)]), .han, at: offset)
        offset += 1
        continue
      }
      if Self.hiragana.contains(scalar), pendingStart < 0 {
        emitCharacter(UInt32(table[Int(scalar)]), .kana, at: offset)
        offset += 1
        continue
      }
      if scalar == 0x0A { sentence = true }
      Folding.fold(scalar, table) { take(folded: $0, at: offset) }
      offset += 1
    }
    flush(at: held == 0 ? offset : offset - 1)
  }

  /// Whether a letter begins a word or goes on with the one being read.
  private var mayTakeLetters: Bool { held == 0 && (pendingStart < 0 || !pendingIsNumber) }

  /// Adds the letters A to Z from an index on, which moves behind them.
  @inline(__always)
  private mutating func addLatin(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    var count = Int(scalarCount)
    while index < bytes.count, (bytes[index] | 0x20) &- 0x61 < 26 {
      scalars[count] = UInt32(bytes[index] | 0x20)
      count += 1
      index += 1
    }
    scalarCount = Int32(truncatingIfNeeded: count)
  }

  /// Adds the Arabic letters from an index on, which moves behind them; the tatweel and vowel signs are none.
  @inline(__always)
  private mutating func addArabic(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ table: UnsafeBufferPointer<UInt16>
  ) {
    var count = Int(scalarCount)
    while index < bytes.count, bytes[index] == 0xD8 || bytes[index] == 0xD9 {
      let scalar = (UInt32(bytes[index]) & 0x1F) << 6 | UInt32(bytes[index + 1]) & 0x3F
      guard scalar >= 0x621, scalar <= 0x64A, scalar != 0x640 else { break }
      scalars[count] = UInt32(table[Int(scalar)])
      count += 1
      index += 2
    }
    scalarCount = Int32(truncatingIfNeeded: count)
  }

  /// Whether a letter goes on with the word being read.
  private var inWord: Bool { pendingStart >= 0 && !pendingIsNumber && held == 0 }

  /// The scalar at an index, which moves behind it. The text is valid UTF-8.
  @inline(__always)
  static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
    let first = UInt32(bytes[index])
    func tail(_ distance: Int) -> UInt32 { UInt32(bytes[index + distance]) & 0x3F }
    switch first {
    case 0..<0x80:
      defer { index += 1 }
      return first
    case 0..<0xE0:
      defer { index += 2 }
      return (first & 0x1F) << 6 | tail(1)
    case 0..<0xF0:
      defer { index += 3 }
      return (first & 0xF) << 12 | tail(1) << 6 | tail(2)
    default:
      defer { index += 4 }
      return (first & 7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
    }
  }

  private mutating func take(folded value: UInt32, at offset: Int32) {
    let kind = Self.classify(value)
    if kind == .letter, inWord {
      add(value)
      return
    }
    if held != 0 {
      let mark = held
      held = 0
      // A mark between digits (2.5, 1,000, 2+5) or in r&d belongs to the token; else it ended it.
      let joinsNumber = kind == .digit && pendingIsNumber
      if joinsNumber || ((mark == 0x26 || mark == 0x2B) && kind == .letter) {
        if mark != 0x2C { add(mark) }
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
        let isName = scalarCount - pendingStart <= 2 && (value == 0x61 || value == 0x67)
        if !isName { flush(at: offset) }
        pendingIsNumber = false
      }
      // و2023: the Arabic particle and the number are two.
      if kind == .digit, pendingStart >= 0, !pendingIsNumber, isArabic(scalars[Int(scalarCount) - 1]) {
        flush(at: offset)
      }
      if pendingStart < 0 { begin(at: offset, isNumber: kind == .digit, scalarCount) }
      add(value)
    case .han, .kana:
      flush(at: offset)
      emitCharacter(value, kind == .han ? .han : .kana, at: offset)
    case .sentenceEnd:
      flush(at: offset)
      sentence = true
    case .other: takeMark(value, at: offset)
    }
  }

  private func isArabic(_ value: UInt32) -> Bool { value >= 0x620 && value <= 0x6FF }

  private mutating func takeMark(_ value: UInt32, at offset: Int32) {
    let length = scalarCount - pendingStart
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

  private mutating func begin(at offset: Int32, isNumber: Bool, _ start: Int32) {
    pendingStart = start
    pendingSource = offset
    pendingJoined = lastEnd == offset
    pendingIsNumber = isNumber
    pendingHasPlus = false
  }

  private mutating func flush(at end: Int32) {
    guard pendingStart >= 0 else { return }
    let range = pendingStart..<scalarCount
    var word = UnsafeMutableBufferPointer(start: stem, count: range.count)
    _ = word.update(
      fromContentsOf: UnsafeBufferPointer(start: scalars + Int(range.lowerBound), count: range.count))
    if !pendingIsNumber { word = Stemmer.stem(word) }
    let key = Tokenizer.key(ofWord: word)
    append(
      Token(
        kind: pendingIsNumber ? .number : .word, key: key, folded: range, source: pendingSource..<end,
        isJoined: pendingJoined, startsSentence: sentence))
    pendingStart = -1
    pendingIsNumber = false
  }

  private mutating func emitCharacter(_ value: UInt32, _ kind: Token.Kind, at offset: Int32) {
    let start = scalarCount
    add(value)
    append(
      Token(
        kind: kind, key: UInt64(value), folded: start..<start + 1, source: offset..<offset + 1,
        isJoined: lastEnd == offset, startsSentence: sentence))
  }

  private mutating func append(_ token: Token) {
    var token = token
    if tokenCount == 0 { token.isJoined = false }
    tokens[tokenCount] = token
    tokenCount += 1
    sentence = false
    lastEnd = token.source.upperBound
  }

  private mutating func add(_ value: UInt32) {
    scalars[Int(scalarCount)] = value
    scalarCount += 1
  }

  private static func classify(_ value: UInt32) -> Class {
    switch value {
    case 0x61...0x7A: .letter
    case 0x30...0x39: .digit
    case 0x3F, 0x21, 0x3B, 0x61F, 0x61B, 0x6D4, 0xA1, 0xBF: .sentenceEnd
    case 0..<0xC0: .other
    case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF: .kana
    case 0x3005, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
    case 0xC0...0x24F, 0x370...0x5FF, 0x620...0x669, 0x66E...0x6D3, 0x6D5...0x6FF, 0x750...0x77F,
      0x900...0x1FFF,
      0xAC00...0xD7A3:
      .letter
    default: .other
    }
  }
}

/// The memory that a tokeniser writes to, kept from text to text.
final class TokenMemory {
  private(set) var tokens: UnsafeMutablePointer<Token>
  private(set) var stem: UnsafeMutablePointer<UInt32>
  private var capacity: Int

  init() {
    capacity = 64
    tokens = .allocate(capacity: capacity)
    stem = .allocate(capacity: capacity)
  }

  deinit { free() }

  /// Makes room for so many tokens, and stems of that length; what was there is lost.
  func reserve(_ count: Int) {
    guard count > capacity else { return }
    free()
    capacity = 2 * count
    tokens = .allocate(capacity: capacity)
    stem = .allocate(capacity: capacity)
  }

  private func free() {
    tokens.deallocate()
    stem.deallocate()
  }
}
