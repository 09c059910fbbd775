import Answering
import Testing

@testable import Serving

@Suite struct AskTests {
  @Test func parametersReachTheBot() throws {
    let bench = Bench()
    let reply = bench.ask(
      #""conversation":"whatsapp:1","text":"hi \u00e9","channel":"plain","language":"zh-TW","message":"m","#
        + #""context":{"place":"sihui","fair":"x"},"unknown":[1,{}]"#)
    #expect(reply.contains(#""language":"zh-Hant""#))
    let question = try #require(bench.responder.questions.first)
    #expect(question.conversation == "whatsapp:1")
    #expect(question.text == "hi é")
    #expect(question.context == ["place": "sihui", "fair": "x"])
  }

  @Test(arguments: [
    (#""text":"a""#, "conversation: is missing"),
    (#""text":"a","conversation":null"#, "conversation: is missing"),
    (#""text":"a","conversation":"""#, "conversation: is empty"),
    (#""text":"a","conversation":1"#, "conversation: must be a string"),
    (#""text":"a","conversation":"c","conversation":"d""#, "conversation: given more than once"),
    (#""conversation":"c""#, "text: is missing"),
    (#""conversation":"c","text":["a"]"#, "text: must be a string"),
    (
      #""conversation":"c","text":"a","channel":"sms""#,
      "channel: must be one of plain, terminal, whatsapp, wechat"
    ),
    (#""conversation":"c","text":"a","language":1"#, "language: must be a string"),
    (
      #""conversation":"c","text":"a","language":"e n""#,
      "language: must be a language tag such as en or zh-Hans"
    ),
    (#""conversation":"c","text":"a","message":6054768590064713728"#, "message: must be a string"),
    (#""conversation":"c","text":"a","context":[]"#, "context: must be an object of strings"),
    (#""conversation":"c","text":"a","context":{"a":1}"#, "context: must be an object of strings"),
    (#""conversation":"c","text":"a","context":{"a":"1","a":"2"}"#, "context: holds a name more than once"),
  ])
  func wrongParametersAreNamed(params: String, message: String) {
    let bench = Bench()
    #expect(bench.ask(params) == failure(-32602, message))
    #expect(bench.responder.questions.isEmpty)
  }

  @Test func optionalParametersMayBeNullOrEmpty() {
    let params = #""conversation":"c","text":"","channel":null,"language":"","message":null,"context":null"#
    #expect(Bench().ask(params) == answer("1: "))
  }

  @Test func aLanguageThatIsNotSpokenLeavesTheChoiceToTheText() {
    let bench = Bench()
    #expect(bench.ask(#""conversation":"c","text":"a","language":"pt-BR""#) == answer("1: a"))
    #expect(bench.responder.questions.first?.language == nil)
  }

  @Test func lengthsAreLimited() {
    let bench = Bench()
    func ask(conversation: String = "c", text: String = "a", message: String = "") -> String {
      bench.ask(#""conversation":"\#(conversation)","text":"\#(text)","message":"\#(message)""#)
    }
    for (length, fits) in [(255, true), (256, true), (257, false)] {
      let word = String(repeating: "x", count: length)
      let problem = "has \(length) bytes, at most 256 are allowed"
      #expect(
        ask(conversation: word)
          == (fits ? answer("1: a", conversation: word) : failure(-32602, "conversation: \(problem)")))
      #expect(ask(message: word).contains("result") == fits)
      if !fits { #expect(ask(message: word) == failure(-32602, "message: \(problem)")) }
    }
    #expect(
      ask(conversation: String(repeating: "肇", count: 86))
        == failure(-32602, "conversation: has 258 bytes, at most 256 are allowed"))
    for character in ["a", "肇", "😀"] {
      #expect(
        ask(conversation: character, text: String(repeating: character, count: 4_095)).contains("result"))
      #expect(
        ask(conversation: character, text: String(repeating: character, count: 4_096)).contains("result"))
      #expect(
        ask(text: String(repeating: character, count: 4_097))
          == failure(-32001, "text: has 4097 characters, at most 4096 are allowed"))
    }
  }

  @Test func outcomesAndTheirMembers() {
    let bench = Bench()
    let contact = #"{"name":"Bureau","telephone":"0758-1","fax":"","address":"1 Road"}"#
    #expect(
      bench.ask(#""conversation":"c","text":"handoff""#)
        == answer("1: handoff", outcome: "handoff", contact: contact))
    #expect(
      bench.ask(#""conversation":"c","text":"clarify""#)
        == answer(
          "2: clarify", outcome: "clarify",
          options: #"[{"id":"land","title":"Land"},{"id":"tax","title":"Tax \"relief\""}]"#))
  }

  @Test func aWholeReplyIsWritten() {
    let reply = Reply(
      conversation: "c", outcome: .answer, intent: "land", slots: [Slot(name: "place", value: "sihui")],
      confidence: 0.8765, language: .french, text: "a\nb", messages: [.text("a\nb")],
      sources: [SourceReference(id: "s", title: "T", publisher: "P", date: "2023-04-15")])
    #expect(
      String(decoding: resultObject(of: reply, channel: .plain), as: UTF8.self)
        == #"{"conversation":"c","outcome":"answer","intent":"land","slots":{"place":"sihui"},"#
        + #""confidence":0.877,"language":"fr","text":"a\nb","messages":[{"text":"a\nb"}],"options":[],"#
        + #""sources":[{"id":"s","title":"T","publisher":"P","date":"2023-04-15"}],"duplicate":false}"#)
  }

  @Test(arguments: [
    ("whatsapp", "hi", #"{"type":"text","text":{"body":"1: hi","preview_url":false}}"#),
    ("wechat", "hi", #"{"msgtype":"text","text":{"content":"1: hi"}}"#),
    ("terminal", "hi", #"{"text":"1: hi"}"#),
    (
      "whatsapp", "buttons",
      #"{"type":"interactive","interactive":{"type":"button","body":{"text":"Which?"},"action":{"buttons":["#
        + #"{"type":"reply","reply":{"id":"land","title":"Land"}},"#
        + #"{"type":"reply","reply":{"id":"tax","title":"Tax \"relief\""}}]}}}"#
    ),
    (
      "whatsapp", "list",
      #"{"type":"interactive","interactive":{"type":"list","body":{"text":"Which?"},"action":{"#
        + #""button":"Choose","sections":[{"rows":[{"id":"land","title":"Land"},"#
        + #"{"id":"tax","title":"Tax","description":"Relief"}]}]}}}"#
    ),
    (
      "wechat", "menu",
      #"{"msgtype":"msgmenu","msgmenu":{"head_content":"哪个？","list":[{"id":"land","content":"Land"},"#
        + #"{"id":"tax","content":"Tax \"relief\""}],"tail_content":"请选择"}}"#
    ),
    ("wechat", "buttons", #"{"msgtype":"text","text":{"content":"Which?\n1. Land\n2. Tax \"relief\""}}"#),
    ("plain", "menu", #"{"text":"哪个？\n1. Land\n2. Tax \"relief\"\n请选择"}"#),
  ])
  func messagesAreThoseOfTheChannel(channel: String, text: String, expected: String) {
    let reply = Bench().ask(#""conversation":"c","channel":"\#(channel)","text":"\#(text)""#)
    #expect(reply == answer("1: \(text)", messages: "[\(expected)]"))
  }
}
