import Tables
import Text

/// The patterns that others may name: rules, and words by their id. Each is parsed when first one names it.
struct RuleBook: Sendable {
  private var records: [String: [RecRecord]] = [:]
  /// What is parsed, by language: nil for a name that has no pattern in it.
  private var parsed: [Language: [String: Template?]] = [:]

  init(_ records: [RecRecord]) {
    for record in records {
      if let name = record.value("Name") ?? record.value("Id") {
        self.records[name, default: []].append(record)
      }
    }
  }

  /// The pattern with every rule that it names, and those that these name, replaced by their patterns; nil where
  /// it becomes too large.
  mutating func resolve(_ template: Template, _ language: Language) -> Template? {
    let names = template.references.rules
    var rules: [String: Template] = [:]
    if !names.isEmpty { gather(names, language, into: &rules) }
    guard template.size(rules) != nil else { return nil }
    return names.isEmpty ? template : template.resolving(rules)
  }

  private mutating func gather(
    _ names: Set<String>, _ language: Language, into rules: inout [String: Template]
  ) {
    for name in names where rules[name] == nil {
      guard let template = self.template(name, language) else { continue }
      rules[name] = template
      gather(template.references.rules, language, into: &rules)
    }
  }

  /// The pattern of a name in a language, or nil. Where several records have the name, the last one counts.
  mutating func template(_ name: String, _ language: Language) -> Template? {
    if let known = parsed[language]?[name] { return known }
    let template = (records[name] ?? []).reversed().lazy.compactMap { Self.pattern($0, language) }.first
    parsed[language, default: [:]].updateValue(template, forKey: name)
    return template
  }

  /// All names that have a pattern in the language.
  mutating func names(_ language: Language) -> [String] {
    records.keys.sorted().filter { template($0, language) != nil }
  }

  private static func pattern(_ record: RecRecord, _ language: Language) -> Template? {
    let templates = record.fields(FieldNames.say[language]).flatMap { field in
      field.phrases.compactMap { try? TemplateParser.parse($0.bytes) }
    }
    return templates.isEmpty ? nil : .choice(templates)
  }
}
