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
    conceptIDs = Catalogue.positions(catalogue.concepts.map(\.id))
    readParents(diagnostics: &diagnostics)
  }

  /// `Within`: the wider idea.
  private mutating func readParents(diagnostics: inout Diagnostics) {
    for record in sources.records("Word") {
      guard let id = record.value("Id").flatMap({ conceptIDs[$0] }), let wider = record.field("Within") else {
        continue
      }
      catalogue.concepts[id.position].parent = resolve(
        wider, in: conceptIDs, what: "word", diagnostics: &diagnostics)
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
    for record in sources.records("Fact") {
      guard let id = record.value("Id"), let intent = record.value("Intent").flatMap({ intentIDs[$0] }),
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
    nameIDs = Catalogue.positions(catalogue.names.map(\.id))
    for record in records {
      guard let id = record.value("Id").flatMap({ nameIDs[$0] }),
        let parent = record.field("Parent") ?? record.field("Serves")
      else { continue }
      catalogue.names[id.position].parent = resolve(
        parent, in: nameIDs, what: "entity", diagnostics: &diagnostics)
    }
    for (position, name) in catalogue.names.enumerated() {
      let line = catalogue.ancestry(of: Identifier(position))
      if line.count >= Catalogue.depthLimit {
        let place = records.first { $0.value("Id") == name.id }?.place ?? SourcePlace(path: "", line: 0)
        diagnostics.error(place, "the parents of \"\(name.id)\" lead in a circle")
      }
    }
  }

  /// The phrases of all concepts and names that begin with words, or those that begin with characters; and for each gap
  /// the topics that those of its phrases mean that another has as well.
  func phrases(_ start: PhraseStart, diagnostics: inout Diagnostics) -> PhraseList {
    let records = conceptRecords + nameRecords + gapRecords
    var reading = PhraseReading(start, bytes: records.reduce(0) { $0 + $1.size } / 2)
    for (position, record) in conceptRecords.enumerated() {
      for field in record.fields {
        guard let language = FieldNames.say.language(of: field.key) else { continue }
        reading.add(field, Identifier(position), language, diagnostics: &diagnostics)
      }
    }
    for (position, record) in nameRecords.enumerated() {
      let names = catalogue.names[position].names
      for language in names.languages { reading.add(Array(names[language].utf8)[...], Identifier(position)) }
      for alias in record.fields("Alias") { reading.add(alias.bytes, Identifier(position)) }
    }
    for (position, record) in gapRecords.enumerated() {
      let gap = Identifier<Concept>(conceptRecords.count + position)
      // A part says nothing alone.
      let others = reading.add(SearchWords(record), ofGap: gap) { catalogue[$0].kind != .part }
      reading.list.gapTopics.append(others.filter { catalogue[$0].isTopic })
    }
    return reading.list
  }

  /// For each gap, by its id, the topics that its phrases mean: its own, and those of phrases that another has as well.
  func gapTopics(_ lists: [PhraseList]) -> [String: [Identifier<Concept>]] {
    var topics: [String: [Identifier<Concept>]] = [:]
    for position in gapRecords.indices {
      let gap = Identifier<Concept>(conceptRecords.count + position)
      topics[catalogue[gap].id] = lists.reduce(into: [gap]) { $0 += $1.gapTopics[position] }
    }
    return topics
  }
}

/// What was read of the phrases that begin in one way.
struct PhraseList: Sendable {
  var lexicon = Lexicon()
  /// For each gap the topics that phrases of its mean beside it.
  var gapTopics: [[Identifier<Concept>]] = []
}

/// The phrases that begin in one way being read.
private struct PhraseReading {
  let start: PhraseStart
  var list = PhraseList()
  private var tokenizer = Tokenizer()

  /// - Parameter bytes: about how much is to come.
  init(_ start: PhraseStart, bytes: Int) {
    self.start = start
    list.lexicon.reserve(bytes: bytes, start)
  }

  /// Reads a phrase. Returns whether it begins as those that are wanted.
  private mutating func read(_ phrase: Span<UInt8>) -> Bool {
    tokenizer.read(utf8: phrase)
    return tokenizer.result.tokens.first.map { PhraseStart(key: $0.key) == start } ?? false
  }

  /// Whether a phrase may begin as those that are wanted, which mostly needs no reading.
  private func mayBegin(_ phrase: Span<UInt8>, isPlain: Bool) -> Bool {
    if isPlain, let first = Tokenizer.firstKind(ofUTF8: phrase) {
      return (first == .word) == (start == .word)
    }
    // Brackets may leave out what stands first.
    return mayHaveStart(phrase)
  }

  /// Whether a text has a byte that may begin a token of the kind that is wanted.
  private func mayHaveStart(_ text: Span<UInt8>) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      switch start {
      // Marks alone are looked at once, for what may be wrong with them.
      case .word: bytes.contains(where: Self.mayBeginWord) || !bytes.contains(where: Self.mayBeginCharacter)
      case .character: bytes.contains(where: Self.mayBeginCharacter)
      }
    }
  }

  /// Digits, letters, and in UTF-8 the first byte of all that is neither Han nor kana.
  @inline(__always)
  private static func mayBeginWord(_ byte: UInt8) -> Bool {
    byte < 0x80
      ? byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x25
      : byte >= 0xC2 && !(0xE3...0xE9).contains(byte)
  }

  @inline(__always)
  private static func mayBeginCharacter(_ byte: UInt8) -> Bool { byte >= 0xE3 }

  /// Adds the phrases of a `Say` field: separated by `;`, with hassil's brackets expanded.
  mutating func add(
    _ field: RecField, _ concept: Identifier<Concept>, _ language: Language, diagnostics: inout Diagnostics
  ) {
    let value = field.bytes
    guard mayHaveStart(value.span) else { return }
    for phrase in field.phrases {
      let text = value.span.extracting(phrase.range)
      guard mayBegin(text, isPlain: phrase.isPlain) else { continue }
      if phrase.isPlain {
        if read(text) { list.lexicon.add(tokenizer.result, meaning: .concept(concept), in: language) }
        continue
      }
      do throws(TemplateParser.Problem) {
        let template = try TemplateParser.parse(phrase, of: value)
        let isAdded = template.forEachSentence(limit: CatalogueBuilder.expansionLimit) { text in
          if read(text.span) { list.lexicon.add(tokenizer.result, meaning: .concept(concept), in: language) }
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
  /// - Parameter isMeant: whether a concept counts.
  mutating func add(
    _ words: SearchWords, ofGap gap: Identifier<Concept>, unless isMeant: (Identifier<Concept>) -> Bool
  ) -> [Identifier<Concept>] {
    var others: [Identifier<Concept>] = []
    for language in Language.allCases {
      for field in words.fields(language) {
        let value = field.bytes
        guard mayHaveStart(value.span) else { continue }
        for phrase in field.phrases {
          let text = value.span.extracting(phrase.range)
          guard mayBegin(text, isPlain: phrase.isPlain), read(text) else { continue }
          list.lexicon.addNew(
            tokenizer.result, meaning: .concept(gap), in: language,
            unless: { if case .concept(let other) = $0 { isMeant(other) } else { true } },
            orElse: { if case .concept(let other) = $0, other != gap { others.append(other) } })
        }
      }
    }
    return others
  }

  private static let wideOpening = Array("（".utf8)
  private static let wideClosing = Array("）".utf8)[...]

  /// Adds a name as it is written.
  mutating func add(_ text: ArraySlice<UInt8>, _ name: Identifier<Name>) {
    guard mayBegin(text.span, isPlain: true), read(text.span) else { return }
    list.lexicon.add(tokenizer.result, meaning: .name(name))
    // 肇慶(ちょうけい), Haobo (HOPO): what stands in brackets is a name as well.
    guard text.last == UInt8(ascii: ")") || text.suffix(3) == Self.wideClosing else { return }
    let open = text.indices.first {
      text[$0] == UInt8(ascii: "(") || text[$0...].starts(with: Self.wideOpening)
    }
    guard let open, read(text.span.extracting(first: open - text.startIndex)) else { return }
    list.lexicon.add(tokenizer.result, meaning: .name(name))
  }
}
