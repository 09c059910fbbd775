import Answering
import Authoring
import Serving
import Tables

/// Finds and compiles staff's files.
struct DataFiles {
  var intents: String
  var knowledge: String

  /// The directories named on the command line, else those of the working directory, else those of the package
  /// that the program was built from.
  init(_ options: Options) {
    intents = options.intents ?? Self.directory("Intents")
    knowledge = options.knowledge ?? Self.directory("KnowledgeBase")
  }

  private static func directory(_ name: String) -> String {
    if FileTree.isDirectory(name) { return name }
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/" + name
  }

  /// The bot, or nil after saying on standard error what is wrong.
  ///
  /// - Parameter limits: how many conversations it remembers.
  func bot(_ limits: Limits = Limits()) -> Bot? {
    let compilation = Compile.directories(intents: intents, knowledge: knowledge)
    guard let catalogue = compilation.catalogue else {
      for problem in compilation.unreadable { Terminal.complain("enquiry: \(problem)") }
      let errors = compilation.errors
      for diagnostic in errors.prefix(20) { Terminal.complain(diagnostic.line) }
      if !errors.isEmpty {
        Terminal.complain("enquiry: the files have \(errors.count) errors; \"enquiry check\" lists them")
      }
      return nil
    }
    let (intents, knowledge) = (intents, knowledge)
    let bot = Bot(
      catalogue: catalogue, conversationLimit: limits.conversations,
      conversationMemory: limits.conversationsMemory
    ) {
      let compilation = Compile.directories(intents: intents, knowledge: knowledge)
      return (compilation.catalogue, compilation.unreadable + compilation.errors.map(\.line))
    }
    // Kept to the end of the process, which gives its memory back at once and not table by table.
    _ = Unmanaged.passRetained(bot)
    return bot
  }
}
