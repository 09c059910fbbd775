import Text

/// Holds what the knowledge files quote against the articles: every `Printed` snippet must stand in one of them, word
/// for word, every article's `Begins` in its own file; and the number of a figure must be the one that is printed.
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

  /// `Figure: investment 578500000 yuan` above `Printed: 578.5 million yuan`: the numbers must agree. A snippet
  /// without digits ("two-hour drive") is left to a person.
  private static func checkNumber(_ figure: RecField, printed: String, diagnostics: inout Diagnostics) {
    let words = figure.value.split(separator: " ")
    guard words.count == 3, words[2] != "date", let value = DecimalNumber(words[1]) else { return }
    let numbers = printedNumbers(printed)
    guard !numbers.isEmpty, !numbers.contains(where: { isScaled($0, to: value) }) else { return }
    diagnostics.error(figure.place(at: 0), "the figure is \(words[1]), but the article prints \"\(printed)\"")
  }

  /// Whether the value is the printed number, or that many thousands, millions or billions (also 万 and 亿).
  private static func isScaled(_ printed: DecimalNumber, to value: DecimalNumber) -> Bool {
    [0, 3, 4, 6, 8, 9].contains { value.scaledDown(by: $0) == printed }
  }

  /// Numbers that the articles write as English words.
  private static let words: [(String, Int64)] = [
    ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8),
    ("nine", 9), ("ten", 10), ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5),
    ("half", 50),
  ]

  /// The numbers in a text, without their group separators, and those written as words.
  static func printedNumbers(_ text: String) -> [DecimalNumber] {
    let written = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
    var numbers = words.filter { written.contains($0.0) }.map { DecimalNumber(digits: $0.1) }
    var current = ""
    for character in text + " " {
      if character.isASCII && character.isNumber || (character == "." && !current.isEmpty) {
        current.append(character)
      } else if character != "," || current.isEmpty {
        while current.hasSuffix(".") { current.removeLast() }
        if let number = DecimalNumber(current) { numbers.append(number) }
        current = ""
      }
    }
    return numbers
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
