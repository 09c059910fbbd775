import Text

/// The words of alphabets that the data files use, for telling typing errors from unknown words.
struct Vocabulary: Sendable {
  private var stems: [UInt64: Int] = [:]
  /// Stems by first byte, each with its key.
  private var buckets: [UInt8: [(stem: [UInt8], key: UInt64)]] = [:]

  /// Below this length a word is not mended: too many others are near.
  static let shortestMended = 5
  /// From this length on two errors are forgiven.
  static let twoErrorsFrom = 9

  mutating func add(_ token: Token) {
    stems[token.key, default: 0] += 1
    if stems[token.key] == 1 {
      let stem = Array(Tokenizer.stem(of: token.text).utf8)
      if let first = stem.first { buckets[first, default: []].append((stem, token.key)) }
    }
  }

  func contains(_ key: UInt64) -> Bool { stems[key] != nil }

  /// The key that an unknown word probably stands for: without an Arabic particle in front of it, or the one
  /// nearest word; nil where none or several are equally near.
  func mended(_ token: Token) -> UInt64? {
    if let key = withoutParticle(token) { return key }
    let stem = Array(Tokenizer.stem(of: token.text).utf8)
    let letters = token.text.unicodeScalars.count
    guard letters >= Self.shortestMended, let first = stem.first else { return nil }
    let limit = (letters >= Self.twoErrorsFrom ? 2 : 1) * (first >= 0x80 ? 2 : 1)
    var best: (distance: Int, count: Int, key: UInt64)?
    var tied = false
    for (candidate, key) in buckets[first] ?? [] where candidate.count >= 4 {
      guard abs(candidate.count - stem.count) <= limit,
        let distance = EditDistance.distance(stem, candidate, limit: limit)
      else { continue }
      let count = stems[key] ?? 0
      if let known = best {
        if distance > known.distance { continue }
        tied = distance == known.distance
        if tied && count < 4 * known.count && known.count < 4 * count { continue }
        if tied && known.count >= count {
          tied = false
          continue
        }
        tied = false
      }
      best = (distance, count, key)
    }
    return tied ? nil : best?.key
  }

  /// Arabic writes و ف ب ل ك as one word with what follows.
  private func withoutParticle(_ token: Token) -> UInt64? {
    var rest = Substring(token.text).unicodeScalars
    for _ in 0..<2 {
      guard let first = rest.first, "وفبلك".unicodeScalars.contains(first), rest.count > 3 else { return nil }
      rest = rest.dropFirst()
      let key = Tokenizer.key(ofStemmed: String(Substring(rest)))
      if contains(key) { return key }
    }
    return nil
  }
}
