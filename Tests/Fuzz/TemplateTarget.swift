import Tables
import Text

@testable import Authoring

/// The template language: the first line of an input is a pattern, the rest a message. A pattern without lists and
/// punctuation matches each of its own sentences.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let parts = input(data, count).split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
  let pattern = String(decoding: parts[0], as: UTF8.self)
  let message = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : pattern
  let template: Template
  do throws(TemplateParser.Problem) {
    template = try TemplateParser.parse(pattern)
  } catch {
    require(
      (0...pattern.count).contains(error.offset),
      "the problem's offset \(error.offset) is outside the pattern")
    return 0
  }
  guard let a = try? TemplateParser.parse("(one|<a><b>)"), let b = try? TemplateParser.parse("<a>") else {
    fatalError("the rules are no patterns")
  }
  let rules = ["a": a, "b": b]
  guard let size = template.size(rules) else { return 0 }
  require(size > 0, "a pattern of no size")
  var set = TemplateSet()
  for (said, meant) in [
    ("Sihui", "sihui"), ("四会", "sihui"), ("new district", "new_district"), ("new", "new"),
  ] {
    set.addValue(Array(said.utf8).span, meaning: meant, to: [set.list(named: "place")])
  }
  set.add(template, rules, intent: Identifier(0))
  var memory = TemplateMemory()
  _ = set.match(TemplateText.message(message), &memory)
  let isPlain = pattern.utf8.allSatisfy { byte in
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 && byte & 0x5F != 0x5E
      || " ()[]|;".utf8.contains(byte)
  }
  guard isPlain else { return 0 }
  _ = template.forEachSentence(limit: 200) { bytes in
    let sentence = String(decoding: bytes, as: UTF8.self)
    let text = TemplateText.message(sentence)
    guard !text.isEmpty, text.count <= TemplateSet.messageLimit else { return }
    require(set.match(text, &memory) != nil, "the pattern does not match its own sentence \"\(sentence)\"")
  }
  return 0
}
