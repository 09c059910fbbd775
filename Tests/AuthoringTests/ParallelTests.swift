import Testing
import Text

@testable import Authoring
@testable import Tables

/// What is compiled on several cores is what one after the other would give.
@Suite struct ParallelTests {
  static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  static let files: [(path: String, bytes: [UInt8])] = ["Intents", "KnowledgeBase"].flatMap { directory in
    FileTree.recFiles(in: root + "/" + directory).paths.compactMap { path in
      FileTree.contents(of: path).map { (path, $0) }
    }
  }

  @Test(arguments: [0, 1, 2, 3, 1000]) func resultsStandInTheOrderOfTheWork(count: Int) {
    #expect(Parallel.map(count) { "\($0)" } == (0..<count).map { "\($0)" })
    #expect(Parallel.map(Array(0..<count)) { $0 * $0 } == (0..<count).map { $0 * $0 })
  }

  @Test(arguments: [[], [1], [5, 1, 1], [1, 1, 5], Array(0..<1000)]) func partsAreOfAboutOneSize(sizes: [Int])
  {
    let parts = Parallel.parts(3, ofSizes: sizes)
    #expect(parts.count == 3 && parts.flatMap { Array($0) } == Array(sizes.indices))
    // None is larger than its share by more than one of the sizes.
    let limit = sizes.reduce(0, +) / 3 + (sizes.max() ?? 0)
    #expect(parts.allSatisfy { $0.reduce(0) { $0 + sizes[$1] } <= limit })
  }

  /// The features and words of every so manieth of the project's records, with the index and the vocabulary made in
  /// one part and in several.
  @Test func theTablesDoNotDependOnTheNumberOfParts() {
    let one = Self.catalogue(parts: 1)
    let several = Self.catalogue(parts: 3)
    #expect(one.index.recordCount == several.index.recordCount)
    #expect(one.index.phraseEnds == several.index.phraseEnds)
    #expect(one.index.phrasesOfRecords == several.index.phrasesOfRecords)
    var features = one.concepts.indices.map { Feature.concept(Identifier($0)) }
    features += one.names.indices.map { Feature.name(Identifier($0)) }
    let phrases = [one.index, several.index].map { Self.phraseFeatures($0, among: features) }
    #expect(phrases[0] == phrases[1] && phrases[0].count == one.index.phraseFeatures.count)
    var reader = TextReader()
    for record in stride(from: 0, to: one.records.count, by: 8).map({ one.records[$0] }) {
      for language in Language.allCases {
        reader.read(
          record.texts[language.index].spoken(record.figures, in: language), one.lexicon, in: language)
        reader.forEachWord { features.append($0) }
        #expect(
          one.lexicon.exclusiveWords(of: reader.text) == several.lexicon.exclusiveWords(of: reader.text))
        // The words with their last letter but one left out: what they are mended to hangs on the words' order.
        let words = reader.text.tokens.filter { $0.kind == .word }.map { reader.text.text($0) }
        let wrong = Tokenizer.tokens(of: words.map { $0.dropLast(2) + $0.suffix(1) }.joined(separator: " "))
        #expect(one.lexicon.read(wrong, in: language).keys == several.lexicon.read(wrong, in: language).keys)
      }
    }
    for feature in features {
      #expect(one.index.rarity(of: feature) == several.index.rarity(of: feature))
      let (first, second) = (one.index.postings(of: feature), several.index.postings(of: feature))
      #expect(first.map(\.record) == second.map(\.record))
      #expect(first.map(\.strength) == second.map(\.strength))
    }
  }

  @Test func diagnosticsComeInTheSameOrderEveryTime() {
    // Something wrong for the parser, the schema, the words, the patterns and the facts, in two files.
    let wrong = """
      %rec: Word
      %key: Id
      %allowed: Id Kind Say_en

      Id: a
      Kind: topic
      Say_en: [open
      Sey_en: x

      no field

      %rec: Intent

      Name: i
      Action: records
      Say_en: <none>; {none}; (a

      %rec: Fact

      Id: f
      Intent: i
      AsOf: soon
      """
    let files = ["b.rec", "a.rec"].map { (path: $0, bytes: Array(wrong.utf8)) }
    let first = Compile.files(files)
    #expect(first.catalogue == nil)
    #expect(first.diagnostics.count == 15)
    #expect(first.diagnostics.map(\.place) == first.diagnostics.map(\.place).sorted())
    for _ in 0..<20 { #expect(Compile.files(files).diagnostics == first.diagnostics) }
  }

  /// The schema and the reading of words both refuse the kind; what the schema says is shown.
  @Test func ofTwoAtOnePlaceTheSchemaIsHeard() {
    let text = """
      %rec: Word
      %type: Kind enum topic measure

      Id: a
      Kind: topik
      """
    #expect(
      Compile.files([("f.rec", Array(text.utf8))]).diagnostics.map(\.line) == [
        "f.rec:5:7: error: Kind must be one of topic, measure; did you mean \"topic\"?, but is \"topik\""
      ])
  }

  /// What all search phrases mean, whatever numbers that has in the index.
  private static func phraseFeatures(_ index: Index, among features: [Feature]) -> [Feature] {
    var byNumber: [UInt32: Feature] = [:]
    for feature in features { if let number = index.number(of: feature) { byNumber[number] = feature } }
    return index.phraseFeatures.compactMap { byNumber[$0] }
  }

  private static func catalogue(parts: Int) -> Catalogue {
    var diagnostics = Diagnostics()
    let parsed = files.map { RecParser.parse($0.bytes, path: $0.path, diagnostics: &diagnostics) }
    let sources = SourceRecords(parsed, diagnostics: &diagnostics)
    var builder = CatalogueBuilder(files: parsed, sources: sources)
    builder.partCount = parts
    return builder.build(diagnostics: &diagnostics)
  }
}
