import Tables
import Text

/// The authoring line, read this first: staff's files → records → checks → tables.
public enum Compile {
  /// Compiles the files of the two directories. The catalogue is nil where a file cannot be read or the
  /// diagnostics hold an error; the diagnostics are sorted by place.
  public static func directories(intents: String, knowledge: String) -> Compilation {
    let intentFiles = FileTree.recFiles(in: intents)
    let knowledgeFiles = FileTree.recFiles(in: knowledge)
    let problems = intentFiles.problems + knowledgeFiles.problems
    guard problems.isEmpty else {
      return Compilation(catalogue: nil, files: [], diagnostics: [], unreadable: problems)
    }
    return files(intentFiles.files + knowledgeFiles.files)
  }

  /// Compiles files that are in memory.
  public static func files(_ files: [(path: String, bytes: [UInt8])]) -> Compilation {
    var diagnostics = Diagnostics()
    let results = Parallel.map(files) { path, bytes in
      var diagnostics = Diagnostics()
      return (RecParser.parse(bytes, path: path, diagnostics: &diagnostics), diagnostics)
    }
    for result in results { diagnostics.append(result.1) }
    let parsed = results.map(\.0)
    let sources = SourceRecords(parsed, diagnostics: &diagnostics)
    var builder = CatalogueBuilder(files: parsed, sources: sources)
    let catalogue = builder.build(diagnostics: &diagnostics)
    return Compilation(
      catalogue: diagnostics.hasErrors ? nil : catalogue, files: parsed,
      diagnostics: diagnostics.sorted, unreadable: [])
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

  public var errorCount: Int { diagnostics.count { $0.severity == .error } }
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
