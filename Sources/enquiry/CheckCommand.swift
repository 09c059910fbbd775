import Authoring

/// `enquiry check`: every problem in the files, then their own examples, run.
enum CheckCommand {
  static func run(_ options: Options) -> ExitStatus {
    let files = DataFiles(options)
    let compilation = Compile.directories(intents: files.intents, knowledge: files.knowledge)
    guard compilation.unreadable.isEmpty else {
      for problem in compilation.unreadable { Terminal.complain("enquiry: \(problem)") }
      return .wrongUsage
    }
    var wantedFiles: Set<String> = []
    for argument in options.arguments {
      let files = FileTree.files(compilation.files.map(\.path), at: argument)
      guard !files.isEmpty else {
        Terminal.complain("enquiry: \(argument): no intent or knowledge file of that name")
        return .wrongUsage
      }
      wantedFiles.formUnion(files)
    }
    func isWanted(_ place: SourcePlace) -> Bool {
      options.arguments.isEmpty || wantedFiles.contains(place.path)
    }
    var reading = Diagnostics()
    let examples = Example.read(compilation.files, diagnostics: &reading).filter { isWanted($0.place) }
    var diagnostics = compilation.diagnostics + reading.sorted
    if let directory = options.articles {
      guard let articles = FileTree.articles(in: directory), !articles.isEmpty else {
        Terminal.complain("enquiry: \(directory): no articles (.txt) can be read there")
        return .wrongUsage
      }
      diagnostics += ArticleCheck.run(compilation.files, articles: articles)
    }
    if let catalogue = compilation.catalogue { diagnostics += ExampleCheck.run(examples, on: catalogue) }
    let wanted = diagnostics.filter { isWanted($0.place) }
    for diagnostic in wanted { print(diagnostic.line) }
    if options.wantsCoverage {
      for line in CoverageTable.lines(compilation.files, examples) { print(line) }
    }
    let missed = examples.count { $0.kind == .missed }
    let errors = wanted.count { $0.severity == .error }
    print("\(examples.count) examples, \(missed) of them known to be missed")
    print("\(errors) errors, \(wanted.count - errors) warnings")
    return errors == 0 ? .done : .negative
  }
}
