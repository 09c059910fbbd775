import Tables
import Text

/// Intents: their sentence patterns, triggers and examples.
extension CatalogueBuilder {
  mutating func readIntents(diagnostics: inout Diagnostics) {
    addLists()
    let concepts = catalogue.conceptIDs()
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
      let intent = Identifier<Intent>(catalogue.intents.count)
      catalogue.intents.append(
        Intent(
          id: id.value, topic: record.value("Topic") ?? "", titles: localized(record, .title), action: kind,
          triggers: record.fields("Trigger").compactMap {
            resolve($0, in: concepts, what: "word", diagnostics: &diagnostics)
          },
          replies: localized(record, .reply)))
      readTemplates(record, intent, diagnostics: &diagnostics)
    }
  }

  private mutating func readTemplates(
    _ record: RecRecord, _ intent: Identifier<Intent>, diagnostics: inout Diagnostics
  ) {
    var templates: [(Language, Template)] = []
    for language in Language.allCases {
      for field in record.fields(FieldNames.say[language]) {
        for phrase in field.phrases {
          do throws(TemplateParser.Problem) {
            let template = try TemplateParser.parse(phrase.bytes)
            check(template, field, phrase, language, diagnostics: &diagnostics)
            guard let resolved = rules.resolve(template, language) else {
              diagnostics.error(
                field.place(in: phrase),
                "the pattern is too large once its rules and the orders of its groups are written out; make several of it"
              )
              continue
            }
            catalogue.templates.add(resolved, intent: intent, language: language)
            templates.append((language, template))
          } catch {
            diagnostics.error(field.place(in: phrase, at: error.offset), error.message)
          }
        }
      }
    }
    intentTemplates.append(templates)
  }

  private mutating func check(
    _ template: Template, _ field: RecField, _ phrase: Phrase, _ language: Language,
    diagnostics: inout Diagnostics
  ) {
    let references = template.references
    for name in references.rules.sorted() where rules.template(name, language) == nil {
      diagnostics.error(
        field.place(in: phrase),
        "there is no rule <\(name)> in this language\(Suggestion.hint(for: name, among: rules.names(language)))"
      )
    }
    for name in references.lists.sorted() where !Self.lists.contains(name) {
      diagnostics.error(
        field.place(in: phrase), "there is no list {\(name)}\(Suggestion.hint(for: name, among: Self.lists))")
    }
  }

  /// The lists that patterns may name: the kinds of entity, and any text.
  static let lists = ["place", "company", "name", TemplateSet.wildcardList]

  private mutating func addLists() {
    var places = ValueList()
    var companies = ValueList()
    var all = ValueList()
    for record in sources.records("Entity") {
      guard let id = record.value("Id"), let kind = record.value("Kind") else { continue }
      let texts = record.fields.filter { $0.key == "Alias" || FieldNames.name.language(of: $0.key) != nil }.map {
        TemplateText.message($0.value)
      }
      for text in texts {
        all.add(text, meaning: id)
        if kind == "place" || kind == "zone" { places.add(text, meaning: id) }
        if kind == "company" { companies.add(text, meaning: id) }
      }
    }
    catalogue.templates.addList("place", places)
    catalogue.templates.addList("company", companies)
    catalogue.templates.addList("name", all)
  }
}
