import Tables
import Text

/// Which features each record is found by, and how strongly: the weights stand here.
enum IndexBuilder {
  /// What the record is about.
  static let aboutStrength: Float = 1
  /// What the thing that it is about lies in.
  static let ancestorStrength: Float = 0.35
  /// A word given for searching.
  static let askStrength: Float = 1
  /// A word of the record's text.
  static let textStrength: Float = 0.8
  /// A name that the text mentions.
  static let mentionStrength: Float = 0.7
  /// A concept that only one language's text has: perhaps a chance of wording.
  static let singleLanguageFactor: Float = 0.7
  /// A word of the sentences that call the record's intent.
  static let intentStrength: Float = 0.45

  /// - Parameters:
  ///   - ask: the search words of each record, beside its texts.
  ///   - intents: for each intent the concepts of the sentences that call it.
  static func build(_ catalogue: inout Catalogue, ask: [[Language: [String]]], intents: [Set<Feature>]) {
    addWords(of: ask, to: &catalogue)
    var reader = TextReader(lexicon: catalogue.lexicon)
    var collector = FeatureCollector()
    for (position, record) in catalogue.records.enumerated() {
      for name in record.about { collector.add(.name(name), aboutStrength) }
      for name in record.about {
        for ancestor in catalogue.ancestry(of: name).dropFirst() { collector.add(.name(ancestor), ancestorStrength) }
      }
      for language in Language.allCases where language != .traditionalChinese {
        for phrase in ask[position][language] ?? [] {
          reader.read(phrase)
          add(reader, askStrength, language, to: &collector, catalogue.concepts)
        }
        reader.read(record.texts[language.index].spoken(record.figures, in: language))
        add(reader, textStrength, language, to: &collector, catalogue.concepts)
      }
      for word in years(of: record) { collector.add(word, mentionStrength) }
      for feature in intents[record.intent.position] { collector.add(feature, intentStrength) }
      collector.endRecord(singleLanguageFactor: singleLanguageFactor)
    }
    catalogue.index = Index(collector)
  }

  /// Adds what a text in a language says.
  private static func add(
    _ reader: TextReader, _ strength: Float, _ language: Language, to collector: inout FeatureCollector,
    _ concepts: [Concept]
  ) {
    reader.forEachMeaning { meaning in
      switch meaning {
      case .concept(let id):
        if concepts[id.position].kind == .topic { collector.add(.concept(id), strength, in: language) }
      case .name(let id): collector.add(.name(id), mentionStrength)
      }
    }
    reader.forEachWord { collector.add($0, strength) }
  }

  /// The words of the records count as known, so that typing errors in them are mended.
  private static func addWords(of ask: [[Language: [String]]], to catalogue: inout Catalogue) {
    var tokenizer = Tokenizer()
    for (position, record) in catalogue.records.enumerated() {
      for language in [Language.english, .french, .arabic] {
        for text in (ask[position][language] ?? []) + [record.texts[language.index].literal] {
          tokenizer.read(text)
          catalogue.lexicon.addWords(of: tokenizer.result)
        }
      }
    }
  }

  private static func years(of record: Record) -> [Feature] {
    var years = [record.asOf.year]
    for case .date(let date) in record.figures.map(\.quantity) { years.append(date.year) }
    return years.map { .word(Tokenizer.key(ofStemmed: String($0))) }
  }
}
