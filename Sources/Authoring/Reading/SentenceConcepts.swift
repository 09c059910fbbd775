import Tables
import Text

/// The topics that sentence patterns speak of.
struct SentenceConcepts {
  private var reader = TextReader()
  /// Those of each rule that was met, by the language's index.
  private var ofRules = [[String: [Identifier<Concept>]]](repeating: [:], count: Language.allCases.count)
  /// Where those of each text stand in `topics` that was met, by the language's index: most texts of patterns stand in
  /// many of them.
  private var positions = [KeyTable](repeating: KeyTable(), count: Language.allCases.count)
  private var topics: [[Identifier<Concept>]] = []
  /// Whether each concept is a topic.
  private let isTopic: [Bool]

  init(_ concepts: [Concept]) { isTopic = concepts.map(\.isTopic) }

  /// The topics of patterns, and of the rules that they name, in the order of the words' files.
  mutating func topics(
    of templates: [(language: Language, template: Template)], _ rules: (Language) -> [String: Template],
    _ lexicon: Lexicon
  ) -> [Identifier<Concept>] {
    var isFound = [Bool](repeating: false, count: isTopic.count)
    for (language, template) in templates {
      add(template, language, rules(language), lexicon, to: &isFound)
    }
    return Self.found(isFound)
  }

  private static func found(_ isFound: [Bool]) -> [Identifier<Concept>] {
    isFound.indices.filter { isFound[$0] }.map { Identifier($0) }
  }

  /// Adds the topics of a pattern, and of the rules that it names.
  private mutating func add(
    _ template: Template, _ language: Language, _ rules: [String: Template], _ lexicon: Lexicon,
    to isFound: inout [Bool]
  ) {
    for part in template.parts {
      switch part {
      case .list, .sequence, .choice, .permutation: break
      case .text(let text):
        for topic in topics(of: template.utf8(text), language, lexicon) { isFound[topic.position] = true }
      case .rule(let text):
        let name = template.string(text)
        if ofRules[language.index][name] == nil, let rule = rules[name] {
          // A rule that names itself adds nothing the second time.
          ofRules[language.index][name] = []
          var inRule = [Bool](repeating: false, count: isFound.count)
          add(rule, language, rules, lexicon, to: &inRule)
          ofRules[language.index][name] = Self.found(inRule)
        }
        for topic in ofRules[language.index][name] ?? [] { isFound[topic.position] = true }
      }
    }
  }

  /// The topics of a text of a pattern, in UTF-8.
  private mutating func topics(
    of text: ArraySlice<UInt8>, _ language: Language, _ lexicon: Lexicon
  ) -> [Identifier<Concept>] {
    // As most texts of patterns are.
    if text.count == 1, text.first == 0x20 { return [] }
    let next = UInt32(topics.count)
    let position = positions[language.index].value(of: TextKey(utf8: text).key, orInsert: next)
    if position < next { return topics[Int(position)] }
    var found: [Identifier<Concept>] = []
    reader.read(utf8: text.span, lexicon, in: language)
    reader.forEachMeaning(lexicon) { meaning in
      if case .concept(let id) = meaning, isTopic[id.position] { found.append(id) }
    }
    topics.append(found)
    return found
  }
}
