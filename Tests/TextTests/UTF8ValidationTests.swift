import Testing

@testable import Text

/// The standard library is the oracle.
@Suite struct UTF8ValidationTests {
  private static func isValid(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { UTF8Validation.isValid($0) }
  }

  /// Every sequence of up to three bytes around the borders of the table, alone, behind and before a longer text.
  @Test func everyShortSequenceIsToldApartAsTheStandardLibraryDoes() {
    let borders: [UInt8] = [
      0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
      0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    let twelve = Array("twelve bytes".utf8)
    for first in borders {
      for second in borders {
        for third in borders {
          for last in [[], [0x80], [0xBF], [0x41]] as [[UInt8]] {
            for bytes in [[first] + last, [first, second] + last, [first, second, third] + last] {
              for text in [bytes, twelve + bytes, bytes + twelve, twelve + bytes + twelve] {
                #expect(Self.isValid(text) == (String(validating: text, as: UTF8.self) != nil), "\(text)")
              }
            }
          }
        }
      }
    }
  }

  @Test func textsOfAllLanguagesAreValidUntilAByteIsCutOff() {
    for text in ["Zhaoqing", "économie", "肇庆高新区", "とうきょう", "الأراضي", "👩‍🏭🇨🇳", ""] {
      #expect(Self.isValid(Array(text.utf8)))
      let isASCII = text.utf8.allSatisfy { $0 < 0x80 } || text == "économie"
      #expect(Self.isValid(Array(text.utf8.dropLast())) == isASCII, "\(text)")
    }
  }
}
