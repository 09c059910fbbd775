import Tables
import Text

/// What was read of the facts.
struct FactList: Sendable {
  var records: [Record] = []
  /// The search words of each record, beside its texts.
  var searchWords: [SearchWords] = []

  mutating func append(_ other: FactList) {
    records += other.records
    searchWords += other.searchWords
  }
}

/// Facts: the records that questions are answered from.
extension CatalogueBuilder {
  /// - Parameter positions: which ones of the files' facts.
  func facts(_ positions: Range<Int>, diagnostics: inout Diagnostics) -> FactList {
    var facts = FactList()
    for source in sources.records("Fact")[positions] {
      guard let id = source.value("Id"), let intentField = source.field("Intent"),
        let asOfField = source.field("AsOf"),
        let intent = resolve(intentField, in: intentIDs, what: "intent", diagnostics: &diagnostics)
      else { continue }
      guard let asOf = PartialDate(asOfField.value) else {
        diagnostics.error(
          asOfField.place(at: 0),
          "expected a date as YYYY, YYYY-MM or YYYY-MM-DD, but found \"\(asOfField.value)\"")
        continue
      }
      let action = catalogue.intents[intent.position].action
      let figures = readFigures(source, diagnostics: &diagnostics)
      let sourceIDs = source.fields("Source").compactMap {
        resolve($0, in: articleIDs, what: "article", diagnostics: &diagnostics)
      }
      if !source.has("Source"), action != .gap {
        diagnostics.error(source.place, "the fact names no \"Source\"; every fact comes from an article")
      }
      let record = Record(
        id: id, intent: intent,
        about: source.fields("About").compactMap {
          resolve($0, in: nameIDs, what: "entity", diagnostics: &diagnostics)
        },
        asOf: asOf,
        state: action == .gap ? .gap : Record.State(rawValue: source.value("State") ?? "") ?? .result,
        sources: sourceIDs.count < 2
          ? sourceIDs : sourceIDs.sorted { catalogue[$0].date > catalogue[$1].date }, figures: figures,
        texts: readTexts(source, figures, diagnostics: &diagnostics),
        keys: readKeys(source, diagnostics: &diagnostics))
      facts.records.append(record)
      facts.searchWords.append(SearchWords(source))
    }
    return facts
  }

  /// `Figure: investment 578500000 yuan`, with the line `Printed` below it.
  private func readFigures(_ source: RecRecord, diagnostics: inout Diagnostics) -> [Figure] {
    var figures: [Figure] = []
    for (position, field) in source.fields.enumerated() where field.key == "Figure" {
      let words = field.value.split(separator: " ").map(String.init)
      guard words.count == 3 else {
        diagnostics.error(
          field.place(at: 0),
          "expected a name, a number and a unit, as in \"land 214 mu\", but found \"\(field.value)\"")
        continue
      }
      guard let unit = Unit(rawValue: words[2]) else {
        diagnostics.error(
          field.place(at: words[0].count + words[1].count + 2),
          "no such unit: \"\(words[2])\"\(Suggestion.hint(for: words[2], among: Unit.allCases.map(\.rawValue)))"
        )
        continue
      }
      let place = field.place(at: words[0].count + 1)
      if unit == .date {
        guard let date = PartialDate(words[1]) else {
          diagnostics.error(
            place, "expected a date as YYYY, YYYY-MM or YYYY-MM-DD, but found \"\(words[1])\"")
          continue
        }
        figures.append(Figure(name: words[0], quantity: .date(date)))
      } else {
        guard let number = DecimalNumber(words[1]) else {
          diagnostics.error(
            place, "expected a number without separators, as in 578500000, but found \"\(words[1])\"")
          continue
        }
        figures.append(Figure(name: words[0], quantity: .number(number, unit)))
      }
      let next = position + 1 < source.fields.count ? source.fields[position + 1].key : ""
      if next != "Printed" {
        diagnostics.error(
          field.place, "the line below a figure must be \"Printed: …\", the figure as the article prints it")
      }
    }
    return figures
  }

  private func readTexts(_ source: RecRecord, _ figures: [Figure], diagnostics: inout Diagnostics)
    -> [Wording]
  {
    let texts = localized(source, .text)
    // By language, then by figure.
    var isUsed = [[Bool]](
      repeating: [Bool](repeating: false, count: figures.count), count: Language.allCases.count)
    var wordings: [Wording] = []
    for language in Language.allCases {
      // Where to point: a field is looked for only where something is wrong.
      var place: SourcePlace {
        let field =
          source.field(FieldNames.text[language]) ?? source.field(FieldNames.text[.simplifiedChinese])
        return (field ?? source.fields[0]).place(at: 0)
      }
      var parts: [Wording.Part] = []
      var text = Substring(texts[language])
      while let offset = text.offset(of: UInt8(ascii: "{")) {
        let open = text.utf8.index(text.startIndex, offsetBy: offset)
        guard let close = text[open...].utf8.firstIndex(of: UInt8(ascii: "}")) else {
          diagnostics.error(place, "\"{\" opens a figure that \"}\" never closes")
          break
        }
        let name = String(text[text.utf8.index(after: open)..<close])
        parts.append(.text(String(text[..<open])))
        if let index = figures.firstIndex(where: { $0.name == name }) {
          parts.append(.figure(index))
          isUsed[language.index][index] = true
        } else {
          diagnostics.error(
            place,
            "the text names the figure {\(name)}, but the record has none\(Suggestion.hint(for: name, among: figures.map(\.name)))"
          )
        }
        text = text[text.utf8.index(after: close)...]
      }
      parts.append(.text(String(text)))
      wordings.append(Wording(parts: parts))
    }
    let isUsedInEnglish = isUsed[Language.english.index]
    for language in Language.allCases where isUsed[language.index] != isUsedInEnglish {
      let field = source.field(FieldNames.text[language]) ?? source.fields[0]
      diagnostics.error(
        field.place,
        "the text has not the same figures as the English one; each language tells the same facts")
    }
    for (index, figure) in figures.enumerated() where !isUsedInEnglish[index] {
      diagnostics.warning(source.place, "the figure \"\(figure.name)\" stands in no text")
    }
    return wordings
  }
}

/// The words that a fact's `Ask_…` lines give for searching, beside its texts.
struct SearchWords: Sendable {
  private let record: RecRecord

  init(_ record: RecRecord) { self.record = record }

  /// The bytes of the fact.
  var size: Int { record.size }

  func fields(_ language: Language) -> [RecField] { record.fields(FieldNames.ask[language]) }
}
