import Testing

@testable import Text

@Suite struct TokenizerTests {
  static func words(_ text: String) -> [String] {
    let tokenized = Tokenizer.tokens(of: text)
    return tokenized.tokens.map(tokenized.text)
  }

  @Test(arguments: [
    ("How big is l'usine d'Xpeng?", ["how", "big", "is", "l", "usine", "d", "xpeng"]),
    ("و2023 و3A", ["و", "2023", "و", "3a"]),
    ("2+5 and 1+1+N, 3A, 5G", ["2+5", "and", "1+1+n", "3a", "5g"]),
    ("5.9 million, 1,000 mu. 500m", ["5.9", "million", "1000", "mu", "500", "m"]),
    ("R&D-costs", ["r&d", "costs"]),
    ("四会有多少", ["四", "会", "有", "多", "少"]),
    ("ＧＢＡ　１３７", ["gba", "137"]),
    ("5000㎡ 5000 m² 46㎞", ["5000", "m2", "5000", "m2", "46", "km"]),
    ("١٣٧ كم", ["137", "كم"]),
    ("أَرْضٌ", ["ارض"]),
    ("Économie à 36%", ["economie", "a", "36", "%"]),
    ("\u{202E}abc\u{0}\u{200B}d", ["abc", "d"]),
    ("…!?", []),
    ("", []),
  ]) func splitsAndFolds(text: String, expected: [String]) { #expect(Self.words(text) == expected) }

  @Test func traditionalAndJapaneseFormsFoldToSimplified() {
    #expect(Self.words("廣東省") == Self.words("广东省"))
    #expect(Self.words("広東") == Self.words("广东"))
  }

  @Test(arguments: [
    ("plots", "plot"), ("prices", "price"), ("companies", "company"), ("developing", "develop"),
    ("terrains", "terrain"),
  ])
  func inflectedFormsShareAKey(one: String, other: String) {
    #expect(Tokenizer.tokens(of: one).tokens[0].key == Tokenizer.tokens(of: other).tokens[0].key)
  }

  @Test func anArabicArticleDoesNotMatter() {
    let keys = ["الأراضي", "أراضي", "والأراضي"].map { Tokenizer.tokens(of: $0).tokens[0].key }
    #expect(Set(keys).count == 1)
  }

  /// Whatever arrives, the tokens stand in order within the text.
  @Test func tokensOfRandomTextStandInOrder() {
    var generator = SplitMix(seed: 7)
    for _ in 0..<2_000 {
      var view = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        let ranges: [ClosedRange<UInt32>] = [
          0...0x7F, 0xA0...0x24F, 0x600...0x6FF, 0x3000...0x30FF, 0x4E00...0x9FFF, 0xFE00...0xFFFF,
          0x1F300...0x1F6FF,
        ]
        let range = ranges.randomElement(using: &generator) ?? 0...0x7F
        if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { view.append(scalar) }
      }
      let text = Tokenizer.tokens(of: String(view))
      var end: Int32 = 0
      for token in text.tokens {
        #expect(token.source.lowerBound >= end && !token.source.isEmpty)
        #expect(token.source.upperBound <= Int32(view.count))
        #expect(!text.folded(token).isEmpty)
        end = token.source.upperBound
      }
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood): a generator that gives the same numbers for the same seed.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
