import Authoring

/// `enquiry check`: every problem in the files, then their own examples.
enum CheckCommand {
  static func run(_ options: Options) -> ExitStatus {
    let files = DataFiles(options)
    let compilation = Compile.directories(intents: files.intents, knowledge: files.knowledge)
    guard compilation.unreadable.isEmpty else {
      for problem in compilation.unreadable { Terminal.complain("enquiry: \(problem)") }
      return .wrongUsage
    }
    var diagnostics = compilation.diagnostics
    if let directory = options.articles {
      guard let articles = FileTree.articles(in: directory), !articles.isEmpty else {
        Terminal.complain("enquiry: \(directory): no articles (.txt) can be read there")
        return .wrongUsage
      }
      diagnostics += ArticleCheck.run(compilation.files, articles: articles)
    }
    let wanted = diagnostics.filter { isWanted($0.place.path, options.arguments) }
    for diagnostic in wanted { print(diagnostic.line) }
    var errors = wanted.count { $0.severity == .error }
    if let catalogue = compilation.catalogue {
      let examples = compilation.examples.filter { isWanted($0.place.path, options.arguments) }
      let failures = ExampleCheck.run(examples, on: catalogue)
      for failure in failures { print(failure.line) }
      errors += failures.count
      print(
        "\(catalogue.records.count) records, \(catalogue.intents.count) intents, \(examples.count) examples, \(failures.count) of them fail"
      )
    }
    let warnings = wanted.count { $0.severity == .warning }
    print("\(errors) errors, \(warnings) warnings")
    return errors == 0 ? .done : .negative
  }

  /// Whether a file is among those named, or within a directory that is; all are where none is named.
  private static func isWanted(_ path: String, _ paths: [String]) -> Bool {
    paths.isEmpty || paths.contains { path == $0 || path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
  }
}
