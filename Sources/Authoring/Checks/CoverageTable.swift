import Text

/// How many sentence patterns and examples each intent has in each language.
public enum CoverageTable {
  /// How many examples an intent should have in each language.
  public static let wantedExamples = 8

  /// One line an intent, `patterns/examples` for each language, `!` where examples are missing.
  public static func lines(_ files: [RecFile], _ examples: [Example]) -> [String] {
    var counts: [String: [Language: Int]] = [:]
    for example in examples where example.kind == .positive {
      counts[example.intent, default: [:]][example.language, default: 0] += 1
    }
    var lines = [row("intent", Language.allCases.map(\.rawValue))]
    for record in files.flatMap(\.sets).filter({ $0.type == "Intent" }).flatMap(\.records) {
      guard let name = record.value("Name") else { continue }
      let cells = Language.allCases.map { language in
        let patterns = record.fields(FieldNames.say[language]).reduce(0) {
          $0 + $1.phrases.count
        }
        let tries = counts[name]?[language] ?? 0
        let isGap = record.value("Action") == "gap"
        return "\(patterns)/\(tries)" + (tries < (isGap ? 1 : wantedExamples) ? "!" : "")
      }
      lines.append(row(name, cells))
    }
    return lines
  }

  private static func row(_ name: String, _ cells: [String]) -> String {
    var line = name
    for (index, cell) in cells.enumerated() {
      let column = 28 + 9 * index
      line += String(repeating: " ", count: max(1, column - line.count)) + cell
    }
    return line
  }
}
