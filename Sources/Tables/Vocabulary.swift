import Text

/// The words of alphabets that the data files use, for telling typing errors from unknown words.
public struct Vocabulary: Sendable {
  private struct Word {
    var key: UInt64
    var count: Int32 = 1
    /// The languages whose lines have it, as bits by `Language.index`, and whether phrases of the lexicon do.
    var languages: UInt8
    /// Where its stem stands in `stems`.
    var start: Int32
    var length: Int32
    /// Which letters the stem has, see `letters`.
    var letters: UInt32
    /// The word after it in its bucket, or `none`.
    var next: Int32 = Vocabulary.none
  }

  private static let none: Int32 = -1

  private var words: [Word] = []
  /// Positions in `words`.
  private var positions = KeyTable()
  private var stems: [UInt32] = []
  /// Positions in `buckets`: the words whose stems share first letter and length are in one bucket.
  private var bucketPositions = KeyTable()
  /// The first and the last word of each bucket, in the order in which they came.
  private var buckets: [(first: Int32, last: Int32)] = []

  /// Below this length a stem is not mended: too many others are near.
  static let shortestMended = 5
  /// From this length on a wrong letter is forgiven too, not only one left out, put in or changed about: in a shorter
  /// word it mostly makes another word (tower, toner).
  static let wrongLetterFrom = 6
  /// From this length on two errors are forgiven.
  static let twoErrorsFrom = 8
  /// A word that is so much more common wins over one that is as near.
  static let commonness: Int32 = 4

  public init() {}

  /// Adds the words of a text in a language.
  public mutating func addWords(of text: TokenizedText, in language: Language?) {
    let bits = language.map { UInt8(1) << UInt8($0.index) } ?? 0
    for token in text.tokens where token.kind == .word { add(token, of: text, bits) }
  }

  /// Adds the words of a phrase of the lexicon.
  mutating func addWords(ofPhrase text: TokenizedText, in language: Language?) {
    let bits = Self.phraseBit | (language.map { UInt8(1) << UInt8($0.index) } ?? 0)
    for token in text.tokens where token.kind == .word { add(token, of: text, bits) }
  }

  /// In `Word.languages`: beside the six languages.
  private static let phraseBit: UInt8 = 1 << 7

  /// Adds the words of another vocabulary, as if its texts were read behind the own ones.
  mutating func append(_ other: Vocabulary) {
    for word in other.words {
      let position = positions.value(of: word.key, orInsert: UInt32(words.count))
      if Int(position) < words.count {
        words[Int(position)].count += word.count
        words[Int(position)].languages |= word.languages
      } else {
        var own = word
        own.start = Int32(stems.count)
        own.next = Self.none
        stems += other.stems[Int(word.start)..<Int(word.start + word.length)]
        append(own)
      }
    }
  }

  private mutating func add(_ token: Token, of text: TokenizedText, _ bits: UInt8) {
    let position = positions.value(of: token.key, orInsert: UInt32(words.count))
    if Int(position) < words.count {
      words[Int(position)].count += 1
      words[Int(position)].languages |= bits
      return
    }
    let start = stems.count
    stems += text.folded(token)
    let length = stems.withUnsafeMutableBufferPointer {
      Tokenizer.stem(UnsafeMutableBufferPointer(rebasing: $0[start...]))
    }
    stems.removeLast(stems.count - start - length)
    append(
      Word(
        key: token.key, languages: bits, start: Int32(start), length: Int32(length),
        letters: Self.letters(of: stems[start...])))
  }

  /// Appends a word that is not there yet; its stem is.
  private mutating func append(_ word: Word) {
    let new = Int32(words.count)
    words.append(word)
    let key = Self.bucket(stems[Int(word.start)], Int(word.length))
    let bucket = Int(bucketPositions.value(of: key, orInsert: UInt32(buckets.count)))
    if bucket == buckets.count {
      buckets.append((new, new))
    } else {
      words[Int(buckets[bucket].last)].next = new
      buckets[bucket].last = new
    }
  }

