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
      let figures = record.value("Figures")?.split(separator: " ").map(String.init) ?? []
      catalogue.concepts.append(
        Concept(
          id: id, kind: kind, figures: figures, isOfPlaces: record.value("Of") == "places",
          isOfCompanies: record.value("Of") == "companies"))
      conceptRecords.append(record)
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

  /// What is not held is recognised by whole phrases, since its single words ("price", "time") stand in many a
  /// question that is answered: the phrases become a concept of their own, of the gap's name.
  mutating func readGaps() {
    let intents = catalogue.intentIDs()
    for record in sources.records("Fact") {
      guard let id = record.value("Id"), let intent = record.value("Intent").flatMap({ intents[$0] }),
        catalogue.intents[intent.position].action == .gap
      else { continue }
      var gap = Concept(id: id, kind: .topic)
      gap.isGap = true
      catalogue.concepts.append(gap)
      gapRecords.append(record)
    }
  }

  mutating func readNames(diagnostics: inout Diagnostics) {
    // A bureau is a name as well: 四会招商局.
    let records = sources.records("Entity") + sources.records("Contact")
    for record in records {
      guard let id = record.value("Id") else { continue }
      catalogue.names.append(
        Name(id: id, kind: record.value("Kind") ?? Name.bureau, names: localized(record, .name)))
      nameRecords.append(record)
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

  /// The phrases of all concepts and names; and for each gap, by its id, the topics that its phrases mean: its own, and
  /// those of phrases that another has as well.
  func lexicon(diagnostics: inout Diagnostics) -> (Lexicon, gapTopics: [String: [Identifier<Concept>]]) {
    let records = conceptRecords + nameRecords + gapRecords
    var reading = LexiconReading(bytes: records.reduce(0) { $0 + $1.size })
    for (position, record) in conceptRecords.enumerated() {
      for field in record.fields {
        guard let language = FieldNames.say.language(of: field.key) else { continue }
        reading.add(field, Identifier(position), language, diagnostics: &diagnostics)
      }
    }
    for (position, record) in nameRecords.enumerated() {
      let names = catalogue.names[position].names
      for language in names.languages { reading.add(names[language], Identifier(position)) }
      for alias in record.fields("Alias") { reading.add(alias.value, Identifier(position)) }
    }
    var gapTopics: [String: [Identifier<Concept>]] = [:]
    for (position, record) in gapRecords.enumerated() {
      let gap = Identifier<Concept>(conceptRecords.count + position)
      let others = reading.add(SearchWords(record), ofGap: gap)
      gapTopics[catalogue[gap].id] = [gap] + others.filter { catalogue[$0].isTopic }
    }
    return (reading.lexicon, gapTopics)
  }
}

/// The lexicon being filled.
private struct LexiconReading {
  private(set) var lexicon = Lexicon()
  private var tokenizer = Tokenizer()

  /// - Parameter bytes: about how much is to come.
  init(bytes: Int) { lexicon.reserve(bytes: bytes) }

  /// Adds the phrases of a `Say` field: separated by `;`, with hassil's brackets expanded.
  mutating func add(
    _ field: RecField, _ concept: Identifier<Concept>, _ language: Language, diagnostics: inout Diagnostics
  ) {
    for phrase in field.phrases {
      if phrase.isPlain {
        tokenizer.read(utf8: phrase.bytes)
        lexicon.add(tokenizer.result, meaning: .concept(concept), in: language)
        continue
      }
      do throws(TemplateParser.Problem) {
        let template = try TemplateParser.parse(phrase)
        let isAdded = template.forEachSentence(limit: CatalogueBuilder.expansionLimit) { text in
          tokenizer.read(utf8: text)
          lexicon.add(tokenizer.result, meaning: .concept(concept), in: language)
        }
        if !isAdded {
          diagnostics.error(
            field.place(in: phrase),
            "the brackets stand for more than \(CatalogueBuilder.expansionLimit) phrases")
        }
      } catch {
        diagnostics.error(field.place(in: phrase, at: error.offset), error.message)
      }
    }
  }

  /// Adds the search words of a gap, but for those that mean something already; what these mean.
  mutating func add(_ words: SearchWords, ofGap gap: Identifier<Concept>) -> [Identifier<Concept>] {
    var others: [Identifier<Concept>] = []
    for language in Language.allCases {
      for phrase in words[language] {
        tokenizer.read(utf8: phrase.bytes)
        lexicon.addNew(tokenizer.result, meaning: .concept(gap), in: language) {
          if case .concept(let other) = $0, other != gap { others.append(other) }
        }
      }
    }
    return others
  }

  /// Adds a name as it is written.
  mutating func add(_ text: String, _ name: Identifier<Name>) {
    tokenizer.read(text)
    lexicon.add(tokenizer.result, meaning: .name(name))
    // 肇慶(ちょうけい), Haobo (HOPO): what stands in brackets is a name as well.
    if text.utf8.last == UInt8(ascii: ")") || text.utf8.suffix(3).elementsEqual("）".utf8),
      let open = text.unicodeScalars.firstIndex(where: { $0 == "(" || $0 == "（" })
    {
      tokenizer.read(String(text[..<open]))
      lexicon.add(tokenizer.result, meaning: .name(name))
    }
  }
}
