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
  /// A measure that the record holds a figure of, by the figure's name.
  static let figureStrength: Float = 1.15
  /// A word of the record's text.
  static let textStrength: Float = 0.8
  /// A name that the text mentions.
  static let mentionStrength: Float = 0.7
  /// A concept that only one language's text has: perhaps a chance of wording.
  static let singleLanguageFactor: Float = 0.7
  /// A word of the sentences that call the record's intent.
  static let intentStrength: Float = 0.45

  /// A concept that stands in a gap's phrases beside others.
  static let gapSupportStrength: Float = 0.5

  /// - Parameters:
  ///   - ask: the search words of each record, beside its texts.
  ///   - intents: for each intent the concepts of the sentences that call it.
  static func build(_ catalogue: inout Catalogue, ask: [[Language: [String]]], intents: [Set<Feature>]) {
    var reader = TextReader()
    let isTopic = catalogue.concepts.map { $0.isTopic && !$0.isGap }
    let parents = catalogue.concepts.map(\.parent)
    let measures = measures(catalogue)
    var collector = FeatureCollector()
    for (position, record) in catalogue.records.enumerated() {
      if record.state == .gap {
        addGap(record, ask[position], &reader, to: &collector, catalogue)
        addWords(of: record, ask[position], to: &catalogue.lexicon)
        collector.endRecord(singleLanguageFactor: singleLanguageFactor)
        continue
      }
      for name in record.about { collector.add(.name(name), aboutStrength) }
      for name in record.about {
        for ancestor in catalogue.ancestry(of: name).dropFirst() {
          collector.add(.name(ancestor), ancestorStrength)
        }
      }
      for language in Language.allCases where language != .traditionalChinese {
        for phrase in ask[position][language] ?? [] {
          reader.read(phrase, catalogue.lexicon, in: language)
          add(reader, askStrength, language, to: &collector, catalogue.lexicon, isTopic, parents)
          var features: [Feature] = []
          reader.forEachMeaning(catalogue.lexicon) { meaning in
            switch meaning {
            case .concept(let id): if isTopic[id.position] { features.append(.concept(id)) }
            case .name(let id): features.append(.name(id))
            }
          }
          collector.addPhrase(features)
          if language.hasMendedWords { catalogue.lexicon.addWords(of: reader.text, in: language) }
        }
        let wording = record.texts[language.index]
        reader.read(wording.spoken(record.figures, in: language), catalogue.lexicon, in: language)
        add(reader, textStrength, language, to: &collector, catalogue.lexicon, isTopic, parents)
        if language.hasMendedWords { addWords(of: wording, reader, language, to: &catalogue.lexicon) }
      }
      for figure in record.figures {
        for key in [figure.name, figure.quantity.unit.rawValue] {
          for measure in measures[key] ?? [] { collector.add(.concept(measure), figureStrength) }
        }
      }
      for word in years(of: record) { collector.add(word, mentionStrength) }
      for feature in intents[record.intent.position] { collector.add(feature, intentStrength) }
      collector.endRecord(singleLanguageFactor: singleLanguageFactor)
    }
    catalogue.index = Index(collector)
  }

  /// The concepts that a figure of a name or unit is a figure of.
  private static func measures(_ catalogue: Catalogue) -> [String: [Identifier<Concept>]] {
    var measures = catalogue.conceptIDs().mapValues { [$0] }
    for (position, concept) in catalogue.concepts.enumerated() where concept.kind == .measure {
      for name in concept.figures where name != concept.id {
        measures[name, default: []].append(Identifier(position))
      }
    }
    return measures
  }

  /// Adds what a text in a language says; of the concepts only topics.
  private static func add(
    _ reader: TextReader, _ strength: Float, _ language: Language, to collector: inout FeatureCollector,
    _ lexicon: Lexicon, _ isTopic: [Bool], _ parents: [Identifier<Concept>?]
  ) {
    reader.forEachMeaning(lexicon) { meaning in
      switch meaning {
      case .concept(let id):
        guard isTopic[id.position] else { return }
        collector.add(.concept(id), strength, in: language)
        if let parent = parents[id.position] { collector.add(.concept(parent), strength, in: language) }
      case .name(let id): collector.add(.name(id), mentionStrength)
      }
    }
    reader.forEachWord { collector.add($0, strength) }
  }

  /// A gap is called by its own phrases and its keys; the other concepts of its phrases only support it.
  private static func addGap(
    _ record: Record, _ ask: [Language: [String]], _ reader: inout TextReader,
    to collector: inout FeatureCollector,
    _ catalogue: Catalogue
  ) {
    for name in record.about { collector.add(.name(name), aboutStrength) }
    for key in record.keys.joined() { collector.add(.concept(key), askStrength) }
    for (language, phrases) in ask {
      for phrase in phrases {
        reader.read(phrase, catalogue.lexicon, in: language)
        reader.forEachMeaning(catalogue.lexicon) { meaning in
          guard case .concept(let id) = meaning, catalogue[id].isTopic else { return }
          collector.add(.concept(id), catalogue[id].id == record.id ? askStrength : gapSupportStrength)
        }
      }
    }
  }

  /// Adds the words of a record that is not read otherwise.
  private static func addWords(of record: Record, _ ask: [Language: [String]], to lexicon: inout Lexicon) {
    for language in Language.allCases where language.hasMendedWords {
      for text in (ask[language] ?? []) + [record.texts[language.index].literal] {
        lexicon.addWords(of: Tokenizer.tokens(of: text), in: language)
      }
    }
  }

  /// Adds the words of a record's text, without its figures; `reader` holds the text with them.
  private static func addWords(
    of wording: Wording, _ reader: TextReader, _ language: Language, to lexicon: inout Lexicon
  ) {
    lexicon.addWords(
      of: wording.hasFigures ? Tokenizer.tokens(of: wording.literal) : reader.text, in: language)
  }

  private static func years(of record: Record) -> [Feature] {
    var years = [record.asOf.year]
    for case .date(let date) in record.figures.map(\.quantity) { years.append(date.year) }
    return years.map { .word(Tokenizer.key(ofStemmed: String($0))) }
  }
}

extension Language {
  /// Whether typing errors in its words are mended: the words of its texts count as known.
  fileprivate var hasMendedWords: Bool { self == .english || self == .french || self == .arabic }
}
