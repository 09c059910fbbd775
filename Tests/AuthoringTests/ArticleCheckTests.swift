import Testing

@testable import Authoring

@Suite struct ArticleCheckTests {
  /// What the check says of a figure and its snippet, which an article prints.
  func problems(_ figure: String, _ printed: String) -> [String] {
    var diagnostics = Diagnostics()
    let text = "%rec: Fact\n\nFigure: \(figure)\nPrinted: \(printed)\n"
    let file = RecParser.parse(Array(text.utf8), path: "f.rec", diagnostics: &diagnostics)
    return ArticleCheck.run([file], articles: [("a.txt", Array("It says \(printed).".utf8))]).map(\.line)
  }

  @Test(arguments: [
    ("investment 578500000 yuan", "578.5 million yuan"), ("investment 70000000 yuan", "RMB 70 million"),
    ("land 130000 mu", "about 130,000 acres of land"), ("ponds 10000 mu", "ten thousand acres of ponds"),
    ("low 50 percent", "accounts for 50 to 60%"), ("low 5000000 yuan", "five to six million"),
    ("low 3 count", "add 3-5 firms"), ("high 6000000 yuan", "five to six million"),
    ("output 100000000000 yuan", "10,000 mu and 100 billion"), ("harvest 2500 ton", "2.5 million kilograms"),
    ("floor_area 114000 m2", "114,000 square meters"), ("area 137 km2", "137 square kilometers."),
    ("rise 17 points", "17 percentage points"), ("share 50 percent", "half of it"),
    ("land 100000 mu", "10万亩"), ("rank 18 count", "the 18th"), ("flowers 100 mu", "a hundred acres"),
    ("year 2022 date", "In 2023"),
  ])
  func aFigureThatIsPrintedPasses(figure: String, printed: String) {
    #expect(problems(figure, printed) == [])
  }

  @Test(arguments: [
    // Another scale.
    ("investment 578500 yuan", "578.5 million yuan"), ("investment 578500000000 yuan", "578.5 million yuan"),
    ("land 130 mu", "130,000 acres"), ("people 1000 count", "1 million people"),
    ("harvest 2500000 ton", "2.5 million kilograms"),
    // Another unit.
    ("growth 36 count", "increased by 36%"), ("land 214 km2", "214 acres"),
    ("distance 100 m", "100-Kilometer"),
    ("land 10000 yuan", "10,000 mu and 100 billion"), ("growth 17 percent", "17 percentage points"),
    ("area 137 km", "137 square kilometers"), ("investment 70000000 mu", "RMB 70 million"),
    // Another number.
    ("land 215 mu", "214 acres"),
  ])
  func aFigureThatIsNotPrintedIsRefused(figure: String, printed: String) {
    let said = figure.split(separator: " ").dropFirst().joined(separator: " ")
    #expect(
      problems(figure, printed) == [
        "f.rec:3:9: error: the figure is \(said), but the article prints \"\(printed)\""
      ])
  }

  @Test func aSnippetThatNoArticlePrintsIsRefused() {
    var diagnostics = Diagnostics()
    let text =
      "%rec: Fact\n\nFigure: land 214 mu\nPrinted: 214 acres\n\n%rec: Article\n\nFile: 001\nBegins: Zhaoqing is\n"
    let file = RecParser.parse(Array(text.utf8), path: "f.rec", diagnostics: &diagnostics)
    let articles = [
      ("000.txt", Array("Zhaoqing is a city.".utf8)), ("001.txt", Array("The land has 2140 acres.".utf8)),
    ]
    #expect(
      ArticleCheck.run([file], articles: articles).map(\.line) == [
        "f.rec:4:10: error: no article prints \"214 acres\"",
        "f.rec:9:9: error: no file of this article prints \"Zhaoqing is\"",
      ])
  }
}
