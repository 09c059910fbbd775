import Testing

@testable import Text

@Suite struct WritingTests {
  @Test(arguments: [
    ("abc", 3), ("四会", 4), ("ﾊﾝ", 2), ("👨‍👩‍👧", 2), ("é", 1), ("e\u{301}", 1), ("🇨🇳", 2), ("\u{200B}", 0), ("", 0),
  ])
  func countsColumns(text: String, columns: Int) { #expect(DisplayWidth.columns(of: text) == columns) }

  @Test func nothingSteersTheTerminal() {
    #expect(Sanitizer.clean("a\u{1B}[31mb\u{7}\u{202E}c\r\nd\te\u{0}") == "a[31mbc\nd e")
  }

  @Test func traditionalWriting() {
    #expect(HanVariants.traditional("广东省肇庆市四会市投资促进局，土地面积13万亩") == "廣東省肇慶市四會市投資促進局，土地面積13萬畝")
  }

  @Test func typingErrorsAreCounted() {
    func distance(_ first: String, _ second: String, _ limit: Int) -> Int? {
      EditDistance.distance(Array(first.utf8), Array(second.utf8), limit: limit)
    }
    #expect(distance("energy", "enregy", 1) == 1)
    #expect(distance("storage", "storag", 1) == 1)
    #expect(distance("storage", "strogae", 1) == nil)
    #expect(distance("", "", 0) == 0)
    #expect(distance("abc", "xyz", 3) == 3)
  }
}
