import Answering
import Tables
import Testing
import Text

@testable import Authoring

/// The files' own examples, written otherwise: what does not change the meaning must not change where they lead.
@Suite struct TransformTests {
  struct Transform: Sendable, CustomTestStringConvertible {
    var name: String
    /// The least share of examples, in per cent, that must lead where they led before.
    var floor: Int
    var apply: @Sendable (Example) -> String?

    var testDescription: String { name }
  }

  static let transforms = [
    Transform(name: "upper case", floor: 97) { $0.language.isLatin ? $0.text.uppercased() : nil },
    Transform(name: "full width", floor: 97) { example in
      String(
        String.UnicodeScalarView(
          example.text.unicodeScalars.map { scalar in
            (0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
          }))
    },
    Transform(name: "blanks", floor: 99) {
      "  " + $0.text.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "   ") + "  "
    },
    Transform(name: "a question mark less or more", floor: 97) {
      $0.text.hasSuffix("?") || $0.text.hasSuffix("？") ? String($0.text.dropLast()) : $0.text + "?"
    },
    Transform(name: "a greeting before", floor: 88) { example in
      let greetings: [Language: String] = [
        .english: "Hello, ", .simplifiedChinese: "你好，", .traditionalChinese: "你好，", .japanese: "こんにちは。",
        .french: "Bonjour, ", .arabic: "مرحبا، ",
      ]
      return (greetings[example.language] ?? "") + example.text
    },
    Transform(name: "thanks after", floor: 88) { example in
      let thanks: [Language: String] = [
        .english: ", thanks", .simplifiedChinese: "，谢谢", .traditionalChinese: "，謝謝", .japanese: "。ありがとう",
        .french: ", merci", .arabic: "، شكرا",
      ]
      return example.text + (thanks[example.language] ?? "")
    },
    Transform(name: "two letters of a long word swapped", floor: 80) { example in
      guard example.language.isLatin else { return nil }
      var words = example.text.split(separator: " ").map(String.init)
      guard let index = words.firstIndex(where: { $0.count >= 8 && $0.allSatisfy(\.isLetter) })
      else { return nil }
      var letters = Array(words[index])
      letters.swapAt(3, 4)
      words[index] = String(letters)
      return words.joined(separator: " ")
    },
    Transform(name: "Traditional for Simplified", floor: 95) {
      $0.language == .simplifiedChinese ? HanVariants.traditional($0.text) : nil
    },
  ]

  /// Every so manieth example is tried, to keep the tests quick.
  static let stride = 16

  @Test(arguments: transforms) func meaningSurvives(transform: Transform) throws {
    let catalogue = try Knowledge.catalogue
    var diagnostics = Diagnostics()
    let all = Example.read(Knowledge.compilation.files, diagnostics: &diagnostics)
    let examples = all.enumerated()
      .filter { $0.offset % Self.stride == 0 && $0.element.kind == .positive }.map(\.element)
    var tried = 0
    var lost: [String] = []
    for example in examples {
      guard let text = transform.apply(example), text != example.text else { continue }
      var changed = example
      changed.text = text
      tried += 1
      if !ExampleCheck.run([changed], on: catalogue).isEmpty { lost.append(text) }
    }
    try #require(tried > 30)
    let share = 100 * (tried - lost.count) / tried
    #expect(share >= transform.floor, "\(share) % of \(tried): \(lost.prefix(20).joined(separator: " | "))")
  }
}

extension Language {
  fileprivate var isLatin: Bool { self == .english || self == .french }
}
