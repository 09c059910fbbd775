/// Splits a text into tokens.
///
/// Words are runs of letters; an apostrophe and a hyphen end one (`l'usine` is two), `2+5` and `r&d` are one.
/// Numbers keep the point between digits and lose the comma. Languages without spaces give one token a character;
/// finding words in them is the work of the phrase table.
///
/// A tokeniser may read one text after the other; it uses its memory again.
public struct Tokenizer {
  /// The text that was read last.
  public private(set) var result = TokenizedText()
  private let memory = TokenMemory()

  public init() {}

  /// The tokens of a text. Time: linear in the text.
  public static func tokens(of text: String) -> TokenizedText {
    var tokenizer = Tokenizer()
    tokenizer.read(text)
    return tokenizer.result
  }

  /// Splits a text; the tokens are in `result` until the next call. Time: linear in the text.
  public mutating func read(_ text: String) {
    var text = text
    text.withUTF8 { run($0) }
  }

  /// The same for a text in UTF-8 that is known to be valid.
  public mutating func read(utf8 bytes: Span<UInt8>) { bytes.withUnsafeBufferPointer { run($0) } }

  /// What the first token of a text is, as far as its first letter tells; nil where it is a mark, a digit or a rare
  /// letter.
  ///
  /// - Parameter bytes: UTF-8 that is known to be valid.
  public static func firstKind(ofUTF8 bytes: Span<UInt8>) -> Token.Kind? {
    bytes.withUnsafeBufferPointer { bytes in
      guard !bytes.isEmpty else { return nil }
      var index = 0
      return switch TokenScan.scalar(bytes, &index) {
      case 0x41...0x5A, 0x61...0x7A: .word
      case TokenScan.commonHan: .han
      case TokenScan.hiragana: .kana
      default: nil
      }
    }
  }

  private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    result.tokens.removeAll(keepingCapacity: true)
    guard !bytes.isEmpty else { return }
    let missing = bytes.count - result.scalars.count
    if missing > 0 { result.scalars.append(contentsOf: repeatElement(0, count: 2 * missing)) }
    memory.reserve(bytes.count)
    let tokenCount = result.scalars.withUnsafeMutableBufferPointer { scalars in
      var scan = TokenScan(scalars.baseAddress!, memory)
      Folding.table.withUnsafeBufferPointer { scan.run(bytes, $0) }
      return scan.tokenCount
    }
    result.tokens.append(contentsOf: UnsafeBufferPointer(start: memory.tokens, count: tokenCount))
  }

  /// FNV-1a, 64 bits (Fowler, Noll, Vo), a scalar at a time; the top bit tells words from single characters.
  @inlinable
  public static func key<S: Sequence>(ofWord scalars: S) -> UInt64 where S.Element == UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for scalar in scalars {
      hash = (hash ^ UInt64(scalar)) &* 0x100_0000_01B3
    }
    return hash | (1 << 63)
  }

  /// The stem of a folded word.
  public static func stem(of word: ArraySlice<UInt32>) -> [UInt32] {
    var scalars = Array(word)
    let count = scalars.withUnsafeMutableBufferPointer { stem($0) }
    scalars.removeLast(scalars.count - count)
    return scalars
  }

  /// Writes the stem of a folded word where the word stands. Returns the stem's length.
  public static func stem(_ word: UnsafeMutableBufferPointer<UInt32>) -> Int {
    let stem = Stemmer.stem(word)
    // An Arabic stem need not begin where the word does.
    for position in 0..<stem.count { word[position] = stem[position] }
    return stem.count
  }

  /// The key of a folded word after stemming.
  public static func key(ofStemmed word: String) -> UInt64 {
    key(ofWord: stem(of: word.unicodeScalars.map(\.value)[...]))
  }
}
