import Answering
import Serving

/// `enquiry serve`: the line protocol.
enum ServeCommand {
  static func run(_ options: Options) throws(UsageError) -> ExitStatus {
    guard options.serving.contains(where: { $0.name == "--stdio" }) else {
      throw UsageError(message: "serve wants --stdio, --tcp HOST:PORT or --unix PATH")
    }
    guard let bot = DataFiles(options).bot() else { return .wrongUsage }
    do throws(SystemError) {
      try serveStandardInput(LineProtocol(responder: bot, version: Enquiry.version))
    } catch {
      Terminal.complain("enquiry: \(error.text)")
      return .wrongUsage
    }
    return .done
  }
}
