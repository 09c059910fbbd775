import Answering
import Chat

/// `enquiry`: a chat.
enum ChatCommand {
  static func run(_ options: Options) throws(UsageError) -> ExitStatus {
    if let word = options.arguments.first {
      throw UsageError(message: "no such command: \"\(word)\"; to put a question: enquiry ask \(word) …")
    }
    guard let bot = DataFiles(options).bot() else { return .wrongUsage }
    ChatSession(bot: bot, language: options.language) { bot.catalogue.phrase($0, $1, $2) }.run()
    return .done
  }
}
