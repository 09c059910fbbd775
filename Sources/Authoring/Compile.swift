import Tables
import Text

/// The authoring line, read this first: staff's files → records → checks → tables.
public enum Compile {
  /// Compiles the files of the two directories. The catalogue is nil where a file cannot be read or the
  /// diagnostics hold an error; the diagnostics are sorted by place.
  public static func directories(intents: String, knowledge: String) -> Compilation {
    let intentFiles = FileTree.recFiles(in: intents)
    let knowledgeFiles = FileTree.recFiles(in: knowledge)
    let results = Parallel.map(intentFiles.paths + knowledgeFiles.paths) { path -> ParsedFile? in
      FileTree.contents(of: path).map { ParsedFile($0, path: path) }
    }
    let unread = zip(intentFiles.paths + knowledgeFiles.paths, results).filter { $0.1 == nil }
    let problems =
      intentFiles.problems + knowledgeFiles.problems + unread.map { "\($0.0): the file cannot be read" }
    guard problems.isEmpty else {
      return Compilation(catalogue: nil, files: [], diagnostics: [], unreadable: problems)
    }
    return parsed(results.compactMap(\.self))
  }

  /// Compiles files that are in memory.
  public static func files(_ files: [(path: String, bytes: [UInt8])]) -> Compilation {
    parsed(Parallel.map(files) { ParsedFile($0.bytes, path: $0.path) })
  }

  private static func parsed(_ files: [ParsedFile]) -> Compilation {
    var diagnostics = Diagnostics()
    for file in files { diagnostics.append(file.diagnostics) }
    let parsed = files.map(\.file)
    let sources = SourceRecords(parsed, diagnostics: &diagnostics)
    var builder = CatalogueBuilder(files: parsed, sources: sources)
    let catalogue = builder.build(diagnostics: &diagnostics)
    return Compilation(
      catalogue: diagnostics.hasErrors ? nil : catalogue, files: parsed,
      diagnostics: diagnostics.sorted, unreadable: [])
  }
}

/// A file with what its parser has found.
private struct ParsedFile: Sendable {
  var file: RecFile
  var diagnostics = Diagnostics()

  init(_ bytes: [UInt8], path: String) {
    file = RecParser.parse(bytes, path: path, diagnostics: &diagnostics)
  }
}

/// What compiling came to.
public struct Compilation: Sendable {
  /// The tables, or nil where there are errors.
  public var catalogue: Catalogue?
  /// The files as parsed, for the checks that look at more than the tables.
  public var files: [RecFile]
  public var diagnostics: [Diagnostic]
  /// Files and directories that could not be read at all.
  public var unreadable: [String]

  public var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
}

/// The records of all files by type.
struct SourceRecords: Sendable {
  private var byType: [String: [RecRecord]] = [:]

  /// The record types there are, and nothing else.
  static let types = [
    "Article", "Contact", "Entity", "Fact", "Intent", "Phrase", "Rule", "Topic", "Variant", "Word",
  ]

  init(_ files: [RecFile], diagnostics: inout Diagnostics) {
    for file in files {
      for set in file.sets {
        if !Self.types.contains(set.type) {
          let place =
            set.descriptor?.place ?? set.records.first?.place ?? SourcePlace(path: file.path, line: 1)
          diagnostics.error(
            place,
            set.type.isEmpty
              ? "records without a \"%rec:\" line above them that says what they are; the types are \(Self.types.joined(separator: ", "))"
              : "no such record type: \"\(set.type)\"\(Suggestion.hint(for: set.type, among: Self.types))")
          continue
        }
        byType[set.type, default: []] += set.records
      }
    }
  }

  func records(_ type: String) -> [RecRecord] { byType[type] ?? [] }
}
