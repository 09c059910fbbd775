import Tables
import Text

/// The patterns that others may name: rules, and words by their id. Each is parsed when first one names it.
struct RuleBook: Sendable {
  private var records: [String: [RecRecord]] = [:]
  /// What is parsed, by the language's index: every pattern with those that it names itself.
  private var parsed = [[String: Template]](repeating: [:], count: Language.allCases.count)

  init(_ records: [RecRecord]) {
    for record in records {
      if let name = record.value("Name") ?? record.value("Id") {
        self.records[name, default: []].append(record)
      }
    }
  }

  /// The patterns that are parsed, with those that they name.
  func patterns(_ language: Language) -> [String: Template] { parsed[language.index] }

  /// Whether there is a pattern of the name in a language, which then is parsed.
  mutating func has(_ name: String, _ language: Language) -> Bool {
    if parsed[language.index][name] != nil { return true }
    guard let template = pattern(name, language) else { return false }
    parsed[language.index][name] = template
    template.forEachReference { if case .rule(let other) = $0 { _ = has(other, language) } }
    return true
  }

  /// The pattern of a name in a language, or nil. Where several records have the name, the last one counts.
  private func pattern(_ name: String, _ language: Language) -> Template? {
    (records[name] ?? []).reversed().lazy.compactMap { Self.pattern($0, language) }.first
  }

  /// All names that have a pattern in the language.
  mutating func names(_ language: Language) -> [String] {
    records.keys.sorted().filter { has($0, language) }
  }

  private static func pattern(_ record: RecRecord, _ language: Language) -> Template? {
    let templates = record.fields(FieldNames.say[language]).flatMap { field in
      field.phrases.compactMap { try? TemplateParser.parse($0, of: field.bytes) }
    }
    return templates.isEmpty ? nil : Template(choiceOf: templates)
  }
}
