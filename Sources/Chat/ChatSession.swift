import Answering
import Text

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A chat on standard input and output: with a prompt and wrapped lines on a terminal, plain when piped.
public final class ChatSession {
  private let bot: Responder
  private var commands: ChatCommands
  private let isInteractive: Bool

  /// - Parameter wording: the fixed wordings by id and language, from the catalogue.
  public init(
    bot: Responder, language: Language?, wording: @escaping (String, Language, [String: String]) -> String
  ) {
    self.bot = bot
    commands = ChatCommands(bot: bot, language: language, wording: wording)
    isInteractive = isatty(0) == 1 && isatty(1) == 1
  }

  /// Runs until the end of input or `/quit`.
  public func run() {
    if isInteractive {
      show(commands.welcome)
    }
    while true {
      if isInteractive { write("> ") }
      guard let line = readLine(strippingNewline: true) else { break }
      let response = commands.respond(to: line, now: Self.milliseconds(), isInteractive: isInteractive)
      if isInteractive || !response.text.isEmpty { show(response.text) }
      if response.ends { return }
    }
    if isInteractive { write("\n") }
  }

  private func show(_ text: String) {
    let clean = Sanitizer.clean(text)
    write((isInteractive ? LineWrapping.wrap(clean, columns: Self.terminalColumns()) : clean) + "\n\n")
  }

  private func write(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
  }

  private static func milliseconds() -> Int64 {
    let (seconds, attoseconds) = ContinuousClock.now.duration(to: origin).components
    return -(seconds * 1000 + attoseconds / 1_000_000_000_000_000) + 1
  }

  private static let origin = ContinuousClock.now

  /// The terminal's width, less a margin; 80 where it does not say.
  private static func terminalColumns() -> Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
    return min(Int(size.ws_col) - 1, 100)
  }
}
