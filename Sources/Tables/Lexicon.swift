import Text

/// What a phrase stands for.
public enum Meaning: Sendable, Hashable {
  case concept(Identifier<Concept>)
  case name(Identifier<Name>)
}

/// The phrases of all languages in one trie over token keys, and the vocabulary that typing errors are mended
/// with.
public struct Lexicon: Sendable {
  struct Edge: Hashable, Sendable {
    var node: UInt32
    var key: UInt64
  }

  /// Longest phrase, in tokens: a bound on the work per token.
  public static let phraseTokenLimit = 24

  private(set) var edges: [Edge: UInt32] = [:]
  /// The meanings that end at each node; the root is node 0.
  private(set) var meanings: [[Meaning]] = [[]]
  var vocabulary = Vocabulary()

  public init() {}

  /// Adds a phrase. The same phrase may mean several things.
  public mutating func add(_ text: String, meaning: Meaning) {
    let tokenized = Tokenizer.tokens(of: text)
    let tokens = tokenized.tokens
    guard !tokens.isEmpty, tokens.count <= Self.phraseTokenLimit else { return }
    var node: UInt32 = 0
    for token in tokens {
      if token.kind == .word { vocabulary.add(token, of: tokenized) }
      let edge = Edge(node: node, key: token.key)
      if let next = edges[edge] {
        node = next
      } else {
        let next = UInt32(meanings.count)
        meanings.append([])
        edges[edge] = next
        node = next
      }
    }
    if !meanings[Int(node)].contains(meaning) { meanings[Int(node)].append(meaning) }
  }

  /// Adds the words of a record's text, so that they count as known.
  public mutating func addWords(of text: String) {
    let tokenized = Tokenizer.tokens(of: text)
    for token in tokenized.tokens where token.kind == .word { vocabulary.add(token, of: tokenized) }
  }

  /// What a whole phrase means already.
  public func meanings(of phrase: String) -> [Meaning] {
    var node: UInt32 = 0
    for token in Tokenizer.tokens(of: phrase).tokens {
      guard let next = edges[Edge(node: node, key: token.key)] else { return [] }
      node = next
    }
    return meanings[Int(node)]
  }

  /// Calls `body` with the length in tokens and the meanings of every phrase that begins at a position.
  func phrases(in keys: [UInt64], from start: Int, _ body: (Int, [Meaning]) -> Void) {
    var node: UInt32 = 0
    var position = start
    while position < keys.count, let next = edges[Edge(node: node, key: keys[position])] {
      position += 1
      node = next
      let found = meanings[Int(node)]
      if !found.isEmpty { body(position - start, found) }
    }
  }
}