  func contains(_ key: UInt64) -> Bool { positions[key] != nil }

  /// Whether only the first of two languages has the word.
  func isOnly(_ key: UInt64, in language: Language, rather other: Language) -> Bool {
    guard let position = positions[key] else { return false }
    let bits = words[Int(position)].languages
    return bits & (1 << UInt8(language.index)) != 0 && bits & (1 << UInt8(other.index)) == 0
  }

  private func isOfPhrase(_ key: UInt64) -> Bool {
    positions[key].map { words[Int($0)].languages & Self.phraseBit != 0 } ?? false
  }

  /// The word of a phrase that a word is which texts have with an Arabic particle in front of it, as in بمنطقة; nil
  /// where phrases have the whole.
  func bare(_ token: Token, of text: TokenizedText) -> UInt64? {
    guard let first = text.folded(token).first, Self.particles.contains(first), !isOfPhrase(token.key) else {
      return nil
    }
    return withoutParticle(text.folded(token)).flatMap { isOfPhrase($0) ? $0 : nil }
  }

  /// The key that an unknown word probably stands for: without an Arabic particle in front of it, or the one
  /// nearest word; nil where none or several are equally near.
  func mended(_ token: Token, of text: TokenizedText) -> UInt64? {
    let word = text.folded(token)
    if let key = withoutParticle(word) { return key }
    let stem = Tokenizer.stem(of: word)
    guard stem.count >= Self.shortestMended else { return nil }
    let limit = stem.count >= Self.twoErrorsFrom ? 2 : 1
    var best: (distance: Int, count: Int32, key: UInt64)?
    var isTied = false
    forEachNear(stem, limit: limit) { candidate, distance in
      guard let known = best, distance >= known.distance else {
        best = (distance, candidate.count, candidate.key)
        isTied = false
        return
      }
      guard distance == known.distance else { return }
      if candidate.count >= Self.commonness * known.count {
        best = (distance, candidate.count, candidate.key)
        isTied = false
      } else if known.count < Self.commonness * candidate.count {
        isTied = true
      }
    }
    return isTied ? nil : best?.key
  }

  /// Calls `body` with every word whose stem begins with the same letter and lies within the limit.
  private func forEachNear(_ stem: [UInt32], limit: Int, _ body: (Word, Int) -> Void) {
    let letters = Self.letters(of: stem[...])
    for length in stem.count - limit...stem.count + limit {
      var next = bucketPositions[Self.bucket(stem[0], length)].map { buckets[Int($0)].first } ?? Self.none
      while next != Self.none {
        let word = words[Int(next)]
        next = word.next
        // One error brings in at most one letter and takes away at most one.
        guard (letters & ~word.letters).nonzeroBitCount <= limit,
          (word.letters & ~letters).nonzeroBitCount <= limit
        else { continue }
        if length == stem.count, length < Self.wrongLetterFrom, word.letters != letters { continue }
        let other = stems[Int(word.start)..<Int(word.start + word.length)]
        if let distance = EditDistance.distance(stem[...], other, limit: limit) { body(word, distance) }
      }
    }
  }

  /// A set of letters as bits; letters 32 apart share one.
  private static func letters(of stem: ArraySlice<UInt32>) -> UInt32 {
    stem.reduce(0) { $0 | 1 << ($1 & 31) }
  }

  private static func bucket(_ letter: UInt32, _ length: Int) -> UInt64 {
    UInt64(letter) << 32 | UInt64(length)
  }

  private static let particles: Set<UInt32> = Set("وفبلك".unicodeScalars.map(\.value))

  /// Arabic writes و ف ب ل ك as one word with what follows.
  private func withoutParticle(_ word: ArraySlice<UInt32>) -> UInt64? {
    var rest = word
    for _ in 0..<2 {
      guard let first = rest.first, Self.particles.contains(first), rest.count > 3 else { return nil }
      rest = rest.dropFirst()
      let key = Tokenizer.key(ofWord: Tokenizer.stem(of: rest))
      if contains(key) { return key }
    }
    return nil
  }
}
