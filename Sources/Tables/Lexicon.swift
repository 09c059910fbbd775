import Text

/// What a phrase stands for.
public enum Meaning: Sendable, Hashable {
  case concept(Identifier<Concept>)
  case name(Identifier<Name>)
}

/// The phrases of all languages in one trie over token keys, and the vocabulary that typing errors are mended
/// with.
public struct Lexicon: Sendable {
  /// A meaning of a phrase, and where the phrase's next one stands.
  private struct Entry {
    var meaning: Meaning
    var languages: LanguageMask
    var next: Int32 = Lexicon.none
  }

  /// Longest phrase, in tokens: a bound on the work per token.
  public static let phraseTokenLimit = 24

  private static let none: Int32 = -1

  /// The nodes that follow others, by `edge`.
  private var nodes = KeyTable()
  /// For each node the first meaning of the phrase that ends there; the root is node 0.
  private var firstEntries: [Int32] = [none]
  private var entries: [Entry] = []
  var vocabulary = Vocabulary()

  public init() {}

  /// Adds a phrase. The same phrase may mean several things.
  public mutating func add(_ phrase: TokenizedText, meaning: Meaning, in language: Language? = nil) {
    guard let node = node(of: phrase) else { return }
    vocabulary.addWords(of: phrase, in: language)
    append(meaning, LanguageMask(of: phrase, in: language), to: node)
  }

  /// Adds a phrase, unless it means something already.
  public mutating func addNew(_ phrase: TokenizedText, meaning: Meaning, in language: Language) {
    guard let node = node(of: phrase), firstEntries[node] == Self.none else { return }
    vocabulary.addWords(of: phrase, in: language)
    append(meaning, LanguageMask(of: phrase, in: language), to: node)
  }

  /// The node of a phrase, which is made where there is none; nil for a phrase that is empty or too long.
  private mutating func node(of phrase: TokenizedText) -> Int? {
    guard !phrase.tokens.isEmpty, phrase.tokens.count <= Self.phraseTokenLimit else { return nil }
    var node: UInt32 = 0
    for token in phrase.tokens {
      let next = nodes.value(of: Self.edge(node, token.key), orInsert: UInt32(firstEntries.count))
      if Int(next) == firstEntries.count { firstEntries.append(Self.none) }
      node = next
    }
    return Int(node)
  }

  private mutating func append(_ meaning: Meaning, _ languages: LanguageMask, to node: Int) {
    var last = Self.none
    var entry = firstEntries[node]
    while entry != Self.none {
      if entries[Int(entry)].meaning == meaning {
        entries[Int(entry)].languages.formUnion(languages)
        return
      }
      last = entry
      entry = entries[Int(entry)].next
    }
    if last == Self.none {
      firstEntries[node] = Int32(entries.count)
    } else {
      entries[Int(last)].next = Int32(entries.count)
    }
    entries.append(Entry(meaning: meaning, languages: languages))
  }

  /// Adds the words of the records' texts, so that they count as known.
  public mutating func addWords(_ words: Vocabulary) { vocabulary.append(words) }

  /// Calls `body` with the length in tokens and the node of every phrase that begins at a position.
  func phrases(
    in keys: [UInt64], from start: Int, _ languages: LanguageMask, _ body: (Int, UInt32) -> Void
  ) {
    var node: UInt32 = 0
    var position = start
    while position < keys.count, let next = nodes[Self.edge(node, keys[position])] {
      position += 1
      node = next
      if hasMeaning(node, languages) { body(position - start, node) }
    }
  }

  private func hasMeaning(_ node: UInt32, _ languages: LanguageMask) -> Bool {
    var entry = firstEntries[Int(node)]
    while entry != Self.none {
      if !entries[Int(entry)].languages.isDisjoint(with: languages) { return true }
      entry = entries[Int(entry)].next
    }
    return false
  }

  /// Calls `body` with the meanings of the phrase that ends at a node, in the order in which they were added.
  func forEachMeaning(of node: UInt32, _ languages: LanguageMask, _ body: (Meaning) -> Void) {
    var entry = firstEntries[Int(node)]
    while entry != Self.none {
      if !entries[Int(entry)].languages.isDisjoint(with: languages) { body(entries[Int(entry)].meaning) }
      entry = entries[Int(entry)].next
    }
  }

  /// The step from a node by a token, as one number. Two steps could share one, as two words could share a key;
  /// at 2 to the power of 64 neither is to be expected.
  private static func edge(_ node: UInt32, _ key: UInt64) -> UInt64 {
    let mixed = (key ^ UInt64(node) &* 0xD6E8_FEB8_6659_FD93) &* 0xFF51_AFD7_ED55_8CCD
    return max(1, mixed ^ mixed >> 32)
  }

  /// How many words of a text only English, and only French, has among the files' words.
  public func exclusiveWords(of text: TokenizedText) -> (english: Int, french: Int) {
    var english = 0
    var french = 0
    for token in text.tokens where token.kind == .word {
      if vocabulary.isOnly(token.key, in: .english, rather: .french) { english += 1 }
      if vocabulary.isOnly(token.key, in: .french, rather: .english) { french += 1 }
    }
    return (english, french)
  }
}
