import Testing

@testable import Authoring

@Suite struct RecParserTests {
  static func parse(_ text: String) -> (sets: [RecSet], lines: [String]) {
    var diagnostics = Diagnostics()
    let file = RecParser.parse(Array(text.utf8), path: "f.rec", diagnostics: &diagnostics)
    return (file.sets, diagnostics.sorted.map(\.line))
  }

  @Test func readsFieldsRecordsAndDescriptors() {
    let (sets, lines) = Self.parse(
      """
      # a comment
      %rec: Fact
      %key: Id

      Id: one
      Text:   spaces before go, after stay\u{20}
      + continued
      Text: 四会

      Id: two
      Long: first \\
      second
      """)
    #expect(lines.isEmpty)
    #expect(sets.map(\.type) == ["Fact"])
    #expect(
      sets[0].records.map { $0.fields.map { "\($0.name)=\($0.value)" } } == [
        ["Id=one", "Text=spaces before go, after stay \ncontinued", "Text=四会"],
        ["Id=two", "Long=first second"],
      ])
    #expect(sets[0].records[0].fields[1].place == SourcePlace(path: "f.rec", line: 6))
    #expect(sets[0].records[0].fields[1].valueColumn == 9)
  }

  @Test func carriageReturnsAndAMarkAtTheStartAreAccepted() {
    let (sets, lines) = Self.parse("\u{FEFF}A: 1\r\nB: 2\r\n\r\nA: 3")
    #expect(lines.isEmpty)
    #expect(sets[0].records.map { $0.fields.map(\.value) } == [["1", "2"], ["3"]])
  }

  @Test(arguments: [
    (
      "Nothing here",
      "f.rec:1:1: error: expected a field, \"Name: value\", but found no colon; begin the line with \"+ \" if it continues the field above, with \"#\" if it is a comment"
    ),
    ("+ more", "f.rec:1:1: error: \"+\" continues the field above, but there is none"),
    (
      "Na-me: x",
      "f.rec:1:3: error: a field's name has only the letters A to Z, digits and \"_\", and begins with a letter, but this is \"Na-me\""
    ),
    (": x", "f.rec:1:1: error: expected a field's name before the colon"),
    ("A: x\\", "f.rec:1:1: error: the file ends within a field that \"\\\" continues"),
    ("A: x\u{0}", "f.rec:1:1: error: the line holds a NUL character; delete it"),
  ]) func saysWhatIsWrongAndWhere(text: String, expected: String) {
    #expect(Self.parse(text).lines == [expected])
  }

  @Test func bytesThatAreNotUTF8AreReportedAtTheirColumn() {
    var diagnostics = Diagnostics()
    let file = RecParser.parse(
      Array("A: 四".utf8) + [0xFF] + Array("\nB: ok\n".utf8), path: "f.rec", diagnostics: &diagnostics)
    #expect(
      diagnostics.all.map(\.line) == [
        "f.rec:1:5: error: the line is not UTF-8 from here on; save the file with the encoding UTF-8"
      ])
    #expect(file.sets[0].records[0].fields.map(\.name) == ["B"])
  }

  @Test func aLineAtTheLimitIsReadAndOneAboveIsNot() {
    let fits = "A: " + String(repeating: "x", count: RecParser.lineLimit - 3)
    #expect(Self.parse(fits).lines.isEmpty)
    #expect(
      Self.parse(fits + "x").lines == ["f.rec:1:1: error: the line has 65537 bytes; at most 65536 are read"])
  }
}

@Suite struct SchemaCheckTests {
  static func check(_ text: String) -> [String] {
    var diagnostics = Diagnostics()
    let file = RecParser.parse(Array(text.utf8), path: "f.rec", diagnostics: &diagnostics)
    SchemaCheck.run([file], diagnostics: &diagnostics)
    return diagnostics.sorted.map(\.line)
  }

  static let schema = """
    %rec: Fact
    %key: Id
    %mandatory: Kind
    %allowed: Id Kind Size Parent Note
    %unique: Kind
    %typedef: Kind_t enum road park
    %type: Kind Kind_t
    %type: Size int
    %type: Parent rec Fact

    Id: a
    Kind: road


    """

  @Test func aCleanRecordIsClean() {
    #expect(Self.check(Self.schema + "Id: b\nKind: park\nSize: 3\nParent: a") == [])
  }

  @Test(arguments: [
    ("range 5 1", "a whole number from 5 to 1"), ("range -3", "a whole number from 0 to -3"),
    ("range 4 9", "a whole number from 4 to 9"),
  ])
  func rangesAreChecked(type: String, expected: String) {
    #expect(
      Self.check("%rec: Fact\n%type: Size \(type)\n\nSize: 3")
        == ["f.rec:4:7: error: Size must be \(expected), but is \"3\""])
  }

  @Test(arguments: [
    ("Id: b", "f.rec:14:1: error: the record has no field \"Kind\", which is mandatory"),
    ("Id: a\nKind: park", "f.rec:14:1: error: Id \"a\" is taken already, at f.rec:11"),
    (
      "Id: b\nKind: parks",
      "f.rec:15:7: error: Kind must be one of road, park; did you mean \"park\"?, but is \"parks\""
    ),
    (
      "Id: b\nKind: park\nKind: road", "f.rec:16:1: error: the field \"Kind\" may stand only once in a record"
    ),
    ("Id: b\nKind: park\nSise: 3", "f.rec:16:1: error: no such field here: \"Sise\"; did you mean \"Size\"?"),
    ("Id: b\nKind: park\nSize: many", "f.rec:16:7: error: Size must be a whole number, but is \"many\""),
    ("Id: b\nKind: park\nParent: c", "f.rec:16:9: error: no Fact has the key \"c\"; did you mean \"a\"?"),
  ]) func saysWhatIsWrongAndWhere(record: String, expected: String) {
    #expect(Self.check(Self.schema + record) == [expected])
  }
}
