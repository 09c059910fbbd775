import Answering
import Authoring
import Serving

/// `enquiry serve`: the line protocol, over standard input and output or sockets.
enum ServeCommand {
  static func run(_ options: Options) throws(UsageError) -> ExitStatus {
    let plan = try ServingPlan(options)
    let files = DataFiles(options)
    // Before the files are read, so that nothing saved meanwhile is missed.
    let watch = plan.watches ? FileWatch(files) : nil
    guard let bot = files.bot(plan.limits) else { return .wrongUsage }
    let lineProtocol = LineProtocol(
      responder: bot, limits: plan.limits, version: Enquiry.version, token: plan.token,
      journal: plan.journal.map { Journal(directory: $0, keepDays: plan.keepDays) })
    do throws(SystemError) {
      guard !plan.addresses.isEmpty || plan.watches else {
        try serveStandardInput(lineProtocol)
        return .done
      }
      let server: Server
      do throws(ListenError) {
        server = try Server(
          lineProtocol, at: plan.addresses, beyondLoopback: plan.beyondLoopback,
          hasChanged: watch.map { watch in { watch.hasChanged() } })
      } catch {
        Terminal.complain("enquiry: \(error.text)")
        return .wrongUsage
      }
      try server.run(servesStandardInput: plan.servesStandardInput)
    } catch {
      Terminal.complain("enquiry: \(error.text)")
      return .wrongUsage
    }
    return .done
  }
}

/// What the options of `serve` come to.
private struct ServingPlan {
  var servesStandardInput = false
  var addresses: [SocketAddress] = []
  var beyondLoopback = false
  var token: AccessToken?
  var journal: String?
  var keepDays = 90
  var watches = false
  var limits = Limits()

  init(_ options: Options) throws(UsageError) {
    guard options.arguments.isEmpty else {
      throw UsageError(message: "serve takes no \"\(options.arguments[0])\"")
    }
    for (name, value) in options.serving {
      switch name {
      case "--stdio": servesStandardInput = true
      case "--tcp":
        guard let address = SocketAddress(tcp: value) else {
          throw UsageError(message: "--tcp wants HOST:PORT, as in 127.0.0.1:4100, but got \"\(value)\"")
        }
        addresses.append(address)
      case "--unix": addresses.append(.unix(path: value))
      case "--beyond-loopback": beyondLoopback = true
      case "--token-file":
        guard let bytes = FileTree.contents(of: value) else {
          throw UsageError(message: "\(value): the token file cannot be read")
        }
        guard let token = AccessToken(contents: bytes) else {
          throw UsageError(
            message:
              "\(value): the token must have at least \(AccessToken.minimumBytes) bytes in its first line")
        }
        self.token = token
      case "--journal": journal = value
      case "--watch": watches = true
      case "--keep":
        guard let days = Int(value), 1...36_500 ~= days else {
          throw UsageError(message: "--keep wants a number from 1 to 36500, but got \"\(value)\"")
        }
        keepDays = days
      case "--connections": try setLimit("connections=\(value)")
      case "--rate": try setLimit("rate_messages=\(value)")
      case "--limit": try setLimit(value)
      default: throw UsageError(message: "no such option: \(name)")
      }
    }
    guard servesStandardInput || !addresses.isEmpty else {
      throw UsageError(message: "serve wants --stdio, --tcp HOST:PORT or --unix PATH")
    }
  }

  private mutating func setLimit(_ assignment: String) throws(UsageError) {
    do throws(LimitError) {
      try limits.set(assignment)
    } catch {
      throw UsageError(message: error.text)
    }
  }
}

/// Tells whether staff have saved a file since the last look.
private final class FileWatch {
  private let files: DataFiles
  private var known: [String]

  init(_ files: DataFiles) {
    self.files = files
    known = FileTree.stamps(in: [files.intents, files.knowledge])
  }

  func hasChanged() -> Bool {
    let now = FileTree.stamps(in: [files.intents, files.knowledge])
    defer { known = now }
    return now != known
  }
}
