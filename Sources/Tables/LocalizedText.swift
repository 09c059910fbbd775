import Text

/// A text in each language; a language without one of its own falls back to English.
public struct LocalizedText: Sendable, Equatable {
  private var texts: [String?]

  public init(_ texts: [Language: String] = [:]) {
    self.texts = [String?](repeating: nil, count: Language.allCases.count)
    for (language, text) in texts { self.texts[language.index] = text }
  }

  /// The language's own text, or nil.
  public subscript(own language: Language) -> String? {
    get { texts[language.index] }
    set { texts[language.index] = newValue }
  }

  /// The language's text, else the English one, else the first there is, else "".
  public subscript(language: Language) -> String {
    texts[language.index] ?? texts[Language.english.index] ?? texts.compactMap { $0 }.first ?? ""
  }

  public var languages: [Language] { Language.allCases.filter { texts[$0.index] != nil } }
}
