import Text

/// What a phrase stands for.
public enum Meaning: Sendable, Hashable {
  case concept(Identifier<Concept>)
  case name(Identifier<Name>)
}

/// What a phrase begins with. No phrase of the one kind is looked for where a text has the other, so each has a trie of
/// its own, and both can be made at once.
public enum PhraseStart: Sendable {
  /// A word or a number.
  case word
  /// A character of a script without spaces.
  case character

  /// - Parameter key: that of a phrase's first token.
  @inline(__always)
  public init(key: UInt64) { self = key >> 63 == 0 ? .character : .word }
}

/// The phrases of all languages, and the vocabulary that typing errors are mended with.
public struct Lexicon: Sendable {
  private var words = PhraseTrie()
  private var characters = PhraseTrie()
  var vocabulary = Vocabulary()

  /// Set in the number of a node of `characters`.
  private static let characterBit: UInt32 = 1 << 31

  public init() {}

  /// The phrases of one lexicon that begin with words, and those of another that begin with characters.
  public init(words: consuming Lexicon, characters: consuming Lexicon) {
    self.words = words.words
    self.characters = characters.characters
    vocabulary = words.vocabulary
    vocabulary.append(characters.vocabulary)
  }

  /// Makes room for phrases of so many bytes that begin so.
  public mutating func reserve(bytes: Int, _ start: PhraseStart) {
    switch start {
    case .word: words.reserve(bytes: bytes)
    case .character: characters.reserve(bytes: bytes)
    }
  }

  /// Adds a phrase. The same phrase may mean several things.
  public mutating func add(_ phrase: TokenizedText, meaning: Meaning, in language: Language? = nil) {
    guard let first = phrase.tokens.first else { return }
    let languages = LanguageMask.counting(phrase, in: language)
    let isAdded =
      switch PhraseStart(key: first.key) {
      case .word: words.add(phrase, meaning: meaning, languages)
      case .character: characters.add(phrase, meaning: meaning, languages)
      }
    if isAdded { vocabulary.addWords(ofPhrase: phrase, in: language) }
  }

  /// Adds a phrase, unless it means something already in the languages it belongs to: then calls `body` with what it
  /// means in a text of the language.
  /// - Parameter isMeant: whether a meaning counts.
  public mutating func addNew(
    _ phrase: TokenizedText, meaning: Meaning, in language: Language, unless isMeant: (Meaning) -> Bool,
    orElse body: (Meaning) -> Void
  ) {
    guard let first = phrase.tokens.first else { return }
    let (languages, reading) = (LanguageMask.counting(phrase, in: language), LanguageMask(reading: language))
    let isAdded =
      switch PhraseStart(key: first.key) {
      case .word: words.addNew(phrase, meaning, languages, reading: reading, unless: isMeant, orElse: body)
      case .character:
        characters.addNew(phrase, meaning, languages, reading: reading, unless: isMeant, orElse: body)
      }
    if isAdded { vocabulary.addWords(ofPhrase: phrase, in: language) }
  }

  /// Adds the words of the records' texts, so that they count as known.
  public mutating func addWords(_ words: Vocabulary) { vocabulary.append(words) }

  /// Calls `body` with the length in tokens and the node of every phrase that begins at a position.
  @inline(__always)
  func phrases(
    in keys: [UInt64], from start: Int, _ languages: LanguageMask, _ body: (Int, UInt32) -> Void
  ) {
    switch PhraseStart(key: keys[start]) {
    case .word: words.phrases(in: keys, from: start, languages, body)
    case .character:
      characters.phrases(in: keys, from: start, languages) { body($0, $1 | Self.characterBit) }
    }
  }

  /// Calls `body` with the meanings of the phrase that ends at a node, in the order in which they were added.
  func forEachMeaning(of node: UInt32, _ languages: LanguageMask, _ body: (Meaning) -> Void) {
    if node & Self.characterBit == 0 {
      words.forEachMeaning(of: node, languages, body)
    } else {
      characters.forEachMeaning(of: node & ~Self.characterBit, languages, body)
    }
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
