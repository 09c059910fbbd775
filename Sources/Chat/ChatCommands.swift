import Answering
import Text

/// What a line of the chat leads to, without input and output: the commands, and questions handed to the bot.
public struct ChatCommands {
  /// What to show, and whether the chat is over.
  public struct Response: Equatable {
    public var text: String
    public var ends = false
  }

  private let bot: Responder
  private let wording: (String, Language, [String: String]) -> String
  /// The language that was chosen by `/language`, or on the command line.
  private var chosen: Language?
  private var current = Language.english
  private var lastSources: [SourceReference] = []

  private static let conversation = "terminal"

  public init(
    bot: Responder, language: Language?, wording: @escaping (String, Language, [String: String]) -> String
  ) {
    self.bot = bot
    self.wording = wording
    chosen = language
    current = language ?? .english
  }

  /// What an interactive chat opens with.
  public var welcome: String { say("welcome") }

  /// Answers one line. An empty line says nothing on a terminal.
  public mutating func respond(to line: String, now: Int64, isInteractive: Bool) -> Response {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else {
      return isInteractive ? Response(text: "") : ask(line, now: now, isInteractive)
    }
    guard isInteractive, first.hasPrefix("/") else { return ask(line, now: now, isInteractive) }
    switch first {
    case "/help", "/?": return Response(text: say("chat_help"))
    case "/quit", "/exit", "/bye": return Response(text: say("chat_bye"), ends: true)
    case "/reset":
      bot.reset(conversation: Self.conversation)
      lastSources = []
      return Response(text: say("reset_done"))
    case "/topics": return Response(text: topics)
    case "/sources": return Response(text: sources)
    case "/language": return Response(text: changeLanguage(words.dropFirst().first))
    default: return Response(text: say("chat_unknown", ["command": first]))
    }
  }

  private mutating func ask(_ line: String, now: Int64, _ isInteractive: Bool) -> Response {
    let reply = bot.reply(
      to: Question(
        conversation: Self.conversation, text: line, channel: isInteractive ? .terminal : .plain,
        language: chosen),
      now: now)
    current = reply.language
    lastSources = reply.sources
    return Response(text: reply.text)
  }

  private mutating func changeLanguage(_ tag: String?) -> String {
    guard let tag, let language = Language(tag: tag) else {
      return say("chat_language", ["list": Language.allCases.map(\.rawValue).joined(separator: ", ")])
    }
    chosen = language
    current = language
    return say("language_changed")
  }

  private var topics: String {
    let lines = bot.topics(in: current).map { topic in
      "- \(topic.title)" + (topic.examples.first.map { ": \($0)" } ?? "")
    }
    return ([say("topics_intro")] + lines).joined(separator: "\n")
  }

  private var sources: String {
    guard !lastSources.isEmpty else { return say("chat_no_sources") }
    return lastSources.map { "\($0.date)  \($0.publisher): \($0.title)" }.joined(separator: "\n")
  }

  private func say(_ id: String, _ values: [String: String] = [:]) -> String { wording(id, current, values) }
}
