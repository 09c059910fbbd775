import Text

/// The words of alphabets that the data files use, for telling typing errors from unknown words.
struct Vocabulary: Sendable {
  private struct Word {
    var stem: [UInt32]
    var key: UInt64
  }

  private var counts: [UInt64: Int] = [:]
  /// Words by the first letter and the length of their stem.
  private var buckets: [UInt64: [Word]] = [:]

  /// Below this length a stem is not mended: too many others are near.
  static let shortestMended = 5
  /// From this length on two errors are forgiven.
  static let twoErrorsFrom = 8
  /// A word that is so much more common wins over one that is as near.
  static let commonness = 4

  mutating func add(_ token: Token, of text: TokenizedText) {
    counts[token.key, default: 0] += 1
    guard counts[token.key] == 1 else { return }
    let stem = Tokenizer.stem(of: text.folded(token))
    buckets[Self.bucket(stem[0], stem.count), default: []].append(Word(stem: stem, key: token.key))
  }

  func contains(_ key: UInt64) -> Bool { counts[key] != nil }

  /// The key that an unknown word probably stands for: without an Arabic particle in front of it, or the one
  /// nearest word; nil where none or several are equally near.
  func mended(_ token: Token, of text: TokenizedText) -> UInt64? {
    let word = Array(text.folded(token))
    if let key = withoutParticle(word) { return key }
    let stem = Tokenizer.stem(of: word)
    guard stem.count >= Self.shortestMended else { return nil }
    let limit = stem.count >= Self.twoErrorsFrom ? 2 : 1
    var best: (distance: Int, count: Int, key: UInt64)?
    var isTied = false
    for length in stem.count - limit...stem.count + limit {
      for candidate in buckets[Self.bucket(stem[0], length)] ?? [] {
        guard let distance = EditDistance.distance(stem, candidate.stem, limit: limit) else { continue }
        let count = counts[candidate.key] ?? 0
        guard let known = best, distance >= known.distance else {
          best = (distance, count, candidate.key)
          isTied = false
          continue
        }
        guard distance == known.distance else { continue }
        if count >= Self.commonness * known.count {
          best = (distance, count, candidate.key)
          isTied = false
        } else if known.count < Self.commonness * count {
          isTied = true
        }
      }
    }
    return isTied ? nil : best?.key
  }

  private static func bucket(_ letter: UInt32, _ length: Int) -> UInt64 { UInt64(letter) << 32 | UInt64(length) }

  private static let particles: Set<UInt32> = Set("وفبلك".unicodeScalars.map(\.value))

  /// Arabic writes و ف ب ل ك as one word with what follows.
  private func withoutParticle(_ word: [UInt32]) -> UInt64? {
    var rest = word[...]
    for _ in 0..<2 {
      guard let first = rest.first, Self.particles.contains(first), rest.count > 3 else { return nil }
      rest = rest.dropFirst()
      let key = Tokenizer.key(ofWord: Tokenizer.stem(of: rest))
      if contains(key) { return key }
    }
    return nil
  }
}
