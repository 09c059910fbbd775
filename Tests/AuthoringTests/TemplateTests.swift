import Tables
import Testing
import Text

@testable import Authoring

/// The meaning of the template language, as hassil has it.
@Suite struct TemplateTests {
  /// A set of patterns with the lists `place`, `n`; each pattern is an intent of its own.
  static func match(_ patterns: [String], _ text: String) throws -> (pattern: Int, slots: [String])? {
    var set = TemplateSet()
    for (said, meant) in [
      ("Sihui", "sihui"), ("四会", "sihui"), ("new district", "new_district"), ("new", "new"),
    ] {
      set.addValue(Array(said.utf8).span, meaning: meant, to: [set.list(named: "place")])
    }
    for (index, pattern) in patterns.enumerated() {
      set.add(try TemplateParser.parse(pattern), intent: Identifier(index))
    }
    var memory = TemplateMemory()
    return set.match(TemplateText.message(text), &memory).map { found in
      (found.intent.position, found.slots.map { "\($0.name)=\($0.value)" })
    }
  }

  @Test(arguments: [
    ("land", "Land!", true),
    ("light[s] on", "lights on", true),
    ("light[s] on", "light on", true),
    ("light[s] on", "lightson", false),
    ("[how much] land [is] left", "land left", true),
    ("[how much] land [is] left", "how much land is left?", true),
    ("(a;b;c)", "c a b", true),
    ("(a;b;c)", "c a", false),
    ("(red|green) (car|bus)", "green bus", true),
    ("a( |-)b", "a-b", true),
    ("what's new", "what’s  new", true),
    ("(有多少|有几)[亩]土地", "有多少 土地？", true),
    ("有多少土地", "还有多少土地", false),
    ("economie", "Économie", true),
    ("土地面积", "土地面積", true),
  ]) func matchesTheWholeMessage(pattern: String, text: String, matches: Bool) throws {
    #expect((try Self.match([pattern], text) != nil) == matches)
  }

  @Test func listsFillSlots() throws {
    #expect(try Self.match(["land in {place}"], "land in sihui")?.slots == ["place=sihui"])
    #expect(
      try Self.match(["from {place:from} to {place:to}"], "from sihui to new district")?.slots == [
        "from=sihui", "to=new_district",
      ])
    #expect(try Self.match(["{place}[的]土地"], "四会的土地")?.slots == ["place=sihui"])
    #expect(try Self.match(["land in {place}"], "land in sihuis") == nil)
  }

  @Test func wildcardsTakeAnythingButNothing() throws {
    #expect(
      try Self.match(["tell me about {*:x}"], "tell me about the big cluster")?.slots == ["x=the big cluster"]
    )
    #expect(try Self.match(["tell me about {*:x}"], "tell me about") == nil)
    #expect(try Self.match(["{*:a} or {*:b}"], "tea or coffee")?.slots == ["a=tea", "b=coffee"])
  }

  /// What an earlier message left in the memory changes nothing, also after the set has become another.
  @Test func memoryOfAnEarlierMessageChangesNothing() throws {
    var sets: [TemplateSet] = []
    for patterns in [["land in {*:x}", "a [b] c", "(a;b;c) {*:x}"], ["a {*:x} c", "{*:x}", "land"]] {
      var set = TemplateSet()
      for (index, pattern) in patterns.enumerated() {
        set.add(try TemplateParser.parse(pattern), intent: Identifier(index))
      }
      sets.append(set)
    }
    let words = ["a", "b", "c", "land", "in", "sihui"]
    let pairs = words.flatMap { first in words.map { "\(first) \($0)" } }
    let texts = words + pairs + pairs.flatMap { pair in words.map { "\(pair) \($0)" } }
    var kept = TemplateMemory()
    for (index, text) in texts.enumerated() {
      let set = sets[index % 2]
      var fresh = TemplateMemory()
      let message = TemplateText.message(text)
      let (one, other) = (set.match(message, &kept), set.match(message, &fresh))
      #expect(one?.intent == other?.intent && one?.wildcards == other?.wildcards, "\(text)")
      #expect(one?.slots.map(\.value) == other?.slots.map(\.value), "\(text)")
    }
  }

  @Test func theBestPatternWins() throws {
    #expect(try Self.match(["land in {*:x}", "land in {place}"], "land in sihui")?.pattern == 1)
    #expect(try Self.match(["{place} land", "new land"], "new land")?.pattern == 0)
    #expect(try Self.match(["{*:x} left", "{*:x} land left"], "much land left")?.pattern == 1)
  }

  @Test(arguments: [
    ("[how", 0, "this bracket is never closed; \"]\" is missing"),
    ("a (b|c", 2, "this bracket is never closed; \")\" is missing"),
    ("a] b", 1, "\"]\" closes nothing; was an opening bracket left out?"),
    ("a | b", 2, "\"|\" stands outside a group; put the alternatives in round brackets"),
    ("(a|b;c)", 4, "a group has either \"|\" or \";\" between its parts, not both"),
    ("in {place", 3, "this bracket is never closed; \"}\" is missing"),
    ("in {pl ace}", 4, "expected a name of letters, digits and \"_\", but found \"pl ace\""),
    ("a\\", 1, "a \"\\\" at the end has nothing to stand before"),
  ]) func saysWhatIsWrongAndWhere(text: String, offset: Int, message: String) {
    #expect(throws: TemplateParser.Problem(offset: offset, message: message)) {
      try TemplateParser.parse(text)
    }
  }

  @Test func patternsThatGrowBeyondMeasureAreRefused() throws {
    let rules = ["a": try TemplateParser.parse("(one|<a> <a> <a> <a> <a> <a> <a> <a>)")]
    #expect(try TemplateParser.parse("<a>").size(rules) == nil)
    // Each group doubles what is in it.
    let nested = String(repeating: "(a;", count: 15) + "b" + String(repeating: ")", count: 15)
    #expect(try TemplateParser.parse(nested).size([:]) == nil)
    #expect(try TemplateParser.parse("(a;b;c) light[s] {place}").size([:]) != nil)
    #expect(try TemplateParser.parse(String(repeating: "x", count: Template.sizeLimit + 1)).size([:]) == nil)
    #expect(try TemplateParser.parse(String(repeating: "x", count: Template.sizeLimit)).size([:]) != nil)
  }

  @Test func groupsNestToTheLimitAndNoDeeper() throws {
    let depth = TemplateParser.depthLimit
    _ = try TemplateParser.parse(
      String(repeating: "[", count: depth) + "a" + String(repeating: "]", count: depth))
    #expect(throws: TemplateParser.Problem.self) {
      try TemplateParser.parse(
        String(repeating: "[", count: depth + 1) + "a" + String(repeating: "]", count: depth + 1))
    }
  }

  /// A pattern on which a backtracking matcher would take 2^60 steps. The work is counted by its effect: it ends.
  @Test func aPathologicalPatternEndsAtOnce() throws {
    let pattern = String(repeating: "[a]", count: 60) + String(repeating: "a", count: 60) + "b"
    #expect(try Self.match([pattern], String(repeating: "a", count: 400)) == nil)
    let nested = "(" + String(repeating: "(a|aa)[{*:x}]", count: 40) + ")"
    #expect(try Self.match([nested + "c"], String(repeating: "a", count: 400) + "b") == nil)
  }

  @Test func messagesAboveTheLimitAreNotTried() throws {
    let limit = TemplateSet.messageLimit
    #expect(try Self.match(["{*:x}"], String(repeating: "a", count: limit)) != nil)
    #expect(try Self.match(["{*:x}"], String(repeating: "a", count: limit + 1)) == nil)
  }
}
