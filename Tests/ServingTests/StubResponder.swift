import Answering
import Text

@testable import Serving

/// Answers with what it was told, and counts: enough to see what the protocol makes of a bot.
///
/// A text such as `buttons` or `handoff` asks for that form of reply.
final class StubResponder: Responder {
  var questions: [Question] = []
  var forgotten: [String] = []
  var started: [String] = []
  var reloadErrors: [String] = []
  /// How many messages each conversation has had: what a reply depends on.
  private var turns: [String: Int] = [:]

  func reply(to question: Question, now: Int64) -> Reply {
    questions.append(question)
    let turn = turns[question.conversation, default: 0] + 1
    turns[question.conversation] = turn
    let text = "\(turn): \(question.text)"
    var reply = Reply(
      conversation: question.conversation, outcome: Outcome(rawValue: question.text) ?? .answer,
      language: question.language ?? .english, text: text, messages: [.text(text)])
    let options = [Option(id: "land", title: "Land"), Option(id: "tax", title: "Tax \"relief\"")]
    switch question.text {
    case "buttons": reply.messages = [.buttons(body: "Which?", options: options)]
    case "list":
      let rows = [
        ListRow(id: "land", title: "Land"), ListRow(id: "tax", title: "Tax", description: "Relief"),
      ]
      reply.messages = [.list(body: "Which?", button: "Choose", options: rows)]
    case "menu": reply.messages = [.menu(head: "哪个？", options: options, tail: "请选择")]
    default: break
    }
    if reply.outcome == .handoff {
      reply.contact = ContactReference(name: "Bureau", telephone: "0758-1", fax: "", address: "1 Road")
    }
    if reply.outcome == .clarify { reply.options = options }
    return reply
  }

  func reset(conversation: String) {
    turns[conversation] = nil
    started.append(conversation)
  }

  func forget(conversation: String) {
    turns[conversation] = nil
    forgotten.append(conversation)
  }

  func topics(in language: Language) -> [Topic] {
    [Topic(id: "land", title: "Land (\(language.rawValue))", examples: ["What land is free?"])]
  }

  func reload() -> [String] { reloadErrors }

  var conversationCount: Int { turns.count }
}

/// A clock that stands still until it is moved.
final class ManualClock {
  var milliseconds: Int64 = 1_000
  func microseconds() -> Int64 { milliseconds * 1000 }
}

/// A protocol over a stub, spoken to in strings.
final class Bench {
  let responder = StubResponder()
  let clock = ManualClock()
  let lineProtocol: LineProtocol
  var session: LineProtocol.Session

  init(limits: Limits = Limits(), token: AccessToken? = nil, isAuthorised: Bool = true) {
    let clock = clock
    lineProtocol = LineProtocol(
      responder: responder, limits: limits, version: "1.0", token: token, clock: clock.microseconds)
    session = LineProtocol.Session(isAuthorised: isAuthorised)
  }

  /// The reply to a line, without its line feed; empty where there is none.
  func send(_ line: String) -> String { send(bytes: Array(line.utf8)) }

  func send(bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    lineProtocol.receive(bytes[...], session: &session, into: &output)
    return String(decoding: output.last == 0x0A ? output.dropLast() : output[...], as: UTF8.self)
  }

  /// The reply to an `ask` with id 1 and these params.
  func ask(_ params: String) -> String {
    send(#"{"jsonrpc":"2.0","id":1,"method":"ask","params":{\#(params)}}"#)
  }

  /// The reply to a method with id 1.
  func call(_ method: String, _ params: String = "{}") -> String {
    send(#"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":\#(params)}"#)
  }
}

/// A line with an error.
func failure(_ code: Int, _ message: String, id: String = "1", data: String? = nil) -> String {
  let data = data.map { #","data":\#($0)"# } ?? ""
  return #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":\#(code),"message":"\#(message)"\#(data)}}"#
}

/// A line with a result.
func success(_ result: String, id: String = "1") -> String {
  #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"#
}

/// The result of an `ask` of the stub.
func answer(
  _ text: String, conversation: String = "c", outcome: String = "answer", messages: String? = nil,
  duplicate: Bool = false, options: String = "[]", contact: String? = nil
) -> String {
  let messages = messages ?? #"[{"text":"\#(text)"}]"#
  let contact = contact.map { #","contact":\#($0)"# } ?? ""
  return success(
    #"{"conversation":"\#(conversation)","outcome":"\#(outcome)","intent":null,"slots":{},"confidence":1,"#
      + #""language":"en","text":"\#(text)","messages":\#(messages),"options":\#(options),"sources":[],"#
      + #""duplicate":\#(duplicate)\#(contact)}"#)
}
