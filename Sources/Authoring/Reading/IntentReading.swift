import Tables
import Text

/// Rules and intents.
extension CatalogueBuilder {
  mutating func readRules(diagnostics: inout Diagnostics) {
    for language in Language.allCases { rules[language] = [:] }
    for record in sources.records("Rule") + sources.records("Word") {
      guard let name = record.value("Name") ?? record.value("Id") else { continue }
      for language in Language.allCases {
        let fields = record.fields("Say_\(language.fieldSuffix)")
        let templates = fields.flatMap { field in
          field.value.splitPhrases.compactMap { try? TemplateParser.parse($0.text) }
        }
        if !templates.isEmpty { rules[language]?[name] = .choice(templates) }
      }
    }
  }

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
          topic.place(at: 0), "there is no topic \"\(topic.value)\"\(Suggestion.hint(for: topic.value, among: topics))")
      }
      let intent = Identifier<Intent>(catalogue.intents.count)
      catalogue.intents.append(
        Intent(
          id: id.value, topic: record.value("Topic") ?? "", titles: localized(record, "Title"), action: kind,
          triggers: record.fields("Trigger").compactMap {
            resolve($0, in: concepts, what: "word", diagnostics: &diagnostics)
          },
          replies: localized(record, "Reply")))
      readTemplates(record, intent, diagnostics: &diagnostics)
      for field in record.fields where field.name.hasPrefix("Try_") || field.name.hasPrefix("Not_") {
        addExample(field, intent: id.value, record: nil, diagnostics: &diagnostics)
      }
    }
  }

  private mutating func readTemplates(
    _ record: RecRecord, _ intent: Identifier<Intent>, diagnostics: inout Diagnostics
  ) {
    var templates: [(Language, Template)] = []
    for language in Language.allCases {
      for field in record.fields("Say_\(language.fieldSuffix)") {
        for (text, offset) in field.value.splitPhrases {
          do throws(TemplateParser.Problem) {
            let template = try TemplateParser.parse(text)
            check(template, field.place(at: offset), language, diagnostics: &diagnostics)
            let resolved = template.resolving(rules[language] ?? [:])
            catalogue.templates.add(resolved, intent: intent, language: language)
            templates.append((language, resolved))
          } catch {
            diagnostics.error(field.place(at: offset + error.offset), error.message)
          }
        }
      }
    }
    intentTemplates.append(templates)
  }

  private func check(
    _ template: Template, _ place: SourcePlace, _ language: Language, diagnostics: inout Diagnostics
  ) {
    let known = rules[language] ?? [:]
    for name in template.references.rules.sorted() where known[name] == nil {
      diagnostics.error(
        place,
        "there is no rule <\(name)> in this language\(Suggestion.hint(for: name, among: known.keys.sorted()))")
    }
    for name in template.references.lists.sorted() where !Self.lists.contains(name) {
      diagnostics.error(place, "there is no list {\(name)}\(Suggestion.hint(for: name, among: Self.lists))")
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
      let texts = record.fields.filter { $0.name == "Alias" || $0.name.hasPrefix("Name_") }.map(\.value)
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

  /// `Try_en: any plots left near gaoyao? -> place=gaoyao`.
  mutating func addExample(_ field: RecField, intent: String, record: String?, diagnostics: inout Diagnostics) {
    let suffix = String(field.name.dropFirst(4))
    guard let language = Language.allCases.first(where: { $0.fieldSuffix == suffix }) else { return }
    var text = field.value
    var expectations: [String: String] = [:]
    let halves = text.split(separator: "->", maxSplits: 1)
    if halves.count == 2 {
      for part in halves[1].split(separator: ",") {
        let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
        guard pair.count == 2 else {
          diagnostics.error(field.place(at: 0), "expected name=value after \"->\", but found \"\(part)\"")
          continue
        }
        expectations[pair[0]] = pair[1]
      }
      text = String(halves[0])
    }
    examples.append(
      Example(
        place: field.place(at: 0), language: language, text: text, isNegative: field.name.hasPrefix("Not_"),
        intent: intent, record: record, expectations: expectations))
  }
}

/// A question of staff's, with what it must, or must not, lead to.
public struct Example: Sendable, Equatable {
  public var place: SourcePlace
  public var language: Language
  public var text: String
  /// Whether it must not lead there.
  public var isNegative: Bool
  public var intent: String
  /// The record that must be among those that answer.
  public var record: String?
  /// Slots by name.
  public var expectations: [String: String]
}
