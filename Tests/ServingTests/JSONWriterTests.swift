import Foundation
import Testing

@testable import Serving

@Suite struct JSONWriterTests {
  func written(_ write: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func commasAreSeenTo() {
    let text = written { writer in
      writer.array { writer in
        writer.object { _ in }
        writer.object { writer in
          writer.member("a", 1)
          writer.member("b", "x")
          writer.name("c")
          writer.array { _ in }
          writer.member("d", true)
        }
        writer.raw("null")
        writer.string("")
      }
    }
    #expect(text == #"[{},{"a":1,"b":"x","c":[],"d":true},null,""]"#)
  }

  @Test(arguments: [
    ("plain", #""plain""#), ("\"\\/", #""\"\\/""#), ("a\nb\rc\td", #""a\nb\rc\td""#),
    ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#), ("\u{85}\u{2028}\u{2029}", #""\u0085\u2028\u2029""#),
    ("é漢😀\u{2027}\u{84}", "\"é漢😀\u{2027}\u{84}\""), ("“…”", "\"“…”\""), ("\r\n", #""\r\n""#),
  ])
  func stringsAreEscaped(text: String, expected: String) throws {
    let json = written { $0.string(text) }
    #expect(json == expected)
    let read = try JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)
    #expect(read as? String == text)
  }

  @Test(arguments: [
    (0.0, "0"), (1.0, "1"), (0.5, "0.5"), (0.123456, "0.123"), (0.9999, "1"), (0.0004, "0"), (0.001, "0.001"),
    (-1.0, "0"), (7.0, "1"), (Double.nan, "0"), (0.07, "0.07"),
  ])
  func sharesAreShort(value: Double, expected: String) { #expect(written { $0.share(value) } == expected) }

  @Test func rawValuesKeepTheirBytesButSplitNoLine() {
    #expect(written { $0.raw(Array(#""\u0041/é""#.utf8)) } == #""\u0041/é""#)
    #expect(written { $0.raw(Array("\"a\u{2028}b\u{85}\"".utf8)[...]) } == #""a\u2028b\u0085""#)
  }
}
