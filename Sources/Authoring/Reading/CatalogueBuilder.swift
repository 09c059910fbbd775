import Tables
import Text

/// Builds the catalogue out of the records: first what others name by its id, then the parts that know nothing of
/// each other, at once, then the index.
struct CatalogueBuilder: Sendable {
  let files: [RecFile]
  let sources: SourceRecords
  var catalogue = Catalogue()
  var variants = TraditionalWording()
  /// The records that the catalogue's concepts, names and intents come from, one for each.
  var conceptRecords: [RecRecord] = []
  var nameRecords: [RecRecord] = []
  var intentRecords: [RecRecord] = []
  /// What stands under an id: each made as soon as all of its kind are read, and without the gaps' own concepts.
  var conceptIDs: [String: Identifier<Concept>] = [:]
  var nameIDs: [String: Identifier<Name>] = [:]
  var articleIDs: [String: Identifier<Article>] = [:]
  var intentIDs: [String: Identifier<Intent>] = [:]
  /// The facts that are gaps, whose own concepts stand behind the others.
  var gapRecords: [RecRecord] = []

  /// In how many parts the facts are read, and the index is made, at once. More than two take longer to put together
  /// than they save.
  var partCount = 2

  init(files: [RecFile], sources: SourceRecords) {
    self.files = files
    self.sources = sources
  }

  /// Builds the catalogue; of several things wrong at one place what the schema says comes first.
  mutating func build(diagnostics: inout Diagnostics) -> Catalogue {
    var found = Diagnostics()
    let catalogue = build(schema: &diagnostics, diagnostics: &found)
    diagnostics.append(found)
    return catalogue
  }

  private mutating func build(schema: inout Diagnostics, diagnostics: inout Diagnostics) -> Catalogue {
    readVariants()
    readConcepts(diagnostics: &diagnostics)
    readNames(diagnostics: &diagnostics)
    readKeysOfWords(diagnostics: &diagnostics)
    readArticles(diagnostics: &diagnostics)
    readPhrases()
    readIntents(diagnostics: &diagnostics)
    readContacts(diagnostics: &diagnostics)
    readGaps()
    let (facts, patterns, gapTopics) = readParts(schema: &schema, diagnostics: &diagnostics)
    checkFigures(diagnostics: &diagnostics)
    catalogue.finish()
    IndexBuilder.build(
      &catalogue, searchWords: facts.searchWords, gapTopics: gapTopics,
      intents: patterns.topics(catalogue, parts: partCount), parts: partCount)
    return catalogue
  }

  /// A part of the work that needs no other one.
  private enum Part: Sendable {
    /// The phrases that begin so.
    case phrases(PhraseStart)
    case patterns, schema
    /// The facts at these positions.
    case facts(Range<Int>)
  }

  private enum PartResult: Sendable {
    case phrases(PhraseList)
    case patterns(SentencePatterns)
    case facts(FactList)
    case schema
  }

  private mutating func readParts(
    schema: inout Diagnostics, diagnostics: inout Diagnostics
  ) -> (FactList, SentencePatterns, gapTopics: [String: [Identifier<Concept>]]) {
    var (factList, patterns, phrases) = (FactList(), SentencePatterns(), [PhraseList]())
    let builder = self
    // The longest first, so that the cores are done at about the same time.
    let facts = Parallel.parts(2 * partCount, ofSizes: sources.records("Fact").map(\.size)).map(Part.facts)
    let results = Parallel.map([.phrases(.word), .phrases(.character), .patterns, .schema] + facts) { part in
      var diagnostics = Diagnostics()
      return (builder.read(part, diagnostics: &diagnostics), diagnostics)
    }
    for (result, found) in results {
      switch result {
      case .phrases(let read): phrases.append(read)
      case .patterns(let read): patterns = read
      case .facts(let read): factList.append(read)
      case .schema:
        schema.append(found)
        continue
      }
      diagnostics.append(found)
    }
    catalogue.lexicon = Lexicon(words: phrases[0].lexicon, characters: phrases[1].lexicon)
    catalogue.templates = patterns.set
    catalogue.records = factList.records
    return (factList, patterns, gapTopics(phrases))
  }

  private func read(_ part: Part, diagnostics: inout Diagnostics) -> PartResult {
    switch part {
    case .phrases(let start): return .phrases(phrases(start, diagnostics: &diagnostics))
    case .patterns: return .patterns(patterns(diagnostics: &diagnostics))
    case .facts(let positions): return .facts(facts(positions, diagnostics: &diagnostics))
    case .schema:
      SchemaCheck.run(files, diagnostics: &diagnostics)
      return .schema
    }
  }

