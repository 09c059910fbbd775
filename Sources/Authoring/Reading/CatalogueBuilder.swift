import Tables
import Text

/// Builds the catalogue out of the records, one type after the other, in the order in which they name each other.
struct CatalogueBuilder {
  let sources: SourceRecords
  var catalogue = Catalogue()
  var rules: RuleBook
  var variants = TraditionalWording()
  /// The search words of each fact, beside its texts.
  var askTexts: [[Language: [String]]] = []
  /// The sentence patterns of each intent, rules not yet resolved, for the index.
  var intentTemplates: [[(Language, Template)]] = []
  /// For the phrases of the lexicon.
  var tokenizer = Tokenizer()

  init(sources: SourceRecords) {
    self.sources = sources
    rules = RuleBook(sources.records("Rule") + sources.records("Word"))
  }

  mutating func build(diagnostics: inout Diagnostics) -> Catalogue {
    readVariants(diagnostics: &diagnostics)
    readConcepts(diagnostics: &diagnostics)
    readNames(diagnostics: &diagnostics)
    readArticles(diagnostics: &diagnostics)
    readPhrases(diagnostics: &diagnostics)
    readIntents(diagnostics: &diagnostics)
    readContacts(diagnostics: &diagnostics)
    readFacts(diagnostics: &diagnostics)
    checkFigures(diagnostics: &diagnostics)
    IndexBuilder.build(&catalogue, ask: askTexts, intents: intentFeatures())
    catalogue.finish()
    return catalogue
  }

  /// The topics that the sentence patterns of each intent speak of.
  private mutating func intentFeatures() -> [Set<Feature>] {
    var concepts = SentenceConcepts(catalogue)
    return intentTemplates.map { templates in
      var features: Set<Feature> = []
      for (language, template) in templates { concepts.add(template, language, &rules, to: &features) }
      return features
    }
  }

  /// The texts of a field in each language; Traditional Chinese is derived where it has none.
  func localized(_ record: RecRecord, _ names: FieldNames) -> LocalizedText {
    var result = LocalizedText()
    for language in Language.allCases { result[own: language] = record.value(names[language])?.joiningLines }
    if result[own: .traditionalChinese] == nil, let simplified = result[own: .simplifiedChinese] {
      result[own: .traditionalChinese] = variants.traditional(simplified)
    }
    return result
  }

  /// The position of the record that a field names, or nil after an error.
  func resolve<Element>(
    _ field: RecField, in ids: [String: Identifier<Element>], what: String, diagnostics: inout Diagnostics
  ) -> Identifier<Element>? {
    if let id = ids[field.value] { return id }
    diagnostics.error(
      field.place(at: 0),
      "there is no \(what) \"\(field.value)\"\(Suggestion.hint(for: field.value, among: ids.keys))")
    return nil
  }

  private mutating func readVariants(diagnostics: inout Diagnostics) {
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
          id: id, titles: localized(record, .title), publishers: localized(record, .publisher), date: day,
          dateText: date.value))
    }
  }

  private mutating func readPhrases(diagnostics: inout Diagnostics) {
    for record in sources.records("Phrase") {
      guard let id = record.value("Id") else { continue }
      catalogue.phrases[id] = localized(record, .text)
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
    let names = catalogue.nameIDs()
    let articles = catalogue.articleIDs()
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
          resolve($0, in: names, what: "entity", diagnostics: &diagnostics)
        },
        asOf: asOf,
        sources: record.fields("Source").compactMap {
          resolve($0, in: articles, what: "article", diagnostics: &diagnostics)
        },
        isPrivate: record.value("Private") == "yes")
      catalogue.contacts.append(contact)
    }
  }
}

extension Catalogue {
  func nameIDs() -> [String: Identifier<Name>] { Self.positions(names.map(\.id)) }
  func articleIDs() -> [String: Identifier<Article>] { Self.positions(articles.map(\.id)) }
  func intentIDs() -> [String: Identifier<Intent>] { Self.positions(intents.map(\.id)) }
  func conceptIDs() -> [String: Identifier<Concept>] { Self.positions(concepts.map(\.id)) }

  private static func positions<Element>(_ ids: [String]) -> [String: Identifier<Element>] {
    var result: [String: Identifier<Element>] = [:]
    for (position, id) in ids.enumerated() where result[id] == nil { result[id] = Identifier(position) }
    return result
  }
}

extension String {
  /// Continuation lines are for the editor's sake: in a text a line feed reads as a space, none between Han.
  var joiningLines: String {
    guard offset(of: 0x0A) != nil else { return self }
    return split(separator: "\n").joined(separator: " ")
  }
}

extension StringProtocol {
  /// Where a byte first stands in the UTF-8 form. Asking the bytes themselves is several times as fast as asking
  /// the view.
  func offset(of byte: UInt8) -> Int? {
    utf8.withContiguousStorageIfAvailable { $0.firstIndex(of: byte) } ?? Array(utf8).firstIndex(of: byte)
  }
}
