import Tables
import Text

/// Concepts and names: what goes into the lexicon.
extension CatalogueBuilder {
  /// Phrases that one `Say` line may stand for; more is a mistake in its brackets.
  static let expansionLimit = 512

  mutating func readConcepts(diagnostics: inout Diagnostics) {
    for record in sources.records("Word") {
      guard let id = record.value("Id"), let kindField = record.field("Kind") else { continue }
      guard let kind = Concept.Kind(rawValue: kindField.value) else {
        diagnostics.error(
          kindField.place(at: 0),
          "no such kind: \"\(kindField.value)\"; the kinds are \(Concept.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
        )
        continue
      }
      let concept = Identifier<Concept>(catalogue.concepts.count)
      let figures = record.value("Figures")?.split(separator: " ").map(String.init) ?? []
      catalogue.concepts.append(Concept(id: id, kind: kind, figures: figures))
      for field in record.fields where field.name.hasPrefix("Say_") {
        let language = Language.allCases.first { field.name.hasSuffix("_" + $0.fieldSuffix) }
        for phrase in phrases(of: field, diagnostics: &diagnostics) {
          tokenizer.read(phrase)
          catalogue.lexicon.add(tokenizer.result, meaning: .concept(concept), in: language)
        }
      }
    }
    readParents(diagnostics: &diagnostics)
  }

  /// `Within`: the wider idea.
  private mutating func readParents(diagnostics: inout Diagnostics) {
    let ids = catalogue.conceptIDs()
    for record in sources.records("Word") {
      guard let id = record.value("Id").flatMap({ ids[$0] }), let wider = record.field("Within") else {
        continue
      }
      catalogue.concepts[id.position].parent = resolve(
        wider, in: ids, what: "word", diagnostics: &diagnostics)
    }
  }

  /// `Figures` of a word must be figures that some fact has, or units.
  func checkFigures(diagnostics: inout Diagnostics) {
    let names = Set(catalogue.records.flatMap { $0.figures.map(\.name) })
    let units = Set(Unit.allCases.map(\.rawValue))
    for record in sources.records("Word") {
      guard let field = record.field("Figures") else { continue }
      for name in field.value.split(separator: " ").map(String.init)
      where !names.contains(name) && !units.contains(name) {
        diagnostics.error(
          field.place(at: 0),
          "no fact has a figure \"\(name)\", nor is it a unit\(Suggestion.hint(for: name, among: names.union(units)))"
        )
      }
    }
  }

  mutating func readNames(diagnostics: inout Diagnostics) {
    // A bureau is a name as well: 四会招商局.
    let records = sources.records("Entity") + sources.records("Contact")
    for record in records {
      guard let id = record.value("Id") else { continue }
      let names = localized(record, .name)
      let identifier = Identifier<Name>(catalogue.names.count)
      catalogue.names.append(Name(id: id, kind: record.value("Kind") ?? Name.bureau, names: names))
      for language in names.languages { add(names[language], identifier) }
      for alias in record.fields("Alias") { add(alias.value, identifier) }
    }
    let ids = catalogue.nameIDs()
    for record in records {
      guard let id = record.value("Id").flatMap({ ids[$0] }),
        let parent = record.field("Parent") ?? record.field("Serves")
      else { continue }
      catalogue.names[id.position].parent = resolve(
        parent, in: ids, what: "entity", diagnostics: &diagnostics)
    }
    for (position, name) in catalogue.names.enumerated() {
      let line = catalogue.ancestry(of: Identifier(position))
      if line.count >= Catalogue.depthLimit {
        let place = records.first { $0.value("Id") == name.id }?.place ?? SourcePlace(path: "", line: 0)
        diagnostics.error(place, "the parents of \"\(name.id)\" lead in a circle")
      }
    }
  }

  private mutating func add(_ text: String, _ name: Identifier<Name>) {
    tokenizer.read(text)
    catalogue.lexicon.add(tokenizer.result, meaning: .name(name))
    // 肇慶(ちょうけい), Haobo (HOPO): what stands in brackets is a name as well.
    if text.hasSuffix(")") || text.hasSuffix("）"),
      let open = text.unicodeScalars.firstIndex(where: { $0 == "(" || $0 == "（" })
    {
      tokenizer.read(String(text[..<open]))
      catalogue.lexicon.add(tokenizer.result, meaning: .name(name))
    }
  }

  /// The phrases of a `Say` field: separated by `;`, with hassil's brackets expanded.
  func phrases(of field: RecField, diagnostics: inout Diagnostics) -> [String] {
    var result: [String] = []
    for phrase in field.value.splitPhrases {
      if TemplateParser.isPlain(phrase.text) {
        result.append(phrase.text)
        continue
      }
      do throws(TemplateParser.Problem) {
        let template = try TemplateParser.parse(phrase.text)
        guard let expanded = template.expansions(limit: Self.expansionLimit) else {
          diagnostics.error(
            field.place(in: phrase), "the brackets stand for more than \(Self.expansionLimit) phrases")
          continue
        }
        result += expanded
      } catch {
        diagnostics.error(field.place(in: phrase, at: error.offset), error.message)
      }
    }
    return result
  }
}
