import Answering

/// `enquiry explain`: why the bot would answer as it would.
enum ExplainCommand {
  static func run(_ options: Options) throws(UsageError) -> ExitStatus {
    guard !options.arguments.isEmpty else { throw UsageError(message: "explain wants a question") }
    guard let bot = DataFiles(options).bot() else { return .wrongUsage }
    let text = options.arguments.joined(separator: " ")
    print(bot.explanation(of: Question(conversation: "explain", text: text, language: options.language)))
    return .done
  }
}
