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
  ///   - searchWords: the search words of each record, beside its texts.
  ///   - gapTopics: for each gap, by its id, the topics that its phrases mean.
  ///   - intents: for each intent the topics of the sentences that call it.
  ///   - parts: in how many parts the records are read at once; the index does not depend on it.
  static func build(
    _ catalogue: inout Catalogue, searchWords: [SearchWords], gapTopics: [String: [Identifier<Concept>]],
    intents: [[Identifier<Concept>]], parts: Int
  ) {
    let parts = gather(catalogue, searchWords, gapTopics, intents, parts)
    for (_, words) in parts { catalogue.lexicon.addWords(words) }
    catalogue.index = Index(parts.map(\.0))
  }

  /// The features and the words of the texts of all records, part by part.
  private static func gather(
    _ catalogue: Catalogue, _ searchWords: [SearchWords], _ gapTopics: [String: [Identifier<Concept>]],
    _ intents: [[Identifier<Concept>]], _ parts: Int
  ) -> [(FeatureCollector, Vocabulary)] {
    // What a gap says is not read here.
    let sizes = zip(catalogue.records, searchWords).map { $0.state == .gap ? 0 : $1.size }
    return Parallel.map(Parallel.parts(parts, ofSizes: sizes)) {
      gather($0, catalogue, searchWords, gapTopics, intents)
    }
  }

  private static func gather(
    _ positions: Range<Int>, _ catalogue: Catalogue, _ searchWords: [SearchWords],
    _ gapTopics: [String: [Identifier<Concept>]], _ intents: [[Identifier<Concept>]]
  ) -> (FeatureCollector, Vocabulary) {
    var reader = TextReader()
    let lexicon = catalogue.lexicon
    let isTopic = catalogue.concepts.map { $0.isTopic && !$0.isGap }
    let parents = catalogue.concepts.map(\.parent)
    let measures = measures(catalogue)
    var collector = FeatureCollector()
    collector.reserve(records: positions.count)
    var words = Vocabulary()
    for position in positions {
      let record = catalogue.records[position]
      let ask = searchWords[position]
      if record.state == .gap {
        addGap(record, gapTopics[record.id] ?? [], to: &collector, catalogue)
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
        for field in ask.fields(language) {
          let value = field.bytes
          for phrase in field.phrases {
            reader.read(utf8: value.span.extracting(phrase.range), lexicon, in: language)
            add(reader, askStrength, language, to: &collector, lexicon, isTopic, parents)
            collector.endPhrase()
            if language.hasMendedWords { words.addWords(of: reader.text, in: language) }
          }
        }
        reader.read(record.texts[language.index].spoken(record.figures, in: language), lexicon, in: language)
        add(reader, textStrength, language, to: &collector, lexicon, isTopic, parents)
        collector.dropPhrase()
        if language.hasMendedWords { words.addWords(of: reader.text, in: language) }
      }
      for figure in record.figures {
        for key in [figure.name, figure.quantity.unit.rawValue] {
          if let own = catalogue.concept(key) { collector.hold(.concept(own), figureStrength) }
          for measure in measures[key] ?? [] { collector.hold(.concept(measure), figureStrength) }
        }
      }
      for year in record.years.sorted() {
        collector.add(.word(Tokenizer.key(ofStemmed: String(year))), mentionStrength)
      }
      for topic in intents[record.intent.position] { collector.add(.concept(topic), intentStrength) }
      collector.endRecord(singleLanguageFactor: singleLanguageFactor)
    }
    return (collector, words)
  }

  /// The measures that name a figure's name or unit as one of theirs.
  private static func measures(_ catalogue: Catalogue) -> [String: [Identifier<Concept>]] {
    var measures: [String: [Identifier<Concept>]] = [:]
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
        collector.addToPhrase(.concept(id), strength, in: language)
        if let parent = parents[id.position] { collector.add(.concept(parent), strength, in: language) }
      case .name(let id): collector.addToPhrase(.name(id), mentionStrength)
      }
    }
    reader.forEachWord { collector.add($0, strength) }
  }

  /// A gap is called by its own phrases and its keys; the other concepts of its phrases only support it.
  private static func addGap(
    _ record: Record, _ topics: [Identifier<Concept>], to collector: inout FeatureCollector,
    _ catalogue: Catalogue
  ) {
    for name in record.about { collector.add(.name(name), aboutStrength) }
    for case .meaning(let key) in record.keys.joined() { collector.add(.meaning(key), askStrength) }
    for topic in topics {
      collector.add(.concept(topic), catalogue[topic].id == record.id ? askStrength : gapSupportStrength)
    }
  }
}

extension Language {
  /// Whether typing errors in its words are mended: the words of its texts count as known.
  fileprivate var hasMendedWords: Bool { self == .english || self == .french || self == .arabic }
}
