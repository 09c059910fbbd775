import Authoring
import Tables
import Testing
import Text

@testable import Answering

/// Words that mean something only when they are said near each other.
@Suite struct CompoundTests {
  private static let files = """
    %rec: Word

    Id: give
    Kind: part
    Say_en: send us
    Say_zh_Hans: 寄给我们

    Id: paper
    Kind: part
    Say_en: brochure[s]
    Say_zh_Hans: 资料

    Id: by_post
    Kind: part
    Say_en: by post

    Id: sending
    Kind: person
    Key: give + paper
    Key: give + {town}
    Key: by_post + give + paper

    %rec: Entity

    Id: dasha
    Kind: town
    Name_en: Dasha
    """

  /// What a message is made up of.
  private static func compounds(in text: String, language: Language = .english) throws -> [String] {
    let compilation = Compile.files([(path: "f.rec", bytes: Array(files.utf8))])
    let catalogue = try #require(compilation.catalogue, "\(compilation.diagnostics)")
    let reading = catalogue.lexicon.read(Tokenizer.tokens(of: text), in: language)
    return Compounds(reading, without: [], catalogue).all.map { catalogue[$0].id }
  }

  @Test(arguments: [
    "send us a brochure", "Brochures: send us two!", "send us something about Dasha",
    // As far apart as may be.
    "send us one two three four five brochures",
  ]) func whatIsSaidTogetherIsFound(text: String) throws {
    #expect(try Self.compounds(in: text) == ["sending"])
  }

  @Test(arguments: [
    "send us", "a brochure by post", "send us a fax",
    // One token too far, and in two sentences.
    "send us one two three four five six brochures", "Send us. Brochures!",
  ]) func whatIsNotSaidTogetherIsNot(text: String) throws {
    #expect(try Self.compounds(in: text).isEmpty)
  }

  @Test func charactersCountHalf() throws {
    let within = "资料" + String(repeating: "好", count: 2 * Thresholds.togetherReach) + "寄给我们"
    #expect(try Self.compounds(in: within, language: .simplifiedChinese) == ["sending"])
    let beyond = "资料" + String(repeating: "好", count: 2 * Thresholds.togetherReach + 1) + "寄给我们"
    #expect(try Self.compounds(in: beyond, language: .simplifiedChinese).isEmpty)
  }

  @Test func aWordSaidOftenIsLookedAtUpToALimit() throws {
    let far = " one two three four five six "
    func text(_ count: Int) -> String {
      String(repeating: "brochure" + far, count: count - 1) + "brochure send us"
    }
    #expect(try Self.compounds(in: text(Compounds.occurrenceLimit)) == ["sending"])
    #expect(try Self.compounds(in: text(Compounds.occurrenceLimit + 1)).isEmpty)
  }

  @Test func onlyWordsThatCarryNoContentAreMadeUp() {
    let compilation = Compile.files([
      (path: "f.rec", bytes: Array("%rec: Word\n\nId: a\nKind: topic\n\nId: b\nKind: ask\nKey: a".utf8))
    ])
    #expect(
      compilation.errors.map(\.line) == [
        "f.rec:8:1: error: a word of the kind \"ask\" has no keys; those of these kinds may: person, outside"
      ])
  }
}
