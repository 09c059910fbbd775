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

  /// A concept that stands in a gap's phrases beside others.
  static let gapSupportStrength: Float = 0.5

  static func build(
    _ catalogue: inout Catalogue, ask: [[Language: [String]]],
    intents: [[(Language, Template)]]
  ) {
    addWords(of: ask, to: &catalogue)
    let lexicon = catalogue.lexicon
    let intentFeatures = intents.map { templates in features(of: templates, lexicon, catalogue) }
    var all: [[Feature: Float]] = []
    all.reserveCapacity(catalogue.records.count)
    for (position, record) in catalogue.records.enumerated() {
      var collector = FeatureCollector(catalogue: catalogue)
      if record.state == .gap {
        collector.addGap(record, ask[position], lexicon)
        all.append(collector.features())
        continue
      }
      for name in record.about { collector.add(.name(name), aboutStrength) }
      for name in record.about {
        for ancestor in catalogue.ancestry(of: name).dropFirst() { collector.add(.name(ancestor), ancestorStrength) }
      }
      for language in Language.allCases where language != .traditionalChinese {
        for phrase in ask[position][language] ?? [] {
          collector.add(lexicon.read(phrase, mending: false), askStrength, language)
        }
        collector.add(
          lexicon.read(record.texts[language.index].spoken(record.figures, in: language), mending: false),
          textStrength, language)
      }
      for word in years(of: record) { collector.add(word, mentionStrength) }
      for feature in intentFeatures[record.intent.position] { collector.add(feature, intentStrength) }
      all.append(collector.features())
    }
    catalogue.index = Index(features: all)
  }

  /// The words of the records count as known, so that typing errors in them are mended.
  private static func addWords(of ask: [[Language: [String]]], to catalogue: inout Catalogue) {
    for (position, record) in catalogue.records.enumerated() {
      for language in [Language.english, .french, .arabic] {
        let texts = (ask[position][language] ?? []) + [record.texts[language.index].literal]
        for text in texts { catalogue.lexicon.addWords(of: text) }
      }
    }
  }

  private static func features(
    of templates: [(Language, Template)], _ lexicon: Lexicon, _ catalogue: Catalogue
  ) -> Set<Feature> {
    var result: Set<Feature> = []
    for (_, template) in templates {
      for text in template.literals {
        for segment in lexicon.read(text, mending: false).segments {
          for case .concept(let id) in segment.meanings where catalogue[id].kind == .topic { result.insert(.concept(id)) }
        }
      }
    }
    return result
  }

  private static func years(of record: Record) -> [Feature] {
    var years = [record.asOf.year]
    for case .date(let date) in record.figures.map(\.quantity) { years.append(date.year) }
    return years.map { .word(Tokenizer.key(ofStemmed: String($0))) }
  }
}

/// Gathers the features of one record, each at its greatest strength.
private struct FeatureCollector {
  private let catalogue: Catalogue
  private var strengths: [Feature: Float] = [:]
  /// The languages in which a concept was seen, as bits.
  private var languages: [Feature: UInt8] = [:]

  init(catalogue: Catalogue) { self.catalogue = catalogue }

  mutating func add(_ feature: Feature, _ strength: Float) {
    strengths[feature] = max(strengths[feature] ?? 0, strength)
  }

  mutating func add(_ reading: Reading, _ strength: Float, _ language: Language) {
    for segment in reading.segments {
      for meaning in segment.meanings {
        switch meaning {
        case .concept(let id):
          guard catalogue[id].kind == .topic else { continue }
          add(.concept(id), strength)
          languages[.concept(id), default: 0] |= 1 << UInt8(language.index)
        case .name(let id):
          add(.name(id), IndexBuilder.mentionStrength)
        }
      }
    }
    for word in reading.words(in: 0..<reading.tokens.count) { add(word, strength) }
  }

  /// A gap is called by its own phrases and its keys; the other concepts of its phrases only support it.
  mutating func addGap(
    _ record: Record, _ ask: [Language: [String]], _ lexicon: Lexicon
  ) {
    for name in record.about { add(.name(name), IndexBuilder.aboutStrength) }
    for key in record.keys.joined() { add(.concept(key), IndexBuilder.askStrength) }
    for phrase in ask.values.joined() {
      for case .concept(let id) in lexicon.read(phrase, mending: false).segments.flatMap(\.meanings)
      where catalogue[id].kind == .topic {
        add(.concept(id), catalogue[id].id == record.id ? IndexBuilder.askStrength : IndexBuilder.gapSupportStrength)
      }
    }
  }

  func features() -> [Feature: Float] {
    var result = strengths
    for (feature, bits) in languages where bits.nonzeroBitCount == 1 {
      result[feature]? *= IndexBuilder.singleLanguageFactor
    }
    return result
  }
}

extension Template {
  /// The literal texts of the pattern.
  var literals: [String] {
    switch self {
    case .text(let text): [text]
    case .list, .rule: []
    case .sequence(let parts), .choice(let parts), .permutation(let parts): parts.flatMap(\.literals)
    }
  }
}
