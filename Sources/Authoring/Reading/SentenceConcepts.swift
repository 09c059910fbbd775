import Tables
import Text

/// The topics that sentence patterns speak of.
struct SentenceConcepts {
  private let concepts: [Concept]
  private let lexicon: Lexicon
  private var reader = TextReader()
  /// Those of each rule that was met.
  private var ofRules: [Language: [String: Set<Feature>]] = [:]

  init(_ catalogue: Catalogue) {
    concepts = catalogue.concepts
    lexicon = catalogue.lexicon
  }

  /// Adds the topics of a pattern, and of the rules that it names.
  mutating func add(
    _ template: Template, _ language: Language, _ rules: inout RuleBook, to result: inout Set<Feature>
  ) {
    switch template {
    case .list: break
    case .text(let text):
      reader.read(text, lexicon, in: language)
      reader.forEachMeaning(lexicon) { meaning in
        if case .concept(let id) = meaning, concepts[id.position].isTopic {
          result.insert(.concept(id))
        }
      }
    case .rule(let name):
      if let known = ofRules[language]?[name] {
        result.formUnion(known)
      } else if let rule = rules.template(name, language) {
        // A rule that names itself adds nothing the second time.
        ofRules[language, default: [:]][name] = []
        var found: Set<Feature> = []
        add(rule, language, &rules, to: &found)
        ofRules[language, default: [:]][name] = found
        result.formUnion(found)
      }
    case .sequence(let parts), .choice(let parts), .permutation(let parts):
      for part in parts { add(part, language, &rules, to: &result) }
    }
  }
}
