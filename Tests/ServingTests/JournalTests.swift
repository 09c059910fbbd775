import Answering
import Foundation
import Testing

@testable import Serving

@Suite struct JournalTests {
  let directory = NSTemporaryDirectory() + "enquiry-journal-\(UUID().uuidString.prefix(8))"
  /// 2026-11-21T06:51:01Z.
  let start: Int64 = 1_795_243_861

  final class WallClock {
    var seconds: Int64
    init(_ seconds: Int64) { self.seconds = seconds }
  }

  func journal(_ clock: WallClock, keepDays: Int = 90, fileBytes: Int = 1 << 20) -> Journal {
    Journal(directory: directory, keepDays: keepDays, fileBytes: fileBytes) { clock.seconds }
  }

  func text(_ name: String) -> String {
    (try? String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8)) ?? ""
  }

  func names() -> [String] { Syscalls.names(in: directory).filter { !$0.hasPrefix(".") } }

  func ask(_ lineProtocol: LineProtocol, _ text: String, conversation: String = "c") -> String {
    var session = LineProtocol.Session()
    var output: [UInt8] = []
    let line = ConnectionTests.ask(1, text, conversation: conversation)
    lineProtocol.receive(Array(line.utf8)[...], session: &session, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func whatStaffMustSeeIsKept() throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let lineProtocol = LineProtocol(responder: StubResponder(), journal: journal(WallClock(start)))
    _ = ask(lineProtocol, "answer")
    #expect(names() == ["key"])
    _ = ask(lineProtocol, "unanswered")
    #expect(!lineProtocol.needsCommit)
    _ = ask(lineProtocol, "handoff")
    #expect(lineProtocol.needsCommit)
    lineProtocol.commit()
    #expect(!lineProtocol.needsCommit)
    #expect(names() == ["2026-11-21.jsonl", "key"])
    let lines = text("2026-11-21.jsonl").split(separator: "\n").map(String.init)
    try #require(lines.count == 2)
    let hash = String(try #require(lines[0].split(separator: "\"").first { $0.count == 16 }))
    #expect(
      lines
        == ["unanswered", "handoff"].map {
          #"{"time":"2026-11-21T06:51:01Z","kind":"\#($0)","conversation":"\#(hash)","language":"en","#
            + #""intent":null,"place":null,"text":"\#($0)"}"#
        })
    for name in names() {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory)/\(name)")
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test func theKeyIsMadeOnceAndForgettingMarks() throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let question = Question(
      conversation: "whatsapp:85200000000", text: "call 85212345678", context: ["place": "x"])
    let reply = Reply(conversation: "", outcome: .handoff, language: .french, text: "")
    for _ in 1...2 { #expect(journal(WallClock(start)).add(reply, to: question)) }
    #expect(journal(WallClock(start)).forget(question.conversation))
    let lines = text("2026-11-21.jsonl").split(separator: "\n")
    #expect(lines.count == 3 && lines[0] == lines[1])
    #expect(lines[0].contains(#""text":"call ###########""#) && lines[0].contains(#""place":"x""#))
    #expect(lines[2].contains(#""kind":"forget""#))
    #expect(!text("2026-11-21.jsonl").contains("8520"))
  }

  @Test func aTornLineIsMended() throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    let whole = #"{"a":1}"# + "\n"
    for (name, contents) in [
      ("2026-11-19.jsonl", whole + "{\"b"), ("2026-11-20.jsonl", String(repeating: "x", count: 10_000)),
      ("2026-11-21.jsonl", whole + whole + String(repeating: "y", count: 9_000)), ("notes.txt", "torn"),
    ] {
      try Data(contents.utf8).write(to: URL(fileURLWithPath: "\(directory)/\(name)"))
    }
    let journal = journal(WallClock(start))
    #expect(text("2026-11-19.jsonl") == whole && text("2026-11-20.jsonl") == "")
    #expect(text("2026-11-21.jsonl") == whole + whole && text("notes.txt") == "torn")
    #expect(journal.forget("c"))
    #expect(text("2026-11-21.jsonl").split(separator: "\n").count == 3)
  }

  @Test func filesRotateAndAreDropped() {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let clock = WallClock(start)
    let journal = journal(clock, keepDays: 2, fileBytes: 200)
    for _ in 1...5 { #expect(journal.forget("c")) }
    #expect(names() == ["2026-11-21.2.jsonl", "2026-11-21.jsonl", "key"])
    clock.seconds += 2 * 86_400
    #expect(journal.forget("c"))
    #expect(names() == ["2026-11-21.2.jsonl", "2026-11-21.jsonl", "2026-11-23.jsonl", "key"])
    clock.seconds += 86_400
    #expect(journal.forget("c"))
    #expect(names() == ["2026-11-23.jsonl", "2026-11-24.jsonl", "key"])
  }

  @Test func aWholeLineThatLacksItsEndIsKept() throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    try Data(#"{"a":1}"#.utf8).write(to: URL(fileURLWithPath: "\(directory)/2026-11-21.jsonl"))
    _ = journal(WallClock(start))
    #expect(text("2026-11-21.jsonl") == #"{"a":1}"# + "\n")
  }

  @Test func oldFilesGoAtTheStartToo() throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    for day in ["2026-11-18", "2026-11-19"] {
      try Data("{}\n".utf8).write(to: URL(fileURLWithPath: "\(directory)/\(day).jsonl"))
    }
    _ = journal(WallClock(start), keepDays: 2)
    #expect(names() == ["2026-11-19.jsonl", "key"])
  }

  /// Staff who erase entries with an editor put another file in the place of the one that is open.
  @Test func aFileThatWasReplacedIsWrittenOn() throws {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let journal = journal(WallClock(start))
    for _ in 1...2 { #expect(journal.forget("c")) }
    let url = URL(fileURLWithPath: "\(directory)/2026-11-21.jsonl")
    try Data(#"{"a":1}"#.utf8).write(to: url, options: .atomic)
    #expect(journal.forget("c"))
    #expect(text("2026-11-21.jsonl").hasPrefix(#"{"a":1}"# + "\n{"))
    try FileManager.default.removeItem(at: url)
    #expect(journal.forget("c"))
    #expect(text("2026-11-21.jsonl").split(separator: "\n").count == 1)
  }

  @Test func forgettingThatCannotBeMarkedIsNoSuccess() throws {
    let file = directory + "-file"
    try Data().write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let lineProtocol = LineProtocol(responder: StubResponder(), journal: Journal(directory: file))
    var session = LineProtocol.Session()
    var output: [UInt8] = []
    let request = #"{"jsonrpc":"2.0","id":1,"method":"forget","params":{"conversation":"c"}}"#
    lineProtocol.receive(Array(request.utf8)[...], session: &session, into: &output)
    let message = "the conversation is forgotten, but its entries in the journal cannot be marked: try again"
    #expect(String(decoding: output, as: UTF8.self) == failure(-32603, message) + "\n")
  }

  @Test func withoutADirectoryTheBotAnswersOn() throws {
    let file = directory + "-file"
    try Data().write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let journal = Journal(directory: file)
    let lineProtocol = LineProtocol(responder: StubResponder(), journal: journal)
    #expect(ask(lineProtocol, "handoff").contains("1: handoff"))
    #expect(!lineProtocol.needsCommit && journal.state == .failing)
    // The file makes way for a directory: the journal is written again.
    try FileManager.default.removeItem(atPath: file)
    #expect(ask(lineProtocol, "handoff").contains("2: handoff"))
    #expect(lineProtocol.needsCommit && journal.state == .writing)
  }

  @Test func twoServersDoNotShareAJournal() {
    defer { try? FileManager.default.removeItem(atPath: directory) }
    let first = journal(WallClock(start))
    let second = journal(WallClock(start))
    #expect(first.state == .writing && second.state == .failing)
  }

  @Test(arguments: [
    ("call 0758-278 1234", "call ####-### ####"), ("130,000 mu", "130,000 mu"), ("123456", "123456"),
    ("1234567", "#######"), ("12345 a 67890", "12345 a 67890"), ("１３８００１３８０００", "###########"),
    ("2,000,000 and 85212345678.", "2,000,000 and ###########."),
    ("1  2  3  4  5  6  7", "1  2  3  4  5  6  7"),
    ("٠١٢٣٤٥٦٧٨", "#########"), ("", ""), ("漢字é😀", "漢字é😀"),
  ])
  func longNumbersAreMasked(text: String, expected: String) { #expect(maskingLongNumbers(text) == expected) }

  @Test func hashesAreThoseOfTheStandards() {
    func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }
    #expect(hex(SHA256.hash([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      hex(SHA256.hash(Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8)))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    // RFC 4231, test cases 2 and 6.
    #expect(
      hex(SHA256.authenticate(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    let long = Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)
    #expect(
      hex(SHA256.authenticate(long, key: [UInt8](repeating: 0xAA, count: 131)))
        == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
  }

  @Test(
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
      ("2026-11-21", 20_778),
    ] as [(String, Int64)])
  func daysAreThoseOfTheCalendar(text: String, number: Int64) {
    #expect(Day(number: number).text == text)
    #expect(Day(text)?.number == number)
    #expect(Day(seconds: number * 86_400 + 86_399).number == number)
  }

  @Test func everyDayIsReadAsItIsWritten() {
    for number in Int64(0)..<60_000 { #expect(Day(Day(number: number).text)?.number == number) }
    #expect(Day("2026-13-01") == nil && Day("2026-1-1") == nil && Day("key") == nil)
  }
}
