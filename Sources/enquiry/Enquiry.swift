import Answering
import Authoring
import Serving
import Text

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The program: reads the command line and runs one command.
@main
enum Enquiry {
  static let version = "1.0.0"

  static func main() {
    giveBackLargeBlocks()
    let status: ExitStatus
    do throws(UsageError) {
      let options = try Options(Array(CommandLine.arguments.dropFirst()))
      status = try run(options)
    } catch {
      Terminal.complain("enquiry: \(error.message)\nTry \"enquiry --help\".")
      status = .wrongUsage
    }
    exit(status.rawValue)
  }

  private static func run(_ options: Options) throws(UsageError) -> ExitStatus {
    if options.wantsHelp {
      print(Help.text)
      return .done
    }
    if options.wantsVersion {
      print("enquiry \(version)")
      return .done
    }
    switch options.command {
    case .chat: return try ChatCommand.run(options)
    case .ask: return try AskCommand.run(options)
    case .serve: return try ServeCommand.run(options)
    case .check: return CheckCommand.run(options)
    case .explain: return try ExplainCommand.run(options)
    case .import: return try ImportCommand.run(options)
    }
  }
}

/// What the program tells its caller.
enum ExitStatus: Int32 {
  case done = 0
  /// `ask` has no answer, `check` found an error.
  case negative = 1
  /// Wrong usage, or data that cannot be read.
  case wrongUsage = 2
}

/// A command line that cannot be understood.
struct UsageError: Error {
  var message: String
}
