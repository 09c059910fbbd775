import Tables
import Text

/// The topics that sentence patterns speak of.
struct SentenceConcepts {
  private var reader = TextReader()
  /// Those of each rule that was met, by the language's index.
  private var ofRules = [[String: Set<Feature>]](repeating: [:], count: Language.allCases.count)
  /// Those of each text that was met, since most texts of patterns stand in many of them.
  private var ofTexts = [[TextKey: [Feature]]](repeating: [:], count: Language.allCases.count)

  /// Adds the topics of a pattern, and of the rules that it names.
  mutating func add(
    _ template: Template, _ language: Language, _ rules: [String: Template], _ catalogue: Catalogue,
    to result: inout Set<Feature>
  ) {
    switch template {
    case .list: break
    case .text(let text):
      for feature in features(of: text, language, catalogue) { result.insert(feature) }
    case .rule(let name):
      if let known = ofRules[language.index][name] {
        result.formUnion(known)
      } else if let rule = rules[name] {
        // A rule that names itself adds nothing the second time.
        ofRules[language.index][name] = []
        var found: Set<Feature> = []
        add(rule, language, rules, catalogue, to: &found)
        ofRules[language.index][name] = found
        result.formUnion(found)
      }
    case .sequence(let parts), .choice(let parts), .permutation(let parts):
      for part in parts { add(part, language, rules, catalogue, to: &result) }
    }
  }

  /// The topics of a text of a pattern.
  private mutating func features(of text: String, _ language: Language, _ catalogue: Catalogue) -> [Feature] {
    if text.isSpace { return [] }
    let key = TextKey(text)
    if let known = ofTexts[language.index][key] { return known }
    var found: [Feature] = []
    reader.read(text, catalogue.lexicon, in: language)
    reader.forEachMeaning(catalogue.lexicon) { meaning in
      if case .concept(let id) = meaning, catalogue.concepts[id.position].isTopic {
        found.append(.concept(id))
      }
    }
    ofTexts[language.index][key] = found
    return found
  }
}