  /// The texts of a field in each language; Traditional Chinese is derived where it has none.
  ///
  /// - Parameter keepsLines: whether the lines of the file are those of the text.
  func localized(_ record: RecRecord, _ names: FieldNames, keepsLines: Bool = false) -> LocalizedText {
    var result = LocalizedText()
    for language in Language.allCases {
      let text = record.value(names[language])
      result[own: language] = keepsLines ? text : text?.joiningLines
    }
    if result[own: .traditionalChinese] == nil, let simplified = result[own: .simplifiedChinese] {
      result[own: .traditionalChinese] = variants.traditional(simplified)
    }
    return result
  }

  /// The position of the record that a field names, or nil after an error.
  func resolve<Element>(
    _ field: RecField, in ids: [String: Identifier<Element>], what: String, diagnostics: inout Diagnostics
  ) -> Identifier<Element>? {
    resolve(field.value, at: field, in: ids, what: what, diagnostics: &diagnostics)
  }

  /// The same for a name that is only a part of the field's value.
  func resolve<Element>(
    _ id: String, at field: RecField, in ids: [String: Identifier<Element>], what: String,
    diagnostics: inout Diagnostics
  ) -> Identifier<Element>? {
    if let identifier = ids[id] { return identifier }
    diagnostics.error(
      field.place(at: 0), "there is no \(what) \"\(id)\"\(Suggestion.hint(for: id, among: ids.keys))")
    return nil
  }

  private mutating func readVariants() {
    for record in sources.records("Variant") {
      guard let simplified = record.value("Simplified"), let traditional = record.value("Traditional") else {
        continue
      }
      variants.add(simplified, traditional)
    }
  }

  private mutating func readArticles(diagnostics: inout Diagnostics) {
    for record in sources.records("Article") {
      guard let id = record.value("Id"), let date = record.field("Date") else { continue }
      guard let day = PartialDate(date.value), day.day != nil else {
        diagnostics.error(date.place(at: 0), "expected a day as YYYY-MM-DD, but found \"\(date.value)\"")
        continue
      }
      catalogue.articles.append(
        Article(
          id: id, titles: localized(record, .title), publishers: localized(record, .publisher), date: day))
    }
    articleIDs = Catalogue.positions(catalogue.articles.map(\.id))
  }

  private mutating func readPhrases() {
    for record in sources.records("Phrase") {
      guard let id = record.value("Id") else { continue }
      catalogue.phrases[id] = localized(record, .text, keepsLines: true)
    }
    for record in sources.records("Topic") {
      guard let id = record.value("Id") else { continue }
      catalogue.topics.append((id, localized(record, .title)))
      var examples: [Language: [String]] = [:]
      for language in Language.allCases {
        var texts = record.fields(FieldNames.example[language]).map(\.value)
        if texts.isEmpty, language == .traditionalChinese {
          texts = record.fields(FieldNames.example[.simplifiedChinese]).map { variants.traditional($0.value) }
        }
        examples[language] = texts
      }
      catalogue.examples[id] = examples
    }
  }

  private mutating func readContacts(diagnostics: inout Diagnostics) {
    for record in sources.records("Contact") {
      guard let id = record.value("Id"), let asOf = record.value("AsOf").flatMap({ PartialDate($0) }) else {
        continue
      }
      let contact = Contact(
        id: id, names: localized(record, .name), addresses: localized(record, .address),
        notes: localized(record, .note), telephone: record.value("Telephone") ?? "",
        fax: record.value("Fax") ?? "",
        whatsApp: record.value("WhatsApp") ?? "", weChat: record.value("WeChat") ?? "",
        serves: record.fields("Serves").compactMap {
          resolve($0, in: nameIDs, what: "entity", diagnostics: &diagnostics)
        },
        asOf: asOf,
        sources: record.fields("Source").compactMap {
          resolve($0, in: articleIDs, what: "article", diagnostics: &diagnostics)
        },
        isPrivate: record.value("Private") == "yes")
      catalogue.contacts.append(contact)
    }
  }
}

extension String {
  /// Continuation lines are for the editor's sake: a line feed reads as a space, and between wide characters (Han,
  /// kana and their punctuation) as nothing.
  var joiningLines: String {
    guard offset(of: 0x0A) != nil else { return self }
    return split(separator: "\n").reduce(into: "") { text, line in
      let neighbours = [text.last, line.first].compactMap(\.self)
      if !text.isEmpty, neighbours.contains(where: { DisplayWidth.columns(of: $0) < 2 }) { text += " " }
      text += line
    }
  }
}

extension StringProtocol {
  /// Where a byte first stands in the UTF-8 form. Asking the bytes themselves is several times as fast as asking
  /// the view.
  func offset(of byte: UInt8) -> Int? {
    utf8.withContiguousStorageIfAvailable { $0.firstIndex(of: byte) } ?? Array(utf8).firstIndex(of: byte)
  }
}
