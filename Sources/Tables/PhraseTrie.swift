import Text

/// Phrases of all languages in a trie over token keys.
struct PhraseTrie: Sendable {
  /// A meaning of a phrase, and where the phrase's next one stands.
  private struct Entry {
    var meaning: Meaning
    var languages: LanguageMask
    var next: Int32 = PhraseTrie.none
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
  static let phraseTokenLimit = 24

  private static let none: Int32 = -1

  /// The steps to the nodes that follow others, by `edge`.
  private var steps = KeyTable()
  /// For each node the first meaning of the phrase that ends there; the root is node 0.
  private var firstEntries: [Int32] = [none]
  /// For each node the languages in which a phrase ends there: less memory to look into than its entries.
  private var endLanguages: [LanguageMask] = [[]]
  private var entries: [Entry] = []

  /// Makes room for phrases of so many bytes: a node for every ten and a phrase for every sixteen, as the data files
  /// have it. A wrong guess costs a little time or memory.
  mutating func reserve(bytes: Int) {
    steps.reserve(bytes / 10)
    firstEntries.reserveCapacity(bytes / 10)
    endLanguages.reserveCapacity(bytes / 10)
    entries.reserveCapacity(bytes / 16)
  }

  /// Adds a phrase, which may mean other things too. Returns whether it was not too long.
  mutating func add(_ phrase: TokenizedText, meaning: Meaning, _ languages: LanguageMask) -> Bool {
    guard let node = node(of: phrase) else { return false }
    append(meaning, languages, to: node)
    return true
  }

  /// Adds a phrase, unless it means something that counts already in one of the languages: then calls `body` with what
  /// it means in those of `reading`. Returns whether it was added.
  mutating func addNew(
    _ phrase: TokenizedText, _ meaning: Meaning, _ languages: LanguageMask, reading: LanguageMask,
    unless isMeant: (Meaning) -> Bool, orElse body: (Meaning) -> Void
  ) -> Bool {
    guard let node = node(of: phrase) else { return false }
    var isTaken = false
    forEachMeaning(of: UInt32(node), languages) { isTaken = isTaken || isMeant($0) }
    if isTaken {
      forEachMeaning(of: UInt32(node), reading, body)
      return false
    }
    append(meaning, languages, to: node)
    return true
  }

  /// The node of a phrase, which is made where there is none and marked as the end of one; nil for a phrase that is
  /// empty or too long.
  private mutating func node(of phrase: TokenizedText) -> Int? {
    guard !phrase.tokens.isEmpty, phrase.tokens.count <= Self.phraseTokenLimit,
      firstEntries.count + phrase.tokens.count <= Step.nodeLimit
    else { return nil }
    var step = Step.root
    /// The slot of the last step, but for the root, which has none.
    var slot: Int?
    for position in phrase.tokens.indices {
      let key = phrase.tokens[position].key
      if let slot, !step.mayGoOn(by: key) {
        step.add(key)
        steps[slot: slot] = step.bits
      }
      let next = steps.slot(of: Self.edge(step.node, key), orInsert: UInt32(firstEntries.count))
      step = Step(bits: steps[slot: next])
      slot = next
      if Int(step.node) == firstEntries.count {
        firstEntries.append(Self.none)
        endLanguages.append([])
      }
    }
    if let slot, !step.endsPhrase {
      step.addEnd()
      steps[slot: slot] = step.bits
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

  /// Calls `body` with the length in tokens and the node of every phrase that begins at a position.
  @inline(__always)
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
}
