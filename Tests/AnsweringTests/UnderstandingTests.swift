import Authoring
import Testing

@testable import Answering

/// What single words of a message count as.
@Suite struct UnderstandingTests {
  private static func signals(of text: String) throws -> [String] {
    let files = """
      %rec: Word

      Id: yes
      Kind: small
      Say_ja: うん; はい
      """
    let compilation = Compile.files([(path: "f.rec", bytes: Array(files.utf8))])
    let catalogue = try #require(compilation.catalogue, "\(compilation.diagnostics)")
    return Understanding(text, catalogue: catalogue, previous: .japanese).signals.map { catalogue[$0].id }
  }

  @Test(arguments: [("うん、お願い", ["yes"]), ("はい", ["yes"]), ("何人雇うんですか", []), ("そうですかはい", [])])
  func kanaInsideAWordAreNoSmallTalk(text: String, expected: [String]) throws {
    #expect(try Self.signals(of: text) == expected)
  }

  /// A part that is one word is still a word that records are found by.
  @Test(arguments: [("photos", ["photos"]), ("what happened", [])])
  func aLonePartLeavesItsWordStanding(text: String, words: [String]) throws {
    let files = "%rec: Word\n\nId: a\nKind: part\nSay_en: photos; what happened"
    let catalogue = try #require(Compile.files([(path: "f.rec", bytes: Array(files.utf8))]).catalogue)
    let understanding = Understanding(text, catalogue: catalogue, previous: .english)
    #expect(understanding.terms.map(\.text) == words)
  }
}
