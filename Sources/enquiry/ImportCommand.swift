import Authoring

/// `enquiry import`: drafts knowledge records out of articles.
enum ImportCommand {
  static func run(_ options: Options) throws(UsageError) -> ExitStatus {
    guard !options.arguments.isEmpty else {
      throw UsageError(message: "import wants the files of one or more articles")
    }
    var status = ExitStatus.done
    for path in options.arguments {
      guard let bytes = FileTree.contents(of: path) else {
        Terminal.complain("enquiry: \(path): the file cannot be read")
        status = .wrongUsage
        continue
      }
      print(ArticleImport.draft(of: String(decoding: bytes, as: UTF8.self), path: path))
    }
    return status
  }
}
