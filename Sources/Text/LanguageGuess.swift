/// Tells in which language a message is written: by script, by the characters that differ between the Chinese
/// scripts and Japanese, and by function words between English and French.
public enum LanguageGuess {
  /// The language of the text, or nil where nothing tells it (only digits, a name that all write alike).
  ///
  /// The grammar's language wins over borrowed names: one Arabic, Chinese or Japanese name in an English or
  /// French sentence does not change its language, nor the other way round.
  /// - Parameters:
  ///   - previous: the conversation's language, which decides where the text allows several.
  ///   - exclusive: how many words the data files have in only one of the two languages of the Latin alphabet.
  public static func language(
    of text: String, tokens: TokenizedText, previous: Language?,
    exclusive: (english: Int, french: Int) = (0, 0)
  ) -> Language? {
    var counts = Counts()
    for scalar in text.unicodeScalars { counts.add(scalar.value) }
    let words = FunctionWords(tokens)
    let latinGrammar = words.english + words.french
    if counts.hiragana > 0 { return .japanese }
    if counts.arabic > 0 && (latinGrammar == 0 || counts.arabic > counts.latin) { return .arabic }
    if counts.han > 0 {
      if latinGrammar >= 2 && counts.latin > 2 * counts.han { return words.latinLanguage(previous) }
      if counts.katakana > 0 { return .japanese }
      if counts.japaneseOnly > 0 && counts.simplifiedOnly == 0 && counts.cantonese == 0 { return .japanese }
      if counts.cantonese > 0 || counts.traditionalOnly > counts.simplifiedOnly { return .traditionalChinese }
      if counts.simplifiedOnly > 0 { return .simplifiedChinese }
      if traditionalWords.contains(where: text.contains) { return .traditionalChinese }
      if let previous, previous.isChinese || previous == .japanese { return previous }
      return .simplifiedChinese
    }
    if counts.katakana > 0 { return .japanese }
    if counts.latin > 0 {
      if words.english == words.french, exclusive.english != exclusive.french {
        return exclusive.french > exclusive.english ? .french : .english
      }
      if latinGrammar == 0 && !counts.frenchAccent {
        return previous == nil && counts.latin > 3 ? .english : previous
      }
      return counts.frenchAccent && words.english <= words.french ? .french : words.latinLanguage(previous)
    }
    return nil
  }

  /// Words of Hong Kong and Taiwan whose characters tell nothing.
  private static let traditionalWords = ["早晨", "早唞", "掰掰"]

  private struct Counts {
    var latin = 0
    var han = 0
    var hiragana = 0
    var katakana = 0
    var arabic = 0
    var traditionalOnly = 0
    var simplifiedOnly = 0
    var japaneseOnly = 0
    var cantonese = 0
    var frenchAccent = false

    mutating func add(_ scalar: UInt32) {
      switch scalar {
      case 0x41...0x5A, 0x61...0x7A, 0xFF21...0xFF3A, 0xFF41...0xFF5A: latin += 1
      case 0xC0...0x17F:
        latin += 1
        if "éèêàùçœîôûâëïÉÈÊÀÇ".unicodeScalars.contains(where: { $0.value == scalar }) { frenchAccent = true }
      case 0x3041...0x3096: hiragana += 1
      case 0x30A1...0x30FA: katakana += 1
      case 0x620...0x6FF: arabic += 1
      case 0x3400...0x9FFF:
        han += 1
        if "㗎喺嘅咗啲唔係冇嗰嘢咁哋邊俾畀佢乜嚟搵囉咩噉啱睇攞揾嘞喇啩嗌晒".unicodeScalars.contains(where: { $0.value == scalar }) {
          cantonese += 1
        }
        if HanVariants.isTraditionalOnly(scalar) { traditionalOnly += 1 }
        if HanVariants.isSimplifiedOnly(scalar) { simplifiedOnly += 1 }
        if HanVariants.isJapaneseOnly(scalar) { japaneseOnly += 1 }
      default: break
      }
    }
  }

  /// How many function words of each language stand in the text.
  private struct FunctionWords {
    var english = 0
    var french = 0

    init(_ text: TokenizedText) {
      for token in text.tokens where token.kind == .word {
        let key = Tokenizer.key(ofWord: text.folded(token))
        if Self.english.contains(key) { english += 1 }
        if Self.french.contains(key) { french += 1 }
      }
    }

    func latinLanguage(_ previous: Language?) -> Language {
      if french > english { return .french }
      if french == english, previous == .french { return .french }
      return .english
    }

    private static let english = keys([
      "the", "of", "and", "to", "in", "is", "are", "was", "were", "what", "how", "who", "where", "when",
      "which",
      "why", "do", "does", "did", "you", "your", "we", "our", "it", "its", "they", "their", "for", "with",
      "from",
      "any", "there", "have", "has", "can", "could", "would", "will", "please", "pls", "about", "much",
      "many",
      "at", "by", "this", "that", "be", "if", "or", "my", "me", "hi", "hello", "hey", "thanks", "thank",
      "whats",
      "tell", "give", "number", "an", "not", "need", "want", "than", "ok", "bye", "some", "help", "no", "yes",
      "near", "into", "out", "up", "so", "i", "s", "u", "ur", "a", "am", "as", "got", "been", "should",
      "after",
      "before", "im", "dont", "all", "one", "way", "get",
    ])
    private static let french = keys([
      "le", "la", "les", "un", "une", "des", "du", "de", "et", "est", "sont", "qui", "que", "quel", "quelle",
      "quels", "quelles", "ou", "quand", "comment", "combien", "pour", "dans", "sur", "avec", "vous", "nous",
      "je", "il", "elle", "ils", "ce", "cette", "ces", "en", "au", "aux", "pas", "plus", "votre", "vos",
      "notre",
      "nos", "y", "a", "l", "d", "qu", "c", "n", "j", "s", "sa", "son", "ses", "leur", "leurs", "bonjour",
      "merci", "svp", "par", "ont", "ai", "avez", "peut", "peux", "faut", "salut", "bonsoir", "oui", "non",
      "quoi", "pourquoi", "chez", "moi", "etes", "sera", "avoir", "deja", "toujours", "parler", "tarif",
      "telephone", "adresse", "revoir",
    ])

    private static func keys(_ words: [String]) -> Set<UInt64> {
      Set(words.map { Tokenizer.key(ofWord: $0.unicodeScalars.map(\.value)) })
    }
  }
}
