/// A unit of a text: a word of an alphabet, a number, or a single Han character or kana.
public struct Token: Sendable, Equatable {
  public enum Kind: Sendable { case word, number, han, kana }

  public var kind: Kind
  /// What tokens are compared by: a hash of the stem. Equal stems have equal keys.
  public var key: UInt64
  /// Where its folded characters stand in the text's `scalars`.
  public var folded: Range<Int32>
  /// Where it stands in the source, in Unicode scalars.
  public var source: Range<Int32>
  /// Whether it follows the token before without anything between them.
  public var isJoined: Bool
  /// Whether a sentence ends before this token (full stop, question mark, semicolon, line end).
  public var startsSentence: Bool
}

/// A text split into tokens, with its folded characters.
public struct TokenizedText: Sendable {
  /// The folded characters that `Token.folded` points into; behind them may stand more.
  public internal(set) var scalars: [UInt32] = []
  public internal(set) var tokens: [Token] = []

  /// The tokens of an empty text.
  public init() {}

  /// The folded characters of a token.
  public func folded(_ token: Token) -> ArraySlice<UInt32> {
    scalars[Int(token.folded.lowerBound)..<Int(token.folded.upperBound)]
  }

  /// The first folded character of a token; no token is empty.
  public func firstScalar(of token: Token) -> UInt32 { scalars[Int(token.folded.lowerBound)] }

  /// The folded text of a token.
  public func text(_ token: Token) -> String {
    var view = String.UnicodeScalarView()
    for value in folded(token) { view.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    return String(view)
  }

  /// Whether the token is one katakana character.
  public func isKatakana(_ token: Token) -> Bool {
    token.kind == .kana && firstScalar(of: token) >= 0x30A1
  }
}
