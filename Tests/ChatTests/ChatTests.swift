import Answering
import Testing
import Text

@testable import Chat

@Suite struct LineWrappingTests {
  @Test(arguments: [
    ("aaa bbb ccc", 7, "aaa bbb\nccc"),
    ("aaaaaaaa", 3, "aaa\naaa\naa"),
    ("四会有土地。好", 8, "四会有土\n地。好"),
    ("四会有土。好", 8, "四会有\n土。好"),
    ("one\ntwo", 10, "one\ntwo"),
    ("abc 四会", 5, "abc\n四会"),
    ("", 10, ""),
  ]) func wrapsByColumns(text: String, columns: Int, expected: String) {
    #expect(LineWrapping.wrap(text, columns: columns) == expected)
  }

  @Test func noLineIsWiderThanTheTerminal() {
    let text = "The 四会市 Investment Promotion Bureau，电话 0086-758-3611228（传真另有）👨‍👩‍👧 يوان éé"
    for columns in 6...60 {
      for line in LineWrapping.wrap(text, columns: columns).split(separator: "\n") {
        #expect(DisplayWidth.columns(of: String(line)) <= columns)
      }
    }
  }
}

/// Answers with what it was asked.
private final class Echo: Responder {
  var resets = 0
  func reply(to question: Question, now: Int64) -> Reply {
    Reply(
      conversation: question.conversation, outcome: .answer, language: question.language ?? .english,
      text: "\(question.channel.rawValue): \(question.text)",
      sources: question.text == "sourced"
        ? [SourceReference(id: "a", title: "Title", publisher: "Paper", date: "2024-01-02")] : [])
  }
  func reset(conversation: String) { resets += 1 }
  func forget(conversation: String) {}
  func topics(in language: Language) -> [Topic] {
    [Topic(id: "land", title: "Land", examples: ["Any land?"])]
  }
  func reload() -> [String] { [] }
  var conversationCount: Int { 0 }
}

@Suite struct ChatCommandsTests {
  private static func commands(_ bot: Echo) -> ChatCommands {
    ChatCommands(bot: bot, language: nil) { id, language, values in
      "<\(id) \(language.rawValue)\(values.sorted { $0.key < $1.key }.map { " \($0.value)" }.joined())>"
    }
  }

  @Test func aTranscript() {
    let bot = Echo()
    var commands = Self.commands(bot)
    let script: [(String, String)] = [
      ("hello", "terminal: hello"),
      ("/sources", "<chat_no_sources en>"),
      ("sourced", "terminal: sourced"),
      ("/sources", "2024-01-02  Paper: Title"),
      ("/topics", "<topics_intro en>\n- Land: Any land?"),
      ("/language", "<chat_language en en, zh-Hans, zh-Hant, ja, fr, ar>"),
      ("/language fr", "<language_changed fr>"),
      ("bonjour", "terminal: bonjour"),
      ("/help", "<chat_help fr>"),
      ("/nonsense", "<chat_unknown fr /nonsense>"),
      ("", ""),
      ("/reset", "<reset_done fr>"),
      ("/quit", "<chat_bye fr>"),
    ]
    for (line, expected) in script {
      #expect(commands.respond(to: line, now: 1, isInteractive: true).text == expected)
    }
    #expect(bot.resets == 1)
    #expect(commands.respond(to: "/bye", now: 1, isInteractive: true).ends)
  }

  @Test func pipedLinesAreQuestionsEvenWithASlash() {
    var commands = Self.commands(Echo())
    #expect(commands.respond(to: "/quit", now: 1, isInteractive: false) == .init(text: "plain: /quit"))
    #expect(commands.respond(to: "", now: 1, isInteractive: false) == .init(text: "plain: "))
  }
}
