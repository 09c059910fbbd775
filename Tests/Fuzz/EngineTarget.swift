import Answering
import Authoring
import Text

@testable import Serving

/// The whole bot on the project's own files. The first byte of an input says the channel, the second the language;
/// every line after them is a message of one conversation.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = input(data, count)
  guard bytes.count > 2 else { return 0 }
  let channel = Channel.allCases[Int(bytes[0]) % Channel.allCases.count]
  let languages = Language.allCases
  let choice = Int(bytes[1]) % (languages.count + 1)
  let language = choice == languages.count ? nil : languages[choice]
  var now: Int64 = 1
  for line in bytes[2...].split(separator: 0x0A, maxSplits: 20) {
    let question = Question(
      conversation: "fuzz", text: String(decoding: line, as: UTF8.self), channel: channel, language: language,
      context: bytes[0] & 0x80 == 0 ? [:] : ["place": "sihui"])
    check(bot.reply(to: question, now: now), channel)
    now += 1000
  }
  bot.forget(conversation: "fuzz")
  require(bot.conversationCount == 0, "a conversation is not forgotten")
  return 0
}

/// Reads the files before the first input, so that no input is blamed for the time it takes.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: OpaquePointer?, _ arguments: OpaquePointer?) -> CInt {
  require(bot.conversationCount == 0, "the bot is not new")
  return 0
}

nonisolated(unsafe) private let bot: Bot = {
  let compilation = Compile.directories(intents: "Intents", knowledge: "KnowledgeBase")
  guard let catalogue = compilation.catalogue else {
    fatalError("Intents and KnowledgeBase cannot be compiled")
  }
  return Bot(catalogue: catalogue)
}()

private func check(_ reply: Reply, _ channel: Channel) {
  require(!reply.text.isEmpty, "an empty reply")
  require(reply.confidence >= 0 && reply.confidence <= 1, "the confidence is \(reply.confidence)")
  require(!reply.messages.isEmpty, "no message")
  require(
    reply.text.unicodeScalars.allSatisfy { $0 == "\n" || !isControl($0) }, "a control character in the reply")
  for message in reply.messages {
    if let excess = excess(of: message, on: channel) { fatalError(excess) }
  }
  var document = JSONDocument()
  guard (try? document.read(resultObject(of: reply, channel: channel))) != nil else {
    fatalError("the reply is not JSON")
  }
  if reply.outcome == .unanswered || reply.outcome == .handoff { require(reply.contact != nil, "no contact") }
  if reply.outcome == .clarify { require(!reply.options.isEmpty, "asked back without options") }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
}
