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

  /// A step of the trie, as the table holds it: where it leads, whether a phrase ends there, and which tokens may
  /// go on. Most look-ups are for the token behind a phrase and find nothing; the bits spare them.
  private struct Step {
    static let nodeLimit = 1 << 23
    private static let endBit: UInt32 = 1 << 23

    private(set) var bits: UInt32

    /// Into the root, from which any token may go on.
    static let root = Step(bits: 0xFF << 24)

    var node: UInt32 { bits & UInt32(Self.nodeLimit - 1) }
    var endsPhrase: Bool { bits & Self.endBit != 0 }
    func mayGoOn(by key: UInt64) -> Bool { bits & Self.bit(of: key) != 0 }

    mutating func addEnd() { bits |= Self.endBit }
    mutating func add(_ key: UInt64) { bits |= Self.bit(of: key) }

    /// One of eight bits.
    private static func bit(of key: UInt64) -> UInt32 {
      1 << UInt32(truncatingIfNeeded: 24 + (key &* 0x9E37_79B9_7F4A_7C15) >> 61)
    }
  }

  /// Longest phrase, in tokens: a bound on the work per token.
  public static let phraseTokenLimit = 24

  private static let none: Int32 = -1

  /// The steps to the nodes that follow others, by `edge`.
  private var steps = KeyTable()
  /// For each node the first meaning of the phrase that ends there; the root is node 0.
  private var firstEntries: [Int32] = [none]
  /// For each node the languages in which a phrase ends there: less memory to look into than its entries.
  private var endLanguages: [LanguageMask] = [[]]
  private var entries: [Entry] = []
  var vocabulary = Vocabulary()

  public init() {}

  /// Makes room for phrases of so many bytes: a node for every ten and a phrase for every sixteen, as the data files
  /// have it. A wrong guess costs a little time or memory.
  public mutating func reserve(bytes: Int) {
    steps.reserve(bytes / 10)
    firstEntries.reserveCapacity(bytes / 10)
    endLanguages.reserveCapacity(bytes / 10)
    entries.reserveCapacity(bytes / 16)
  }

  /// Adds a phrase. The same phrase may mean several things.
  public mutating func add(_ phrase: TokenizedText, meaning: Meaning, in language: Language? = nil) {
    guard let node = node(of: phrase) else { return }
    vocabulary.addWords(ofPhrase: phrase, in: language)
    append(meaning, LanguageMask(of: phrase, in: language), to: node)
  }

  /// Adds a phrase, unless it means something already in the languages it belongs to: then calls `body` with what it
  /// means in a text of the language.
  public mutating func addNew(
    _ phrase: TokenizedText, meaning: Meaning, in language: Language, orElse body: (Meaning) -> Void
  ) {
    let languages = LanguageMask(of: phrase, in: language)
    guard let node = node(of: phrase) else { return }
    guard endLanguages[node].isDisjoint(with: languages) else {
      forEachMeaning(of: UInt32(node), LanguageMask(reading: language), body)
      return
    }
    vocabulary.addWords(ofPhrase: phrase, in: language)
    append(meaning, languages, to: node)
  }

  /// The node of a phrase, which is made where there is none and marked as the end of one; nil for a phrase that is
  /// empty or too long.
  private mutating func node(of phrase: TokenizedText) -> Int? {
    guard !phrase.tokens.isEmpty, phrase.tokens.count <= Self.phraseTokenLimit,
      firstEntries.count + phrase.tokens.count <= Step.nodeLimit
    else { return nil }
    var step = Step.root
    var edge: UInt64 = 0
    for token in phrase.tokens {
      if !step.mayGoOn(by: token.key) {
        step.add(token.key)
        steps.replace(edge, by: step.bits)
      }
      edge = Self.edge(step.node, token.key)
      step = Step(bits: steps.value(of: edge, orInsert: UInt32(firstEntries.count)))
      if Int(step.node) == firstEntries.count {
        firstEntries.append(Self.none)
        endLanguages.append([])
      }
    }
    if !step.endsPhrase {
      step.addEnd()
      steps.replace(edge, by: step.bits)
    }
    return Int(step.node)
  }

  private mutating func append(_ meaning: Meaning, _ languages: LanguageMask, to node: Int) {
    endLanguages[node].formUnion(languages)
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
    var step = Step.root
    var position = start
    while position < keys.count, step.mayGoOn(by: keys[position]),
      let bits = steps[Self.edge(step.node, keys[position])]
    {
      position += 1
      step = Step(bits: bits)
      if step.endsPhrase, !endLanguages[Int(step.node)].isDisjoint(with: languages) {
        body(position - start, step.node)
      }
    }
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
