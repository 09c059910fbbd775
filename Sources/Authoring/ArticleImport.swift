/// Drafts knowledge records out of an article's text, for staff to review.
///
/// Finds every sentence with a figure and writes a `Fact` with the figures it could type; what only a person can
/// decide (the intent, what it is about, the wording) is left as `?`, which `enquiry check` refuses.
public enum ArticleImport {
  public static func draft(of text: String, path: String) -> String {
    var output = ["# Drafted from \(path); review every line.", "%rec: Fact", ""]
    var number = 0
    for line in text.split(separator: "\n") {
      for sentence in sentences(of: String(line)) {
        let found = figures(in: sentence)
        guard !found.isEmpty else { continue }
        number += 1
        output.append("Id: draft_\(number)")
        output.append("Intent: ?")
        output.append("AsOf: ?")
        output.append("State: ?")
        output.append("Source: ?")
        for (index, figure) in found.enumerated() {
          output.append("Figure: figure_\(index + 1) \(figure.value) \(figure.unit)")
          output.append("Printed: \(figure.printed)")
        }
        output.append("# The article says: \(sentence)")
        output.append("Text_en: ?")
        output.append("")
      }
    }
    return output.joined(separator: "\n")
  }

  struct Draft: Equatable {
    var value: String
    var unit: String
    var printed: String
  }

  /// Ends a sentence only before a blank, so that 2.5 stays whole.
  static func sentences(of line: String) -> [String] {
    var result: [String] = []
    var current = ""
    var ended = false
    for character in line {
      if ended && character == " " {
        result.append(current)
        current = ""
      } else {
        current.append(character)
      }
      ended = ".!?。！？".contains(character)
    }
    if !current.isEmpty { result.append(current) }
    return result
  }

  /// The figures of an English sentence: a number, an optional scale, a unit that is known.
  static func figures(in sentence: String) -> [Draft] {
    let words = sentence.split { " ;()".contains($0) }.map(String.init)
    var result: [Draft] = []
    for (index, word) in words.enumerated() {
      let digits = word.filter { $0 != "," }
      let percent = digits.hasSuffix("%")
      let number = percent ? String(digits.dropLast()) : digits
      guard let value = Double(number), number.allSatisfy({ $0.isNumber || $0 == "." }) else { continue }
      if percent {
        result.append(Draft(value: number, unit: "percent", printed: word))
        continue
      }
      var rest = words[(index + 1)...].prefix(3)
      var printed = [word]
      var scale = 1.0
      if let factor = ["million": 1e6, "billion": 1e9][rest.first?.lowercased() ?? ""] {
        scale = factor
        printed.append(rest.removeFirst())
      }
      guard let (unit, length) = unit(rest.map { $0.lowercased() }) else { continue }
      printed += rest.prefix(length)
      let total = value * scale
      result.append(
        Draft(
          value: total == total.rounded() && total < 1e15 ? String(Int64(total)) : String(total), unit: unit,
          printed: printed.joined(separator: " ")))
    }
    return result
  }

  /// The unit that words name, and how many of them; "acres" of these articles are mu.
  private static func unit(_ words: [String]) -> (unit: String, length: Int)? {
    guard let first = words.first?.filter(\.isLetter) else { return nil }
    switch first {
    case "yuan", "rmb": return ("yuan", 1)
    case "mu", "acres", "acre": return ("mu", 1)
    case "square" where words.count > 1:
      return words[1].hasPrefix("kilomet") ? ("km2", 2) : words[1].hasPrefix("met") ? ("m2", 2) : nil
    case "kilometers", "kilometres", "km": return ("km", 1)
    case "tons", "tonnes": return ("ton", 1)
    case "percent": return ("percent", 1)
    case "projects", "enterprises", "companies", "people", "vehicles": return ("count", 1)
    default: return nil
    }
  }
}
