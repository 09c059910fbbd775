import Text

/// Holds what the knowledge files quote against the articles: every `Printed` snippet must stand in one of them, word
/// for word, every article's `Begins` in its own file; and a figure must be the one that is printed.
public enum ArticleCheck {
  /// - Parameter articles: the article files by name.
  public static func run(
    _ files: [RecFile], articles: [(name: String, bytes: [UInt8])]
  ) -> [Diagnostic] {
    var diagnostics = Diagnostics()
    for record in files.flatMap(\.sets).flatMap(\.records) {
      for (position, field) in record.fields.enumerated() {
        switch field.name {
        case "Printed":
          if !articles.contains(where: { $0.bytes.contains(snippet: field.value) }) {
            diagnostics.error(field.place(at: 0), "no article prints \"\(field.value)\"")
          }
          if position > 0, record.fields[position - 1].name == "Figure" {
            checkNumber(record.fields[position - 1], printed: field.value, diagnostics: &diagnostics)
          }
        case "Begins":
          let own = record.fields("File").map(\.value)
          let isThere = articles.contains { article in
            own.contains { article.name.hasPrefix($0) } && article.bytes.contains(snippet: field.value)
          }
          if !isThere {
            diagnostics.error(field.place(at: 0), "no file of this article prints \"\(field.value)\"")
          }
        default: break
        }
      }
    }
    return diagnostics.sorted
  }

  /// `Figure: investment 578500000 yuan` above `Printed: 578.5 million yuan`: numbers and units must agree. A snippet
  /// without a number ("a hundred acres") is left to a person.
  private static func checkNumber(_ figure: RecField, printed: String, diagnostics: inout Diagnostics) {
    let words = figure.value.split(separator: " ")
    guard words.count == 3, let value = DecimalNumber(words[1]), let unit = Unit(rawValue: String(words[2])),
      unit != .date
    else { return }
    let numbers = PrintedNumber.all(in: printed)
    if numbers.isEmpty || numbers.contains(where: { $0.agrees(with: value, unit) }) { return }
    diagnostics.error(
      figure.place(at: 0), "the figure is \(words[1]) \(words[2]), but the article prints \"\(printed)\"")
  }
}

extension Array where Element == UInt8 {
  /// Whether a text stands somewhere in the bytes.
  fileprivate func contains(snippet text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, count >= wanted.count else { return false }
    var position = startIndex
    let last = count - wanted.count
    while position <= last, let next = self[position...last].firstIndex(of: first) {
      if self[next..<next + wanted.count].elementsEqual(wanted) { return true }
      position = next + 1
    }
    return false
  }
}
