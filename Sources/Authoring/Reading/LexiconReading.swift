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
      catalogue.concepts.append(Concept(id: id, kind: kind))
      for field in record.fields where field.name.hasPrefix("Say_") {
        for phrase in phrases(of: field, diagnostics: &diagnostics) {
          catalogue.lexicon.add(phrase, meaning: .concept(concept))
        }
      }
    }
  }

  mutating func readNames(diagnostics: inout Diagnostics) {
    // A bureau is a name as well: 四会招商局.
    let records = sources.records("Entity") + sources.records("Contact")
    for record in records {
      guard let id = record.value("Id") else { continue }
      let names = localized(record, "Name")
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
      catalogue.names[id.position].parent = resolve(parent, in: ids, what: "entity", diagnostics: &diagnostics)
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
    catalogue.lexicon.add(text, meaning: .name(name))
    // 肇慶(ちょうけい), Haobo (HOPO): what stands in brackets is a name as well.
    if text.hasSuffix(")") || text.hasSuffix("）"), let open = text.firstIndex(where: { $0 == "(" || $0 == "（" }) {
      catalogue.lexicon.add(String(text[..<open]), meaning: .name(name))
    }
  }

  /// The phrases of a `Say` field: separated by `;`, with hassil's brackets expanded.
  func phrases(of field: RecField, diagnostics: inout Diagnostics) -> [String] {
    var result: [String] = []
    for (text, offset) in field.value.splitPhrases {
      do throws(TemplateParser.Problem) {
        let template = try TemplateParser.parse(text)
        guard let expanded = template.expansions(limit: Self.expansionLimit) else {
          diagnostics.error(field.place(at: offset), "the brackets stand for more than \(Self.expansionLimit) phrases")
          continue
        }
        result += expanded
      } catch {
        diagnostics.error(field.place(at: offset + error.offset), error.message)
      }
    }
    return result
  }
}

extension String {
  /// The parts between semicolons outside brackets, each with where it begins, in characters.
  var splitPhrases: [(text: String, offset: Int)] {
    var result: [(String, Int)] = []
    var current = ""
    var start = 0
    var depth = 0
    for (offset, character) in self.enumerated() {
      switch character {
      case "(", "[", "{", "<": depth += 1
      case ")", "]", "}", ">": depth -= 1
      default: break
      }
      if depth <= 0 && (character == ";" || character == "；" || character == "؛") {
        result.append((current, start))
        current = ""
        start = offset + 1
      } else if current.isEmpty && (character == " " || character == "\n") {
        start = offset + 1
      } else {
        current.append(character)
      }
    }
    result.append((current, start))
    return result.compactMap { text, offset in
      var text = text
      while text.last == " " { text.removeLast() }
      return text.isEmpty ? nil : (text, offset)
    }
  }
}
