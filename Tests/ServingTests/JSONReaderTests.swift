import Foundation
import Testing

@testable import Serving

@Suite struct JSONReaderTests {
  /// What the reader makes of a text: nil where it accepts it.
  func problem(_ bytes: some Collection<UInt8>) -> JSONError.Reason? {
    var document = JSONDocument()
    do {
      try document.read(bytes)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test(arguments: [
    "null", "true", "false", "0", "-0", "-1", "123456789012345678901234567890", "1.5", "1e5", "1E+5", "1e-5",
    "0.1e1", "-0.0", "\"\"", "\"a\"", "[]", "{}", "[1]", "[1,2]", " [ 1 , 2 ] ", "{\"a\":1}",
    "{\"a\":{\"b\":[]}}", "\t\r\n{}\n", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\u0041\"", "\"\\uD83D\\uDE00\"",
    "\"\\u0000\"", "\"\u{7F}\"", "\"é漢😀\"", "\"\u{2028}\u{85}\"", "\"\u{FFFF}\u{10FFFF}\"",
    "{\"a\":1,\"a\":2}", "{\"\":0}", "[[[[]]]]", "[\"a\",null,1,{}]",
  ])
  func accepts(text: String) { #expect(problem(text.utf8) == nil) }

  @Test(arguments: [
    ("", JSONError.Reason.endsEarly), (" ", .endsEarly), ("[", .endsEarly), ("[1,", .endsEarly),
    ("{\"a\"", .endsEarly), ("{\"a\":", .endsEarly), ("\"a", .endsEarly), ("\"\\", .endsEarly),
    ("\"\\u00", .endsEarly), ("tru", .endsEarly), ("[1,]", .unexpected), ("[,1]", .unexpected),
    ("[1 2]", .unexpected), ("{a:1}", .unexpected), ("{\"a\" 1}", .unexpected), ("{\"a\":1,}", .unexpected),
    ("{1:1}", .unexpected), ("True", .unexpected), ("nul!", .unexpected), ("NaN", .unexpected),
    ("'a'", .unexpected), ("+1", .unexpected), (".5", .unexpected), ("[1}", .unexpected), ("]", .unexpected),
    ("01", .badNumber), ("-", .badNumber), ("-a", .badNumber), ("1.", .badNumber), ("1e", .badNumber),
    ("1.e5", .badNumber), ("1e+", .badNumber), ("-01", .badNumber), ("1 2", .goesOn), ("{}}", .goesOn),
    ("1a", .goesOn), ("0x1", .goesOn), ("\"a\u{0}\"", .controlCharacter), ("\"\n\"", .controlCharacter),
    ("\"\t\"", .controlCharacter), ("\"\u{1F}\"", .controlCharacter), ("\"\\a\"", .badEscape),
    ("\"\\x41\"", .badEscape), ("\"\\u00g0\"", .badEscape), ("\"\\U0041\"", .badEscape),
    ("\"\\ud800\"", .loneSurrogate), ("\"\\udc00\"", .loneSurrogate), ("\"\\ud800\\u0041\"", .loneSurrogate),
    ("\"\\ud800x\"", .loneSurrogate), ("\"\\ud800\\ud800\"", .loneSurrogate), ("\u{FEFF}{}", .byteOrderMark),
    ("// a\n1", .unexpected), ("\u{A0}1", .unexpected),
  ])
  func rejects(text: String, reason: JSONError.Reason) { #expect(problem(text.utf8) == reason) }

  @Test(
    arguments: [
      [0x80], [0xC3], [0xC0, 0xAF], [0xC1, 0x81], [0xE0, 0x80, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0xAF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xFF],
      [0xE2, 0x28, 0xA1], [0xF0, 0x9F, 0x28, 0x80],
    ] as [[UInt8]])
  func rejectsWhatIsNotUTF8(bytes: [UInt8]) {
    #expect(problem([0x22] + bytes + [0x22]) == .notUTF8)
    #expect(problem([0x22] + bytes) == .notUTF8)
  }

  @Test func depthIsLimited() {
    let deepest = JSONDocument.maximumDepth
    for (depth, expected) in [(deepest - 1, nil), (deepest, nil), (deepest + 1, JSONError.Reason.tooDeep)] {
      let arrays = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let objects = String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
      #expect(problem(arrays.utf8) == expected)
      #expect(problem(objects.utf8) == expected)
    }
    #expect(problem(String(repeating: "[", count: 65_535).utf8) == .tooDeep)
  }

  @Test func valuesAreFoundAndDecoded() throws {
    var document = JSONDocument()
    try document.read(
      #"{"a":[1,"x\u00e9\ud83d\ude00\n",{"b":null}],"n":-12.50e3,"\u0063":true,"a b":""}"#.utf8)
    guard case .at(let list) = document.member("a", of: 0) else { return #expect(Bool(false), "no a") }
    let elements = document.elements(list)
    #expect(elements.map(document.kind) == [.number, .string, .object])
    #expect(document.string(elements[1]) == "xé😀\n")
    #expect(document.byteCount(elements[1]) == "xé😀\n".utf8.count)
    #expect(String(decoding: document.written(elements[2]), as: UTF8.self) == #"{"b":null}"#)
    guard case .at(let number) = document.member("n", of: 0) else { return #expect(Bool(false), "no n") }
    #expect(String(decoding: document.written(number), as: UTF8.self) == "-12.50e3")
    #expect(!document.isInteger(number))
    guard case .at(let written) = document.member("c", of: 0) else { return #expect(Bool(false), "no c") }
    #expect(document.kind(written) == .true)
    #expect(document.member("b", of: 0) == .absent)
  }

  @Test func aNameGivenTwiceIsAmbiguous() throws {
    var document = JSONDocument()
    try document.read(#"{"a":1,"b":2,"\u0061":3}"#.utf8)
    #expect(document.member("a", of: 0) == .ambiguous)
    #expect(document.member("b", of: 0) != .ambiguous)
  }

  /// Foundation's reader, known to differ where `JSONDocument` is stricter, is the oracle for the rest.
  @Test func agreesWithFoundationOnMutilatedTexts() throws {
    var random = SeededGenerator(seed: 7)
    let seeds = [
      #"{"jsonrpc":"2.0","id":1,"method":"ask","params":{"text":"é漢😀","n":[1.5e3,-0,null,true,false]}}"#,
      #"[{"a":"\u00e9\n\"\\"},[],[[]],{},"",0.25,-1E-7]"#,
    ].map { Array($0.utf8) }
    for _ in 0..<4_000 {
      var bytes = seeds[Int.random(in: 0..<seeds.count, using: &random)]
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = Array("{}[]\",:\\019eE+-. tn".utf8).randomElement(using: &random) ?? 0
        default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
        }
      }
      let ours = problem(bytes) == nil
      let theirs = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
      // Foundation takes a comma before the end of an array or object.
      if ours != theirs, !theirs || !hasTrailingComma(bytes) {
        Issue.record("ours \(ours), Foundation \(theirs): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }

  private func hasTrailingComma(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes.filter { $0 != 0x20 }, as: UTF8.self)
    return text.contains(",]") || text.contains(",}")
  }
}

/// The same random numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
