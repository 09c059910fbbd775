import Tables
import Text

/// Intents, and their sentence patterns.
extension CatalogueBuilder {
  mutating func readIntents(diagnostics: inout Diagnostics) {
    let topics = Set(catalogue.topics.map(\.id))
    for record in sources.records("Intent") {
      guard let id = record.field("Name"), let action = record.field("Action") else { continue }
      guard let kind = Intent.Action(rawValue: action.value) else {
        diagnostics.error(
          action.place(at: 0),
          "no such action: \"\(action.value)\"; the actions are \(Intent.Action.allCases.map(\.rawValue).joined(separator: ", "))"
        )
        continue
      }
      if let topic = record.field("Topic"), !topics.contains(topic.value) {
        diagnostics.error(
          topic.place(at: 0),
          "there is no topic \"\(topic.value)\"\(Suggestion.hint(for: topic.value, among: topics))")
      }
      catalogue.intents.append(
        Intent(
          id: id.value, topic: record.value("Topic") ?? "", titles: localized(record, .title), action: kind,
          triggers: record.fields("Trigger").compactMap {
            resolve($0, in: conceptIDs, what: "word", diagnostics: &diagnostics)
          },
          replies: localized(record, .reply)))
      intentRecords.append(record)
    }
    intentIDs = Catalogue.positions(catalogue.intents.map(\.id))
  }

  /// The patterns of all intents.
  func patterns(diagnostics: inout Diagnostics) -> SentencePatterns {
    var patterns = SentencePatterns(rules: RuleBook(sources.records("Rule") + sources.records("Word")))
    addLists(to: &patterns.set)
    patterns.set.reserve(bytes: intentRecords.reduce(0) { $0 + $1.size })
    for (position, record) in intentRecords.enumerated() {
      patterns.add(record, Identifier(position), diagnostics: &diagnostics)
    }
    return patterns
  }

  private func addLists(to set: inout TemplateSet) {
    let (all, places, companies) = (
      set.list(named: "name"), set.list(named: "place"), set.list(named: "company")
    )
    for (name, record) in zip(catalogue.names, nameRecords) where name.kind != Name.bureau {
      var lists = [all]
      if name.isPlace { lists.append(places) }
      if name.kind == "company" { lists.append(companies) }
      for field in record.fields where field.key == "Alias" || FieldNames.name.language(of: field.key) != nil
      {
        set.addValue(field.bytes.span, meaning: name.id, to: lists)
      }
    }
  }
}

/// The sentence patterns of the intents: as the automaton that messages are tried on, and as written.
struct SentencePatterns: Sendable {
  /// The lists that patterns may name: the kinds of entity, and any text.
  static let lists = ["place", "company", "name", TemplateSet.wildcardList]

  var set = TemplateSet()
  private var rules: RuleBook
  /// The patterns of each intent, rules not yet resolved.
  private var templates: [[(language: Language, template: Template)]] = []

  init(rules: RuleBook = RuleBook([])) { self.rules = rules }

  /// The topics that the patterns of each intent speak of.
  func topics(_ catalogue: Catalogue, parts: Int) -> [[Identifier<Concept>]] {
    let (rules, templates) = (rules, templates)
    // Each part takes every so manieth intent: those with many patterns stand together.
    let found = Parallel.map(parts) { part in
      var concepts = SentenceConcepts(catalogue.concepts)
      return stride(from: part, to: templates.count, by: parts).map { position in
        concepts.topics(of: templates[position], rules.patterns, catalogue.lexicon)
      }
    }
    return templates.indices.map { found[$0 % parts][$0 / parts] }
  }

  mutating func add(_ record: RecRecord, _ intent: Identifier<Intent>, diagnostics: inout Diagnostics) {
    var found: [(Language, Template)] = []
    for language in Language.allCases {
      for field in record.fields(FieldNames.say[language]) {
        let value = field.bytes
        for phrase in field.phrases {
          do throws(TemplateParser.Problem) {
            let template = try TemplateParser.parse(phrase, of: value)
            check(template, field, phrase, language, diagnostics: &diagnostics)
            guard template.size(rules.patterns(language)) != nil else {
              diagnostics.error(
                field.place(in: phrase),
                "the pattern is too large once its rules and the orders of its groups are written out; make several of it"
              )
              continue
            }
            set.add(template, rules.patterns(language), intent: intent)
            found.append((language, template))
          } catch {
            diagnostics.error(field.place(in: phrase, at: error.offset), error.message)
          }
        }
      }
    }
    templates.append(found)
  }

  private mutating func check(
    _ template: Template, _ field: RecField, _ phrase: Phrase, _ language: Language,
    diagnostics: inout Diagnostics
  ) {
    var unknownRules: Set<String> = []
    var unknownLists: Set<String> = []
    template.forEachReference { reference in
      switch reference {
      case .rule(let name): if !rules.has(name, language) { unknownRules.insert(name) }
      case .list(let name): if !Self.lists.contains(name) { unknownLists.insert(name) }
      }
    }
    for name in unknownRules.sorted() {
      diagnostics.error(
        field.place(in: phrase),
        "there is no rule <\(name)> in this language\(Suggestion.hint(for: name, among: rules.names(language)))"
      )
    }
    for name in unknownLists.sorted() {
      diagnostics.error(
        field.place(in: phrase), "there is no list {\(name)}\(Suggestion.hint(for: name, among: Self.lists))")
    }
  }
}
