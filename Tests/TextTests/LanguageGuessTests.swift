import Testing

@testable import Text

@Suite struct LanguageGuessTests {
  static func guess(_ text: String, previous: Language? = nil) -> Language? {
    LanguageGuess.language(of: text, tokens: Tokenizer.tokens(of: text), previous: previous)
  }

  @Test(arguments: [
    ("how much land is left in Sihui?", Language.english),
    ("sihui fax pls", .english),
    ("Quel est le prix du terrain ?", .french),
    ("combien de salariés", .french),
    ("四会还有多少土地", .simplifiedChinese),
    ("四會還有幾多地呀", .traditionalChinese),
    ("大旺的 CATL 工厂在哪?", .simplifiedChinese),
    ("早晨！", .traditionalChinese),
    ("got a brochure?", .english),
    ("高要嘅五金點樣㗎", .traditionalChinese),
    ("四会の土地はありますか", .japanese),
    ("ワーカーの最低賃金っていくら？", .japanese),
    ("肇慶の工場の規模", .japanese),
    ("كم مساحة الأرض في سيهوي؟", .arabic),
    ("where is the 四会 investment bureau and what is the phone number", .english),
    ("ما هو مشروع Xpeng؟", .arabic),
  ]) func tellsTheLanguage(text: String, expected: Language) { #expect(Self.guess(text) == expected) }

  @Test func whatTellsNothingLeavesItToTheConversation() {
    #expect(Self.guess("12345") == nil)
    #expect(Self.guess("Haobo", previous: .french) == .french)
    #expect(Self.guess("人口", previous: .japanese) == .japanese)
    #expect(Self.guess("人口") == .simplifiedChinese)
    #expect(Self.guess("人口", previous: .traditionalChinese) == .traditionalChinese)
  }

  @Test(arguments: [
    ("zh-TW", Language.traditionalChinese), ("zh", .simplifiedChinese), ("zh-Hans-HK", .simplifiedChinese),
    ("en-GB", .english), ("fr_CA", .french),
  ])
  func tagsAreRead(tag: String, expected: Language) { #expect(Language(tag: tag) == expected) }

  @Test func unknownTagsAreRefused() { #expect(Language(tag: "de") == nil && Language(tag: "") == nil) }
}
