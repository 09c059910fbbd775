import Answering
import Serving

/// `enquiry ask`: one answer.
enum AskCommand {
  static func run(_ options: Options) throws(UsageError) -> ExitStatus {
    let text = options.arguments.joined(separator: " ")
    guard !options.arguments.isEmpty else { throw UsageError(message: "ask wants a question") }
    guard let bot = DataFiles(options).bot() else { return .wrongUsage }
    let reply = bot.reply(to: Question(conversation: "ask", text: text, language: options.language), now: 1)
    if options.json {
      print(String(decoding: resultObject(of: reply, channel: .plain), as: UTF8.self))
    } else {
      print(reply.text)
    }
    return reply.outcome == .unanswered ? .negative : .done
  }
}
