import Text

/// The languages in which a phrase of Latin letters is one: `car` is no vehicle in French.
public struct LanguageMask: OptionSet, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Every language: names, and phrases in scripts that tell for themselves.
  public static let all = LanguageMask(rawValue: 0xFF)

  /// The languages whose phrases a text in this language is read with: English words stand in all but French.
  public init(reading language: Language) {
    let own = UInt8(1) << UInt8(language.index)
    let english = UInt8(1) << UInt8(Language.english.index)
    switch language {
    case .english, .french: self.init(rawValue: own)
    case .simplifiedChinese, .traditionalChinese:
      self.init(
        rawValue: 1 << UInt8(Language.simplifiedChinese.index) | 1 << UInt8(Language.traditionalChinese.index)
          | english)
    case .japanese, .arabic: self.init(rawValue: own | english)
    }
  }

  /// What a phrase on a line of a language counts as: one with letters of another script counts everywhere.
  static func counting(_ phrase: TokenizedText, in language: Language?) -> LanguageMask {
    guard let language else { return .all }
    for position in phrase.tokens.indices {
      let kind = phrase.tokens[position].kind
      guard kind == .number || kind == .word && phrase.firstScalar(of: phrase.tokens[position]) < 0x250 else {
        return .all
      }
    }
    return LanguageMask(rawValue: 1 << UInt8(language.index))
  }
}
