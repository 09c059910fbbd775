import Answering
import Text

/// The methods: each checks its parameters, acts, and writes its result.
extension LineProtocol {
  func ask(_ parameters: Parameters, into result: inout JSONWriter) throws(ProtocolError) {
    let begun = clock()
    let now = begun / 1000
    let channel = try parameters.choice("channel", as: Channel.self) ?? .plain
    let message = try parameters.optionalString("message", atMost: limits.messageBytes)
    let question = Question(
      conversation: try parameters.conversation(limits),
      text: try parameters.text(limits),
      channel: channel,
      // A language that is not spoken here leaves the choice to the text.
      language: try parameters.languageTag("language").flatMap(Language.init(tag:)),
      context: try parameters.strings("context"))

    if let message, Duplicates.tellsApart(message),
      let kept = duplicates.result(of: message, in: question.conversation, now: now)
    {
      statistics.duplicates += 1
      result.appendWritten(kept)
      return
    }
    if let milliseconds = rate.refusal(of: question.conversation, now: now) {
      throw ProtocolError(
        .overloaded, "too many messages in this conversation", .retryAfter(milliseconds: milliseconds))
    }
    var reply = responder.reply(to: question, now: now)
    enter(reply, for: question)
    if let message, Duplicates.tellsApart(message) {
      reply.duplicate = true
      let again = resultObject(of: reply, channel: channel)
      duplicates.keep(again, for: message, in: question.conversation, now: now)
    }
    reply.duplicate = false
    reply.write(to: &result, for: channel)
    statistics.count(reply, microseconds: clock() - begun)
  }

  func hello(into result: inout JSONWriter) {
    result.object { writer in
      writer.member("name", "enquiry")
      writer.member("version", version)
      writer.member("protocol", 1)
      writer.name("languages")
      writer.array { for language in Language.allCases { $0.string(language.rawValue) } }
      writer.name("channels")
      writer.array { for channel in Channel.allCases { $0.string(channel.rawValue) } }
      writer.name("limits")
      writer.object { writer in
        for limit in limits.shown { writer.member(limit.name, limit.value) }
      }
    }
  }

  func reset(_ parameters: Parameters, into result: inout JSONWriter) throws(ProtocolError) {
    let conversation = try parameters.conversation(limits)
    responder.reset(conversation: conversation)
    result.object { $0.member("conversation", conversation) }
  }

  func forget(_ parameters: Parameters, into result: inout JSONWriter) throws(ProtocolError) {
    let conversation = try parameters.conversation(limits)
    responder.forget(conversation: conversation)
    duplicates.forget(conversation)
    rate.forget(conversation)
    if journal?.forget(conversation) == false {
      let message =
        "the conversation is forgotten, but its entries in the journal cannot be marked: try again"
      throw ProtocolError(.fault, message)
    }
    result.object { $0.member("conversation", conversation) }
  }

  func topics(_ parameters: Parameters, into result: inout JSONWriter) throws(ProtocolError) {
    let tag = try parameters.languageTag("language")
    guard let language = tag.map(Language.init(tag:)) ?? .english else {
      let known = Language.allCases.map(\.rawValue).joined(separator: ", ")
      throw .parameter("language", "must be one of \(known)")
    }
    result.object { writer in
      writer.member("language", language.rawValue)
      writer.name("topics")
      writer.array { writer in
        for topic in responder.topics(in: language) {
          writer.object { writer in
            writer.member("id", topic.id)
            writer.member("title", topic.title)
            writer.name("examples")
            writer.array { for example in topic.examples { $0.string(example) } }
          }
        }
      }
    }
  }

  func stats(into result: inout JSONWriter) {
    result.object { writer in
      statistics.write(to: &writer, now: clock(), conversations: responder.conversationCount)
      writer.name("journal")
      writer.object { writer in
        writer.member("state", journal?.state.rawValue ?? "off")
        writer.member("entries", journal?.entries ?? 0)
      }
    }
  }

  func reload(into result: inout JSONWriter) throws(ProtocolError) {
    let errors = reload()
    guard errors.isEmpty else {
      let message = "the files have errors, the ones before stay in use: \(errors[0])"
      // A line of 64 KiB should hold them.
      throw ProtocolError(.filesHaveErrors, message, .errors(Array(errors.prefix(100))))
    }
    result.object { $0.member("reloaded", true) }
  }

  /// Reads the intent and knowledge files anew, all or nothing: returns the errors, none where it succeeded.
  public func reload() -> [String] {
    let errors = responder.reload()
    if errors.isEmpty { statistics.reloads += 1 } else { statistics.failedReloads += 1 }
    return errors
  }
}
